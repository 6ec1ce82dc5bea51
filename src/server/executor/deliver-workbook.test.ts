import { chmod, mkdtemp, readFile, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read, utils, write } from '@e965/xlsx';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readRows } from '../../../tests/support/workbook.ts';
import { tabOf } from '../../domain/application/tabs.ts';
import { youthForm } from '../../domain/application/youth.ts';
import { WorkbookSpreadsheet } from '../spreadsheet/workbook/workbook.ts';
import { aProgramme } from '../../../tests/fixtures/programme.fixture.ts';

// Delivery into the workbook file itself, read by another library than its writer.

let root: string;
let folder: string;
let path: string;
let programme: ReturnType<typeof aProgramme>;

const deliver = () =>
  programme.deliver({ spreadsheet: new WorkbookSpreadsheet(path, { tabs: [tabOf(youthForm)] }) });

const rows = async () => await readRows(path, 'Jeunes');

async function projects(): Promise<readonly string[]> {
  return (await rows()).map(({ Projet = '' }) => Projet);
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'livraison-'));
  folder = await mkdtemp(join(root, 'partage-'));
  path = join(folder, 'candidatures.xlsx');
  programme = aProgramme();
  await programme.apply({ project: 'Première' });
  await deliver();
});

afterEach(async () => {
  await rm(root, { recursive: true });
});

test.each<[string, () => Promise<void>, () => Promise<void>]>([
  [
    'is open elsewhere',
    () => writeFile(join(folder, '.~lock.candidatures.xlsx#'), ''),
    () => rm(join(folder, '.~lock.candidatures.xlsx#')),
  ],
  ['is read-only', () => chmod(path, 0o444), () => chmod(path, 0o644)],
  ['is on a share that is away', () => rename(folder, `${folder}-x`), () => rename(`${folder}-x`, folder)],
  [
    'is being replaced',
    async () => {
      await rename(path, `${path}.whole`);
      await writeFile(path, 'PK');
    },
    () => rename(`${path}.whole`, path),
  ],
])(
  'while the workbook %s, applications are taken and wait; then each is one row',
  async (_, hinder, mend) => {
    await hinder();
    await programme.apply({ project: 'Deuxième' });
    await deliver();
    expect(await programme.health()).toMatchObject({ pending: 1, quarantined: 0 });
    await programme.apply({ project: 'Troisième' });
    await mend();
    await deliver();
    expect(await projects()).toEqual(['Première', 'Deuxième', 'Troisième']);
    expect(await programme.health()).toMatchObject({ pending: 0 });
    expect(new Set(programme.sent.map(({ messageId }) => messageId)).size).toBe(programme.sent.length);
  },
);

test('a damaged workbook is set aside whole, and what waits goes into a new one', async () => {
  await writeFile(path, 'abîmé');
  const hourAgo = new Date(Date.now() - 3_600_000);
  await utimes(path, hourAgo, hourAgo);
  await programme.apply({ project: 'Deuxième' });
  await deliver();
  expect(programme.logged).toEqual([]);
  expect(await projects()).toEqual(['Deuxième']);
  const aside = (await readdir(folder)).filter((name) => name.includes('.illisible-'));
  expect(aside).toHaveLength(1);
  expect(await readFile(join(folder, aside[0] ?? ''), 'utf8')).toBe('abîmé');
});

test('drains at once, with no lease to keep them apart, write each application once and keep what staff changed', async () => {
  const book = read(await readFile(path));
  const [first] = await rows();
  if (book.Sheets.Jeunes !== undefined)
    utils.sheet_add_json(book.Sheets.Jeunes, [{ ...first, Statut: 'Entretien' }]);
  const saved: unknown = write(book, { type: 'buffer', bookType: 'xlsx' });
  if (!Buffer.isBuffer(saved)) throw new TypeError('no bytes');
  await writeFile(path, saved);
  for (const ask of ['take', 'keep'] as const) vi.spyOn(programme.ports.lease, ask).mockResolvedValue(true);
  for (let index = 0; index < 30; index += 1) await programme.apply({ project: `Projet ${index}` });
  await Promise.all([deliver(), deliver(), deliver()]);
  await deliver();
  const delivered = await rows();
  expect(delivered).toHaveLength(31);
  expect(new Set(delivered.map(({ Référence }) => Référence)).size).toBe(31);
  expect(delivered[0]).toMatchObject({ Projet: 'Première', Statut: 'Entretien' });
  expect(await programme.health()).toMatchObject({ pending: 0, quarantined: 0 });
});
