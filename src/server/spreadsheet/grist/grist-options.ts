import * as z from 'zod';
import type { Column, Tab } from '../../../domain/application/tab.ts';
import type { GristColumn, GristTable } from './grist-tables.ts';
import { parsedJson } from '../service.ts';
import { completedOptions, headerKey } from '../spreadsheet.ts';

const widgetOptions = z.looseObject({ choices: z.array(z.string()).catch([]) }).catch({ choices: [] });

/** Grist's display options of a column; `choices` are those of its list. */
function widgetOf({ fields }: GristColumn): z.output<typeof widgetOptions> {
  return widgetOptions.parse(parsedJson(fields.widgetOptions ?? ''));
}

/** True when the list of a column lacks some of its options. */
export function lacksOptions(wanted: Column, column: GristColumn): boolean {
  return completedOptions(wanted, widgetOf(column).choices) !== undefined;
}

/** The action that makes a column a list of its options, then of those that staff added. */
export function listing({ id }: Pick<GristTable, 'id'>, wanted: Column, column: GristColumn): unknown {
  const before = widgetOf(column);
  const choices = completedOptions(wanted, before.choices) ?? before.choices;
  const info = { type: 'Choice', widgetOptions: JSON.stringify({ ...before, choices }) };
  return ['ModifyColumn', id, column.id, info];
}

/** The actions that have the lists of a table offer the options that they lack. */
export function optionActions({ columns: wanted }: Tab, table: GristTable): readonly unknown[] {
  return wanted.flatMap((each) => {
    const column = table.columns.get(headerKey(each.header));
    return column?.fields.type === 'Choice' && lacksOptions(each, column)
      ? [listing(table, each, column)]
      : [];
  });
}
