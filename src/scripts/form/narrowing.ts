/**
 * Shows, in a list grouped by place, only the group that bears the name chosen in another list; options outside
 * any group stay. Without such a group the whole list stays: a place may share its neighbour's.
 */
export class Narrowing {
  readonly #list: HTMLSelectElement;
  readonly #place: HTMLSelectElement;
  readonly #all: readonly Element[];

  constructor(list: HTMLSelectElement, place: HTMLSelectElement) {
    this.#list = list;
    this.#place = place;
    this.#all = [...list.children];
  }

  widen(): void {
    this.#show(this.#all);
  }

  /** An answer given before the place was stays, with the whole list; one that a new place excludes is emptied. */
  narrow({ placeChanged }: { readonly placeChanged: boolean }): void {
    const name = this.#place.selectedOptions[0]?.label;
    const fitting = this.#all.filter(
      (child) => !(child instanceof HTMLOptGroupElement) || child.label === name,
    );
    const hasGroup = fitting.some((child) => child instanceof HTMLOptGroupElement);
    const [answer = null] = this.#list.selectedOptions;
    const keepsAnswer = fitting.some((child) => child.contains(answer));
    this.#show(hasGroup && (keepsAnswer || placeChanged) ? fitting : this.#all);
  }

  #show(children: readonly Element[]): void {
    const shown = this.#list.children;
    if (shown.length === children.length && children.every((child, index) => child === shown[index])) return;
    const { value } = this.#list;
    this.#list.replaceChildren(...children);
    this.#list.value = value;
    if (this.#list.selectedIndex === -1) this.#list.value = '';
  }
}
