import { expect, test } from 'vitest';
import type { Tab } from './application/tab.ts';
import { APPLICATION } from './application/tabs.ts';
import { INDICATORS_TAB } from './figures/indicators-tab.ts';
import { TABS } from './spreadsheet-tabs.ts';

/** The headers of the columns that say whose a row is. */
function namingHeaders(belonging: Tab['belonging']): readonly string[] {
  if (belonging === undefined) return [];
  if ('sides' in belonging) return belonging.sides.map(({ reference }) => reference);
  return ['namedIn' in belonging ? belonging.namedIn : belonging.reference];
}

test('every tab with rows about people says whose each row is', () => {
  const anonymous: readonly string[] = [INDICATORS_TAB.name];
  for (const { name, columns, belonging } of TABS.filter((tab) => !anonymous.includes(tab.name))) {
    const remedy = `« ${name} » does not say whose a row is: erasure and download would miss it. Add a column « ${APPLICATION.reference} » and { reference: APPLICATION.reference } after the columns, or name the tab above if nobody can be known by its rows.`;
    const headers = new Set(columns.map(({ header }) => header));
    const naming = namingHeaders(belonging);
    expect(naming.length, remedy).toBeGreaterThan(0);
    for (const header of naming) expect(headers, remedy).toContain(header);
    // Erased whole, by the name of the column; rows that name two people lose one side (erased-pairs.ts).
    if (belonging !== undefined && 'reference' in belonging)
      expect(belonging.reference, remedy).toMatch(new RegExp(`^${APPLICATION.reference}`));
  }
});

test('no two tabs have one name, and no tab has one header twice', () => {
  const names = TABS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, columns } of TABS)
    expect(new Set(columns.map(({ header }) => header)).size, name).toBe(columns.length);
});
