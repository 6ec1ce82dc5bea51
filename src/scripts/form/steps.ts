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
  readonly #form: HTMLFormElement;

  constructor(form: HTMLFormElement) {
    this.#form = form;
    for (const element of form.querySelectorAll<HTMLElement>('[data-progress]')) element.hidden = false;
  }

  show(number: number, total: number): void {
    for (const place of this.#form.querySelectorAll('[data-number]')) place.textContent = String(number);
    for (const place of this.#form.querySelectorAll('[data-total]')) place.textContent = String(total);
    for (const line of this.#form.querySelectorAll('[data-done]')) {
      line.setAttribute('stroke-dasharray', `${(number / total) * 100} 200`);
    }
  }
}
