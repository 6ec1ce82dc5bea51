import { isObject } from './is-object.ts';
import type { Parts } from './parts.ts';
import type { Questionnaire, Section } from './questionnaire.ts';

/** Part of the form that an entry of the browser's history keeps: the step it shows, the draft it is of. */
interface Entry {
  readonly step: string;
  readonly draft?: string | undefined;
}

function isEntry(state: unknown): state is Entry {
  return isObject(state) && typeof state.step === 'string';
}

/** The form's part of a history entry, if it has one. */
export function entryIn(state: unknown): Entry | undefined {
  return isEntry(state) ? state : undefined;
}

/** Safari refuses after a hundred calls in some seconds; the steps work without their entries. */
function writeEntry(way: 'pushState' | 'replaceState', entry: Entry): void {
  try {
    history[way](entry, '');
  } catch {
    // The browser's Back then leaves the form, which keeps its answers.
  }
}

/** « Étape 2 sur 4 » in each step's heading, and the two lines that go with it. */
function showProgress(form: HTMLFormElement, number: number, total: number): void {
  for (const place of form.querySelectorAll('[data-number]')) place.textContent = `${number}`;
  for (const place of form.querySelectorAll('[data-total]')) place.textContent = `${total}`;
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
  /** The page's own title. */
  readonly #title: string;
  current: Section;

  /** @throws TypeError when the form has no section. */
  constructor(root: HTMLElement, form: HTMLFormElement, questions: Questionnaire, parts: Parts) {
    const first = questions.sections[0];
    const last = questions.sections.at(-1);
    if (!first || !last) throw new TypeError('No section.');
    this.#root = root;
    this.#form = form;
    this.#questions = questions;
    this.first = first;
    this.last = last;
    this.current = first;
    this.review = parts.take('review');
    this.#previous = parts.take('previous');
    this.#title = document.title.replace(root.dataset.errorPrefix ?? '', '');
  }

  /** Puts on the page what goes with the steps. */
  build(submit: HTMLElement): void {
    // Its number stands above the review.
    this.last.querySelector('[data-progress]')?.removeAttribute('data-progress');
    this.last.before(this.review);
    submit.after(this.#previous);
    // Each step is seen from its heading: the browser would go back to where another was left.
    history.scrollRestoration = 'manual';
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

  /** Notes the present section in the present entry of the history, with the draft it is of. */
  note(draft: string): void {
    const noted = entryIn(history.state);
    if (noted?.step !== this.current.id || noted.draft !== draft)
      writeEntry('replaceState', { step: this.current.id, draft });
  }

  /** Leaves an entry for the present section, and makes one for this. */
  enter(section: Section, draft: string): void {
    this.note(draft);
    writeEntry('pushState', { step: section.id, draft });
  }

  show(section: Section): void {
    this.current = section;
    for (const other of this.#questions.sections) other.hidden = other !== section;
    this.review.hidden = !this.isLast;
    this.#previous.hidden = section === this.first;
    this.count();
    document.title = `${this.#heading?.textContent ?? ''} – ${this.#title}`;
  }

  get #heading(): HTMLElement | null {
    return (this.isLast ? this.review : this.current).querySelector('h2');
  }

  /** Says again which step of how many this is. */
  count(): void {
    const { asked } = this.#questions;
    showProgress(this.#form, asked.indexOf(this.current) + 1, asked.length);
  }

  focus(): void {
    this.#root.scrollIntoView({ behavior: 'instant' });
    this.#heading?.focus({ preventScroll: true });
  }
}
