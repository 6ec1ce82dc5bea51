import type { Value } from './document.ts';

/** A formula that failed, with Python's name of the reason. */
export class FormulaError extends Error {}

/** Evaluates one of the few formulas that tests use on a row. @throws FormulaError */
export function evaluated(formula: string, row: Readonly<Record<string, Value>>): Value {
  if (formula === '1/0') throw new FormulaError('ZeroDivisionError');
  const [, call, id, method] = /^(len\()?\$(\w+)\)?(\.upper\(\))?$/.exec(formula) ?? [];
  if (id === undefined) throw new Error(`Double: no formula « ${formula} »`);
  const cell = row[id] ?? null;
  if (call !== undefined) return Array.from(textIn(cell)).length;
  return method === undefined ? cell : textIn(cell).toUpperCase();
}

function textIn(cell: Value): string {
  if (typeof cell !== 'string') throw new FormulaError('TypeError');
  return cell;
}
