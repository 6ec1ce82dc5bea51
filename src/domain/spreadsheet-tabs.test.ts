import { expect, test } from 'vitest';
import { APPLICATION } from './application/tabs.ts';
import { COUNTS_TAB } from './retention/counts-tab.ts';
import { TABS } from './spreadsheet-tabs.ts';

test('every tab with rows about people says whose each row is', () => {
  const anonymous: readonly string[] = [COUNTS_TAB.name];
  for (const { name, columns, belonging } of TABS.filter((tab) => !anonymous.includes(tab.name))) {
    const remedy = `« ${name} » does not say whose a row is: erasure and download would miss it. Add a column « ${APPLICATION.reference} » and { reference: APPLICATION.reference } after the columns, or name the tab above if nobody can be known by its rows.`;
    const referenceOf = columns.find(({ header }) => header === belonging?.reference);
    expect(referenceOf?.header ?? '', remedy).toMatch(new RegExp(`^${APPLICATION.reference}`));
  }
});

test('no two tabs have one name, and no tab has one header twice', () => {
  const names = TABS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, columns } of TABS)
    expect(new Set(columns.map(({ header }) => header)).size, name).toBe(columns.length);
});
