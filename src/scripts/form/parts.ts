/** The pieces and words that the template `ScriptParts` holds for the script. */
export class Parts {
  readonly #content: DocumentFragment;
  readonly #taken: HTMLElement[] = [];

  constructor(template: HTMLTemplateElement) {
    this.#content = template.content;
  }

  /** A copy of a piece, to be put on the page. */
  take(name: string): HTMLElement {
    const part = this.#copy(`[data-part="${name}"]`);
    this.#taken.push(part);
    return part;
  }

  /** Takes every piece off the page. */
  restore(): void {
    for (const part of this.#taken) part.remove();
  }

  /** A copy of a text of the moment, which may hold a button. */
  text(name: string): HTMLElement {
    return this.#copy(`[data-text="${name}"]`);
  }

  /** @throws TypeError when the page comes from another version of the template: the form then stays as without script. */
  #copy(selector: string): HTMLElement {
    const copy = this.#content.querySelector(selector)?.cloneNode(true);
    if (copy instanceof HTMLElement) return copy;
    throw new TypeError(`No ${selector}.`);
  }
}
