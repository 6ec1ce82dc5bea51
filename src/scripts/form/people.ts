import { Question, type Typed } from './question.ts';

function rowsIn(element: HTMLElement): readonly HTMLElement[] {
  return [...element.querySelectorAll<HTMLElement>('[data-row]')];
}

/** Gives a row another place: the index in the names of its inputs and in what refers to them, the number people read. */
function renumber(row: HTMLElement, from: string, to: string, number: number): void {
  for (const element of [row, ...row.querySelectorAll('*')]) {
    for (const attribute of element.attributes) attribute.value = attribute.value.replaceAll(from, to);
    if (element instanceof HTMLElement && 'rowNumber' in element.dataset)
      element.textContent = String(number);
  }
}

/** A question answered by people, a row each; the rows are numbered without a gap. */
export class People extends Question {
  readonly #add: HTMLElement | null;
  #parts: readonly Question[];
  /** Empty rows of the page as it came, which a button brings back one by one. */
  #spare: readonly HTMLElement[] = [];

  constructor(element: HTMLElement) {
    super(element);
    this.#add = element.querySelector('[data-action="add-row"]');
    this.#parts = this.#questionsIn(element);
  }

  build(): void {
    if (this.isEmpty) {
      this.#spare = rowsIn(this.element).slice(1);
      this.#keepFirst();
    }
    this.#update();
  }

  restore(): void {
    const [first, ...others] = rowsIn(this.element);
    if (others.length === 0) first?.after(...this.#spare);
    this.#update();
  }

  override get parts(): readonly Question[] {
    return this.#parts;
  }

  override get answer(): string {
    return rowsIn(this.element)
      .map((row) =>
        this.#parts
          .filter(({ element }) => row.contains(element))
          .map(({ answer }) => answer)
          .join(' ')
          .trim(),
      )
      .filter((person) => person !== '')
      .join('\n');
  }

  /** Only as a whole: its rows' questions speak for themselves. */
  override problem(): undefined {
    return undefined;
  }

  override fill(typed: Typed): void {
    const indexes = Object.keys(typed).flatMap((input) =>
      input.startsWith(`${this.name}[`) ? Number.parseInt(input.slice(this.name.length + 1), 10) : [],
    );
    this.#keepFirst();
    while (rowsIn(this.element).length <= Math.max(0, ...indexes)) this.#append();
    this.#update();
    super.fill(typed);
  }

  /** One row more, with the focus in it. */
  add(): void {
    this.#append()?.querySelector('input')?.focus();
    this.#update();
  }

  /** One row less. */
  remove(row: HTMLElement): void {
    const rows = rowsIn(this.element);
    const index = rows.indexOf(row);
    row.remove();
    for (let place = index + 1; place < rows.length; place += 1) {
      const moved = rows[place];
      if (moved !== undefined) renumber(moved, this.#row(place), this.#row(place - 1), place);
    }
    this.#update();
  }

  #keepFirst(): void {
    for (const row of rowsIn(this.element).slice(1)) row.remove();
  }

  #row(index: number): string {
    return `${this.name}[${index}]`;
  }

  #append(): HTMLElement | undefined {
    const rows = rowsIn(this.element);
    const copy = rows.at(-1)?.cloneNode(true);
    if (!(copy instanceof HTMLElement)) return undefined;
    renumber(copy, this.#row(rows.length - 1), this.#row(rows.length), rows.length + 1);
    rows.at(-1)?.after(copy);
    for (const question of this.#questionsIn(copy)) {
      question.fill({});
      question.mark(undefined);
    }
    return copy;
  }

  #questionsIn(element: HTMLElement): readonly Question[] {
    return [...element.querySelectorAll<HTMLElement>('[data-field]')].map((part) => new Question(part));
  }

  #update(): void {
    const rows = rowsIn(this.element);
    this.#parts = this.#questionsIn(this.element);
    if (this.#add !== null) this.#add.hidden = rows.length >= Number(this.#add.dataset.most);
    for (const button of this.element.querySelectorAll<HTMLElement>('[data-action="remove-row"]'))
      button.hidden = rows.length < 2;
  }
}
