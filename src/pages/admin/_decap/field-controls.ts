import { type FieldPath, isSamePath } from '../../../cms/field-path.ts';
import { SINGLE_FIELD } from '../../../cms/fields.ts';

/*
 * The controls of Decap's editor, by the path of their field. Decap gives each an identifier, `title-field-12`, which its label names and
 * which a group or a list has as its own; those of a folded group are in the page, hidden (decap-cms-core 3.19.1, `EditorControl.js`;
 * decap-cms-widget-object and -list of Decap 3.16.3).
 */
const IDENTIFIED = '-field-';

/** The labels of the entry's fields, in the page's order; not those of the blocks in a text, which Decap does not check. */
function labels(): HTMLLabelElement[] {
  const all = document.querySelectorAll<HTMLLabelElement>(`label[for*='${IDENTIFIED}']`);
  return [...all].filter((label) => label.closest('[data-slate-editor]') === null);
}

/** The element with the label of a control and the control itself. */
function containerOf(id: string): HTMLElement | undefined {
  return labels().find((label) => label.htmlFor === id)?.parentElement?.parentElement ?? undefined;
}

/** The group or list around a control. */
function groupOf(container: Element | undefined): Element | undefined {
  return container?.parentElement?.closest(`[id*='${IDENTIFIED}']`) ?? undefined;
}

/** Index in its list of the item that a control stands in, from 0 on; `undefined` when it stands in a group. */
function placeIn(group: Element, container: Element): number | undefined {
  // After the bar that folds it: the controls of a group, or the items of a list.
  const [, content] = group.children;
  const place = [...(content?.children ?? [])].findIndex((child) => child.contains(container));
  return content?.children[place] === container || place < 0 ? undefined : place;
}

/** The path of the field of a control. */
export function pathOf(id: string): FieldPath {
  const container = containerOf(id);
  const name = id.slice(0, id.lastIndexOf(IDENTIFIED));
  const group = groupOf(container);
  if (container === undefined || group === undefined) return [name];
  const place = placeIn(group, container);
  const around = pathOf(group.id);
  if (place === undefined) return [...around, name];
  // The field of a list of single values has a name for Decap alone.
  return name === SINGLE_FIELD ? [...around, place] : [...around, place, name];
}

/** The identifier of the control of the field with this path; `undefined` when the editor shows none. */
export function controlAt(path: FieldPath): string | undefined {
  return labels().find(({ htmlFor }) => isSamePath(pathOf(htmlFor), path))?.htmlFor;
}

/** The groups and lists around a control, from the outside in. */
export function groupsAround(id: string): string[] {
  const group = groupOf(containerOf(id));
  return group === undefined ? [] : [...groupsAround(group.id), group.id];
}

/** These controls in the page's order; without those that are gone. */
export function inPageOrder(ids: readonly string[]): string[] {
  return labels().flatMap(({ htmlFor }) => (ids.includes(htmlFor) ? [htmlFor] : []));
}

/** The element of a control to focus: a picture and a text have no element with the identifier, a list has no element to type in. */
function focusable(id: string): HTMLElement | undefined {
  const own = document.getElementById(id);
  if (own?.matches('input, textarea, button')) return own;
  const container = containerOf(id);
  const text = own === null ? container?.querySelector<HTMLElement>('[data-slate-editor]') : undefined;
  return text ?? container?.querySelector<HTMLElement>('input, textarea, button') ?? undefined;
}

/** Opens the folded groups and items around an element, each by its own button. */
function unfold(element: Element): void {
  const folded: Element[] = [];
  for (let around: Element | null = element; around !== null; around = around.parentElement)
    if (getComputedStyle(around).display === 'none') folded.unshift(around);
  for (const { parentElement } of folded)
    parentElement?.firstElementChild?.querySelector<HTMLElement>('button')?.click();
}

/** Brings a control into view and gives it the focus. */
export function goToControl(id: string): void {
  const container = containerOf(id);
  if (container === undefined) return;
  unfold(container);
  // React has shown by then what was folded.
  requestAnimationFrame(() => {
    container.scrollIntoView({ block: 'center' });
    focusable(id)?.focus({ preventScroll: true });
  });
}

/** A button is told of its mistake, but is never invalid itself (https://www.w3.org/TR/wai-aria-1.2/#aria-invalid). */
function mark(id: string, target: HTMLElement): void {
  target.dataset.mistakeOf = id;
  if (!target.matches('button:not([role])')) target.setAttribute('aria-invalid', 'true');
  const messages = containerOf(id)?.querySelector('label + ul');
  if (messages === null || messages === undefined) return;
  messages.id = `${id}-mistakes`;
  target.setAttribute('aria-describedby', messages.id);
}

/** Marks these controls as wrong, and no other: Decap colours them, and says nothing to those who hear the page. */
export function markControls(wrong: readonly string[]): void {
  for (const target of document.querySelectorAll<HTMLElement>('[data-mistake-of]')) {
    target.removeAttribute('aria-invalid');
    target.removeAttribute('aria-describedby');
    delete target.dataset.mistakeOf;
  }
  for (const id of wrong) {
    const target = focusable(id);
    if (target !== undefined) mark(id, target);
  }
}
