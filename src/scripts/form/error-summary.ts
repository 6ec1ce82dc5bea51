import type { Parts } from './parts.ts';
import type { Question } from './question.ts';

/** One message of the summary; without an input it is of the whole form. */
export interface Problem {
  readonly input?: string | undefined;
  readonly message: string;
}

/** Summary of the errors to correct, at the top of the form; the page's title gets a prefix. */
export class ErrorSummary {
  readonly #form: HTMLFormElement;
  readonly #parts: Parts;
  readonly #prefix: string;

  constructor(form: HTMLFormElement, parts: Parts, prefix: string) {
    this.#form = form;
    this.#parts = parts;
    this.#prefix = prefix;
  }

  get element(): HTMLElement | null {
    return this.#form.querySelector<HTMLElement>('[data-errors]');
  }

  show(problems: readonly Problem[]): void {
    this.clear();
    const part = this.#parts.take('errors');
    part.querySelector('ul')?.append(...problems.map(line));
    this.#form.prepend(...part.children);
    this.focus();
  }

  /** Also of a summary that the server made. */
  focus(): void {
    document.title = this.#prefix + document.title;
    this.element?.scrollIntoView({ behavior: 'instant' });
    this.element?.focus({ preventScroll: true });
  }

  clear(): void {
    this.element?.remove();
    document.title = document.title.replace(this.#prefix, '');
  }

  /** Takes away what has been mended. */
  forget(question: Question): void {
    for (const link of this.element?.querySelectorAll('a') ?? [])
      if (question.has(inputOf(link))) link.closest('li')?.remove();
    if (this.element?.querySelector('li') === null) this.clear();
  }
}

/** The input that a link of the summary leads to. */
export function inputOf(link: HTMLAnchorElement): string {
  return decodeURIComponent(link.hash.slice(1));
}

function line({ input, message }: Problem): HTMLLIElement {
  const item = document.createElement('li');
  if (input === undefined) item.append(message);
  else {
    const row = document.getElementsByName(input)[0]?.closest('[data-row]')?.querySelector('legend');
    const link = document.createElement('a');
    link.href = `#${encodeURIComponent(input)}`;
    link.append(row ? `${row.textContent}\u00A0: ` : '', message);
    item.append(link);
  }
  return item;
}
