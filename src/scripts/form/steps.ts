import type { Parts } from './parts.ts';
import type { Questionnaire, Section } from './questionnaire.ts';

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

/** « Étape 2 sur 4 » in each step's heading, and the two lines that go with it. */
function showProgress(form: HTMLFormElement, number: number, total: number): void {
  for (const element of form.querySelectorAll<HTMLElement>('[data-progress]')) element.hidden = false;
  for (const place of form.querySelectorAll('[data-number]')) place.textContent = String(number);
  for (const place of form.querySelectorAll('[data-total]')) place.textContent = String(total);
  for (const line of form.querySelectorAll('[data-done]')) {
    line.setAttribute('stroke-dasharray', `${(number / total) * 100} 200`);
  }
}

/** Shows one section at a time, the last under a review of the answers; each is a step in the browser's history. */
export class Steps {
  readonly first: Section;
  readonly last: Section;
  readonly review: HTMLElement;
  readonly #root: HTMLElement;
  readonly #form: HTMLFormElement;
  readonly #questions: Questionnaire;
  readonly #previous: HTMLElement;
  current: Section;

  /** @throws TypeError when the form has no section. */
  constructor(root: HTMLElement, form: HTMLFormElement, questions: Questionnaire, parts: Parts) {
    const first = questions.sections[0];
    const last = questions.sections.at(-1);
    if (!first || !last) throw new TypeError('The form has no section.');
    this.#root = root;
    this.#form = form;
    this.#questions = questions;
    this.first = first;
    this.last = last;
    this.current = first;
    this.review = parts.take('review');
    this.#previous = parts.take('previous');
  }

  /** Puts on the page what goes with the steps. */
  build(submit: HTMLElement): void {
    this.last.querySelector('[data-progress]')?.remove();
    this.last.before(this.review);
    submit.after(this.#previous);
  }

  get isLast(): boolean {
    return this.current === this.last;
  }

  /** The asked section of this id. */
  named(id: string | undefined): Section | undefined {
    return this.#questions.asked.find((section) => section.id === id);
  }

  /** The asked section before the present one (-1) or after it (1), if any. */
  beside(distance: -1 | 1): Section | undefined {
    const { asked } = this.#questions;
    return asked[asked.indexOf(this.current) + distance];
  }

  /** Notes a section in the present entry of the history, with the draft it is of. */
  note(section: Section, draft: string): void {
    const entry: Entry = { step: section.id, from: entryIn(history.state)?.from, draft };
    history.replaceState(entry, '');
  }

  /** Leaves an entry for the present section, and makes one for this. */
  enter(section: Section, draft: string): void {
    // Nothing was written on arrival: that takes a phone as long as looking for a draft.
    if (entryIn(history.state)?.step !== this.current.id) this.note(this.current, draft);
    const entry: Entry = { step: section.id, from: this.current.id, draft };
    history.pushState(entry, '');
  }

  show(section: Section): void {
    this.current = section;
    for (const other of this.#questions.sections) other.hidden = other !== section;
    this.review.hidden = !this.isLast;
    this.#previous.hidden = section === this.first;
    this.count();
  }

  /** Says again which step of how many this is. */
  count(): void {
    const { asked } = this.#questions;
    showProgress(this.#form, asked.indexOf(this.current) + 1, asked.length);
  }

  focus(): void {
    const step = this.isLast ? this.review : this.current;
    this.#root.scrollIntoView({ behavior: 'instant' });
    step.querySelector('h2')?.focus({ preventScroll: true });
  }
}
