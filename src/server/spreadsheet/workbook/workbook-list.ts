import type { Column } from '../../../domain/application/tab.ts';
import { completedOptions } from '../spreadsheet.ts';

/** Excel's bound on a list written inside its rule, and the characters that such a list cannot hold. */
const INLINE_LIST_MAX = 255;
const NOT_INLINE = /[,"]/;

/** The formula of a drop-down list. Throws `RangeError` when its options do not fit one. */
export function listFormula({ header, options = [] }: Column): string {
  const list = options.join(',');
  if (list.length > INLINE_LIST_MAX || options.some((option) => NOT_INLINE.test(option)))
    throw new RangeError(`The options of « ${header} » do not fit a drop-down list`);
  return `"${list}"`;
}

/**
 * The formula of a list completed with the column's options; `undefined` when it lacks none, when it names cells, and when there is no
 * room for more.
 */
export function completedFormula(column: Column, formula: string): string | undefined {
  const [, list] = /^"(.*)"$/.exec(formula) ?? [];
  const options = list === undefined ? undefined : completedOptions(column, list.split(','));
  return options === undefined || options.join(',').length > INLINE_LIST_MAX
    ? undefined
    : `"${options.join(',')}"`;
}
