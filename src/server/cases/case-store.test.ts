import { expect, test } from 'vitest';
import { JOURNAL_TAB } from '../../domain/tracking/journal-tab.ts';
import { LATER, SECRET } from '../../../tests/fixtures/programme.fixture.ts';
import { anApplication } from '../../../tests/contracts/inbox-contract.ts';
import { PostponedTabs } from '../spreadsheet/postponed-tabs.ts';
import { eraseCases } from '../store/case-keys.ts';
import { MemoryStore } from '../../../tests/doubles/memory-store.ts';
import { MemorySpreadsheet } from '../../../tests/doubles/memory-spreadsheet.ts';
import type { Fact } from './facts.ts';
import { type CaseRecord, CaseStore } from './case-store.ts';
import { contactKey, contactKeys } from './contact-keys.ts';
import { writeJournal } from '../executor/journal.ts';

const application = anApplication({
  id: 'a'.repeat(32),
  answers: { givenName: 'Inès', email: 'Ines@Exemple.fr', birthDate: '2009-03-14' },
});
const RECORD: CaseRecord = {
  id: application.id,
  reference: application.reference,
  audience: application.audience,
  season: application.season,
  receivedAt: application.receivedAt,
  keys: contactKeys(SECRET, { email: 'Ines@Exemple.fr', birthDate: '2009-03-14' }),
};
const event: Fact = {
  name: 'status-1-acceptee',
  kind: 'status',
  at: '2026-11-23T09:00:00.000Z',
  detail: 'Statut : Acceptée',
};

/** A store that also tells its keys and texts, with what writing the journal needs. */
function aStore() {
  const store = new MemoryStore();
  const now = () => new Date('2026-11-23T09:05:00Z');
  const logged: string[] = [];
  return {
    store,
    cases: new CaseStore(store),
    keys: async () => (await store.list('')).toSorted(),
    logged,
    journal: {
      cases: new CaseStore(store),
      postponed: new PostponedTabs(store, now),
      log: (event: string) => void logged.push(event),
      now,
    },
  };
}

test('a file knows its person again without holding anything that is theirs', async () => {
  const { store, cases, keys } = aStore();
  await cases.open(RECORD);
  expect(await cases.idOf(application.reference)).toBe(application.id);
  expect((await cases.read(application.id))?.keys).toEqual({
    email: contactKey(SECRET, 'email', ' ines@exemple.FR'),
    birthDate: contactKey(SECRET, 'birthDate', '2009-03-14'),
  });
  expect(await cases.ids()).toEqual([application.id]);
  const texts = await Promise.all(
    (await keys()).map(async (key) => `${key} ${(await store.get(key)) ?? ''}`),
  );
  for (const own of ['Inès', 'exemple', '2009']) expect(texts.join('\n')).not.toContain(own);
});

test('an event counts once, as it was first noted, and the journal shows it once', async () => {
  const { cases, journal } = aStore();
  const spreadsheet = new MemorySpreadsheet();
  const ports = { ...journal, spreadsheet };
  await cases.open(RECORD);
  await cases.note(application.id, event);
  await cases.note(application.id, { ...event, at: '2026-11-23T10:00:00.000Z' });
  expect(await cases.facts(application.id)).toEqual([event]);
  await writeJournal(ports, LATER);
  await cases.note(application.id, event);
  await writeJournal(ports, LATER);
  const [headers = [], ...rows] = spreadsheet.grid(JOURNAL_TAB.name);
  expect(rows.map((row) => row[headers.indexOf('Événement')])).toEqual(['Statut : Acceptée']);
  expect(rows.map((row) => row[headers.indexOf('Date')])).toEqual(['2026-11-23T10:00:00+01:00']);
  expect(await cases.unwritten()).toEqual([]);
});

test('an event waits for the journal while the spreadsheet is down', async () => {
  const { cases, journal, logged } = aStore();
  await cases.open(RECORD);
  await cases.note(application.id, event);
  const down = () => Promise.reject(new Error('down'));
  const spreadsheet = { insert: down, identifiers: down };
  await writeJournal({ ...journal, spreadsheet }, LATER);
  expect(logged).toEqual(['spreadsheet-waits']);
  expect(await cases.unwritten()).toEqual([{ id: application.id, name: event.name }]);
});

test('nothing is left of a file that is erased, and the journal is told nothing more of it', async () => {
  const { store, cases, keys, journal } = aStore();
  const spreadsheet = new MemorySpreadsheet();
  const ports = { ...journal, spreadsheet };
  await cases.open(RECORD);
  await cases.note(application.id, event);
  await eraseCases(store, [application]);
  expect(await keys()).toEqual([]);
  await cases.note(application.id, event);
  await writeJournal(ports, LATER);
  expect(spreadsheet.grid(JOURNAL_TAB.name).slice(1)).toEqual([]);
});
