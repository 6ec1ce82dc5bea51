import type { Parts } from './parts.ts';

/** What an entry of the browser's history keeps of the form: the step it shows, the one it came from, the draft it is of. */
interface Entry {
  readonly step: string;
  readonly from?: string | undefined;
  readonly draft?: string | undefined;
}

function isEntry(state: unknown): state is Entry {
  return typeof state === 'object' && state !== null && 'step' in state && typeof state.step === 'string';
}

/** The form's part of a history entry, if it has one. */
export function entryIn(state: unknown): Entry | undefined {
  return isEntry(state) ? state : undefined;
}

/** Writes the form's part of the present entry, or of a new one. */
export function writeEntry(entry: Entry, how: 'replaceState' | 'pushState'): void {
  history[how](entry, '');
}

/** « Étape 2 sur 4 » in each step's heading, and the two lines that go with it. */
export class Progress {
  readonly #element: HTMLElement;
  readonly #numbers: HTMLElement[] = [];

  constructor(parts: Parts, headings: readonly (HTMLElement | null)[]) {
    this.#element = parts.take('progress');
    for (const heading of headings) {
      const number = parts.take('step');
      heading?.prepend(number);
      this.#numbers.push(number);
    }
  }

  get element(): HTMLElement {
    return this.#element;
  }

  show(number: number, total: number): void {
    for (const heading of this.#numbers) {
      heading.querySelector('[data-number]')?.replaceChildren(String(number));
      heading.querySelector('[data-total]')?.replaceChildren(String(total));
    }
    for (const line of this.#element.querySelectorAll('[data-done]')) {
      line.setAttribute('stroke-dasharray', `${(number / total) * 100} 200`);
    }
  }
}
