import type { Mistake } from './collection.ts';
import type { NamedWidget } from './fields.ts';

/** Where a value stands in an entry: names of fields, and places in lists from 0 on. */
export type FieldPath = readonly (string | number)[];

/** The field that a path leads to; none for an unknown name. A path that ends with a number leads to an item of a list. */
function widgetAt(widgets: readonly NamedWidget[], path: FieldPath): NamedWidget | undefined {
  const [name, ...rest] = path;
  const widget = widgets.find((candidate) => candidate.name === name);
  const inside = widget?.widget === 'list' ? rest.slice(1) : rest;
  return inside.length === 0 || widget === undefined ? widget : widgetAt(widget.fields ?? [], inside);
}

/** A path as staff read it: « Étapes, n° 2, Heures ». */
export function describePath(widgets: readonly NamedWidget[], path: readonly PropertyKey[]): string {
  const words: string[] = [];
  let level = widgets;
  for (const key of path) {
    if (typeof key === 'number') {
      words.push(`n° ${key + 1}`);
      continue;
    }
    const widget = level.find(({ name }) => name === key);
    words.push(widget?.label ?? String(key));
    level = widget?.fields ?? [];
  }
  return words.join(', ');
}

/** A mistake as staff read it: « Étapes, n° 2, Titre : Ce champ est vide. »; its message alone when it is of the whole entry. */
export function describeMistake(widgets: readonly NamedWidget[], { path, message }: Mistake): string {
  return path.length === 0 ? message : `${describePath(widgets, path)} : ${message}`;
}

export function isSamePath(one: FieldPath, other: FieldPath): boolean {
  return one.length === other.length && one.every((key, index) => key === other[index]);
}

const isItem = (path: FieldPath) => typeof path.at(-1) === 'number';

/**
 * The path of the control where staff correct a mistake: of the field itself; of the first field of a group, which has no control of its
 * own; of the nearest field around a path that leads to none. Empty when there is none at all.
 */
export function controlPath(widgets: readonly NamedWidget[], path: FieldPath): FieldPath {
  const widget = widgetAt(widgets, path);
  if (widget === undefined) return path.length === 0 ? path : controlPath(widgets, path.slice(0, -1));
  const [first] = widget.widget === 'object' || isItem(path) ? (widget.fields ?? []) : [];
  return first === undefined ? path : controlPath(widgets, [...path, first.name]);
}
