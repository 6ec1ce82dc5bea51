import type { Parts } from './parts.ts';

/** The button that goes on, then sends, and the line below it that says what became of it. */
export class SendButton {
  readonly line: HTMLElement;
  readonly #button: HTMLButtonElement;
  readonly #parts: Parts;
  readonly #send: string;

  constructor(button: HTMLButtonElement, parts: Parts) {
    this.line = parts.take('status');
    this.#button = button;
    this.#parts = parts;
    this.#send = button.textContent;
  }

  setBusy(isBusy: boolean): void {
    // Not `disabled`: the focus would be lost.
    this.#button.setAttribute('aria-disabled', String(isBusy));
    const name = isBusy ? 'sending' : undefined;
    this.say(name);
    this.label(name);
  }

  /** The text of that name, or sending. */
  label(name: string | undefined): void {
    this.#button.textContent = name === undefined ? this.#send : this.#parts.text(name).textContent;
  }

  /** Says the text of that name, others' words in its place, or nothing. */
  say(name: string | undefined, instead?: string): void {
    this.line.replaceChildren(...(name === undefined ? [] : [instead ?? this.#parts.text(name)]));
  }
}
