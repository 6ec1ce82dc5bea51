/** Counts how long a form takes to be filled in one go; a draft that was taken up, or answers already there, are not counted. */
export class FillTime {
  readonly #input: HTMLInputElement | null;
  #begunAt: number | undefined;

  constructor(form: HTMLFormElement) {
    this.#input = form.querySelector('[name="fillSeconds"]');
  }

  begin(): void {
    // Not the clock, which may be set meanwhile.
    this.#begunAt ??= performance.now();
  }

  giveUp(): void {
    this.#begunAt = Number.NaN;
  }

  write(): void {
    const seconds = Math.round((performance.now() - (this.#begunAt ?? Number.NaN)) / 1000);
    if (this.#input !== null) this.#input.value = String(seconds).replace('NaN', '');
  }
}
