import { type Control, Question, type Typed } from './question.ts';

function rowsIn(element: HTMLElement): readonly HTMLElement[] {
  return [...element.querySelectorAll<HTMLElement>('[data-row]')];
}

/** The typed texts of a row, input by input. */
function textsIn(row: HTMLElement): readonly string[] {
  return Array.from(row.querySelectorAll('input'), ({ value }) => value.trim());
}

function isFilled(row: HTMLElement): boolean {
  return textsIn(row).join('') !== '';
}

/** Gives a row another place: the index in the names of its inputs and in what refers to them, the number people read. */
function renumber(row: HTMLElement, id: string, number: number): void {
  const from = row.id;
  for (const element of [row, ...row.querySelectorAll('*')]) {
    for (const attribute of element.attributes) attribute.value = attribute.value.replaceAll(from, id);
    if (element instanceof HTMLElement && 'rowNumber' in element.dataset)
      element.textContent = String(number);
  }
}

/** A question of one row. */
class PersonQuestion extends Question {
  /** As soon as something stands in the row. */
  protected override isAsked(): boolean {
    const row = this.element.closest<HTMLElement>('[data-row]');
    return row !== null && isFilled(row);
  }

  /** Also told when a row before has the same answer, where it tells people apart. */
  protected override fault(text: string): string | undefined {
    const { repeated } = this.element.dataset;
    const same = [...document.querySelectorAll<HTMLInputElement>('[data-repeated] input')].find(
      ({ value }) => value === text,
    );
    return super.fault(text) ?? (same === this.target ? undefined : repeated);
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

  override build(): void {
    if (this.isEmpty) {
      this.#spare = rowsIn(this.element).slice(1);
      this.#keepFirst();
    }
    this.#update();
  }

  override restore(): void {
    const [first, ...others] = rowsIn(this.element);
    if (others.length === 0) first?.after(...this.#spare);
    this.#update();
  }

  /** Those of the rows: others help to fill them. */
  override get controls(): readonly Control[] {
    return [...this.element.querySelectorAll('input')];
  }

  override get parts(): readonly Question[] {
    return this.#parts;
  }

  override get answer(): string {
    return this.#filled.map((row) => textsIn(row).join(' ').trim()).join('\n');
  }

  get #filled(): readonly HTMLElement[] {
    return rowsIn(this.element).filter(isFilled);
  }

  /** Everything that is typed in the rows. */
  get texts(): readonly string[] {
    return textsIn(this.element);
  }

  /** Number of people that the list still takes. */
  get room(): number {
    return this.#most - this.#filled.length;
  }

  get #most(): number {
    return Number(this.#add?.dataset.most);
  }

  /** The row of the first person. */
  get first(): HTMLElement | undefined {
    return rowsIn(this.element)[0];
  }

  /** Adds people, in the empty rows then below. */
  append(people: readonly (readonly string[])[]): void {
    for (const person of people) {
      const row = rowsIn(this.element).find((one) => !isFilled(one)) ?? this.#append();
      for (const [index, input] of row?.querySelectorAll('input').entries() ?? [])
        input.value = person[index] ?? '';
    }
    this.#update();
  }

  /** Says how many people there are. */
  count(): void {
    const place = this.element.querySelector('[data-count]');
    const count = String(this.#filled.length);
    // Told again only when it is another.
    if (place && place.textContent !== count) place.textContent = count;
  }

  /** Only as a whole: its rows' questions speak for themselves. */
  override get problem(): undefined {
    return undefined;
  }

  override fill(typed: Typed): void {
    const indexes = Object.keys(typed).flatMap((input) =>
      input.startsWith(`${this.name}[`) ? Number.parseInt(input.slice(this.name.length + 1), 10) : [],
    );
    this.#keepFirst();
    while (rowsIn(this.element).length <= Math.max(0, ...indexes)) this.#append();
    super.fill(typed);
    this.#update();
  }

  /** One row more, with the focus in it. */
  add(): void {
    this.#append()?.querySelector('input')?.focus();
    this.#update();
  }

  /** One row less. */
  remove(row: HTMLElement): void {
    row.remove();
    for (const [index, moved] of rowsIn(this.element).entries()) renumber(moved, this.#row(index), index + 1);
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
    renumber(copy, this.#row(rows.length), rows.length + 1);
    rows.at(-1)?.after(copy);
    for (const question of this.#questionsIn(copy)) {
      question.fill({});
      question.mark(undefined);
    }
    return copy;
  }

  #questionsIn(element: HTMLElement): readonly Question[] {
    return [...element.querySelectorAll<HTMLElement>('[data-field]')].map((part) => new PersonQuestion(part));
  }

  #update(): void {
    const rows = rowsIn(this.element);
    this.#parts = this.#questionsIn(this.element);
    if (this.#add !== null) this.#add.hidden = rows.length >= this.#most;
    for (const button of this.element.querySelectorAll<HTMLElement>('[data-action="remove-row"]'))
      button.hidden = rows.length < 2;
    this.count();
  }
}
