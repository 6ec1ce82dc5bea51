/**
 * The script's hold on the page, which ends at the first failure: `restore` takes off whatever was put on, and the form works as
 * without script. The failure itself is still reported.
 */
export class Enhancement {
  #isOn = true;
  readonly #restore: readonly (() => void)[];

  /** `restore`: each may run at any time, without the others; the most needed first. */
  constructor(restore: readonly (() => void)[]) {
    this.#restore = restore;
  }

  /** The task as the page may call it: it does nothing once the enhancement has ended. */
  readonly guarded =
    <Given extends readonly unknown[]>(task: (...given: Given) => void) =>
    (...given: Given): void => {
      if (!this.#isOn) return;
      try {
        task(...given);
      } catch (error) {
        this.end();
        throw error;
      }
    };

  end(): void {
    this.#isOn = false;
    for (const restore of this.#restore) {
      try {
        restore();
      } catch {
        // The others still run.
      }
    }
  }
}
