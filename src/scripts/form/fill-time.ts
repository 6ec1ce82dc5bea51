/** Counts how long a form takes to be filled in one go; a draft that was taken up, or answers already there, are not counted. */
export class FillTime {
  readonly #input: HTMLInputElement | null;
  #begunAt: number | 'unknown' | undefined;

  constructor(form: HTMLFormElement) {
    this.#input = form.querySelector('[name="fillSeconds"]');
  }

  begin(): void {
    this.#begunAt ??= Date.now();
  }

  giveUp(): void {
    this.#begunAt = 'unknown';
  }

  write(): void {
    if (this.#input === null) return;
    this.#input.value =
      typeof this.#begunAt === 'number' ? String(Math.round((Date.now() - this.#begunAt) / 1000)) : '';
  }
}
