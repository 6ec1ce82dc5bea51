import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SPREADSHEETS } from './support/spreadsheets.ts';
import messages from '../src/content/messages/messages.json' with { type: 'json' };
import settings from '../src/content/settings/site.json' with { type: 'json' };
import { tabOf } from '../src/domain/application/tabs.ts';
import { aMinor, submittedValues } from './fixtures/youth.fixture.ts';
import { youthForm } from '../src/domain/application/youth.ts';
import { TABS } from '../src/domain/spreadsheet-tabs.ts';
import { acceptApplication } from '../src/server/answers/accept.ts';
import { SECRET, TEAM, rowsByHeader } from './fixtures/programme.fixture.ts';
import { drainOnce } from '../src/server/schedule/drain.ts';
import type { DrainPorts } from '../src/server/schedule/drain-ports.ts';
import { readEnvironment } from '../src/server/compose/environment.ts';
import { CaseStore } from '../src/server/cases/case-store.ts';
import { guardianStateIn } from '../src/server/cases/guardian-facts.ts';
import { Looks } from '../src/server/cases/looks.ts';
import { TypedStore } from '../src/server/cases/typed-store.ts';
import { releaseGuardian } from '../src/server/cases/guardian-requests.ts';
import { takeConsent } from '../src/server/answers/take-consent.ts';
import { Inbox } from '../src/server/cases/inbox.ts';
import { RecordingStore } from './doubles/recording-store.ts';
import { outboxMail } from '../src/server/mail/outbox.ts';
import { Asks } from '../src/server/cases/asks.ts';

// The story that tests/e2e/whole-story.spec.ts tells with a browser and the workbook, on every other spreadsheet.

vi.setConfig({ testTimeout: 60_000 });

const FROM = { name: 'Programme', address: 'programme@exemple.org' };
const YOUTH = { givenName: 'Zéphyrine', familyName: 'Deslilas', email: 'zephyrine@courriel.exemple' };
const GUARDIAN = { guardianName: 'Barnabé Deslilas', guardianEmail: 'barnabe@courriel.exemple' };
const TRACES = [
  'phyrine',
  'Deslilas',
  'barnabe',
  'Ursule',
  '611223344',
  '698765432',
  '655443322',
  '2010-03-14',
];

let outbox: string;

beforeEach(async () => {
  outbox = await mkdtemp(join(tmpdir(), 'histoire-'));
});
afterEach(async () => {
  await rm(outbox, { recursive: true });
});

async function mails() {
  const cases = await readdir(outbox);
  return await Promise.all(
    cases.map(async (file) => await PostalMime.parse(await readFile(join(outbox, file)))),
  );
}

const OTHERS = SPREADSHEETS.filter(({ name }) => name !== 'the workbook');

describe.each(OTHERS)('the whole story in $name', ({ open }) => {
  test('a minor applies, the guardian agrees, the team accepts; withdrawn and erased, nothing is left', async () => {
    const { spreadsheet, grid, close, rest } = await open();
    const store = new RecordingStore();
    let clock = Date.parse('2026-11-23T09:00:00Z');
    const now = (): Date => new Date((clock += 100));
    const ports: DrainPorts = {
      environment: readEnvironment({ LINK_SECRET: SECRET, TEAM_EMAIL: TEAM }),
      store,
      openSpreadsheet: () => Promise.resolve(spreadsheet),
      openMail: () => Promise.resolve(outboxMail({ folder: outbox, from: FROM })),
      settings,
      closed: new Set(),
      messages,
      associations: [],
      readAgenda: () => Promise.resolve([]),
      now,
    };
    const drain = async (minutes = 1) => {
      clock += minutes * 60_000;
      rest?.();
      const onSchedule = await drainOnce(ports);
      await onSchedule();
    };
    const rows = async (tab: string) => rowsByHeader(await grid(tab));
    /** Places in the spreadsheet, the outbox and the store that hold a trace of somebody. */
    const traces = async () => {
      const places = [
        ...(await Promise.all(
          TABS.map(async ({ name }) => [name, JSON.stringify(await grid(name))] as const),
        )),
        ...(await mails()).map(
          (mail) => [`message « ${mail.subject ?? ''} »`, JSON.stringify(mail)] as const,
        ),
        ...(await Promise.all(
          (await store.list('')).map(async (key) => [key, (await store.get(key)) ?? ''] as const),
        )),
      ];
      return places
        .filter(([place, text]) => TRACES.some((one) => (place + text).includes(one)))
        .map(([place]) => place);
    };

    const answers = aMinor({ ...YOUTH, ...GUARDIAN, phone: '06 11 22 33 44', preferredContact: 'email' });
    const inbox = new Inbox(store);
    await acceptApplication(youthForm, submittedValues(answers), {
      inbox,
      secret: SECRET,
      season: settings.season,
      now,
    });
    await drain();
    const [{ Identifiant: id = '' } = {}] = await rows('Jeunes');

    const cases = new CaseStore(store);
    const toGuardian = async () =>
      (await mails()).filter(({ to }) => to?.[0]?.address === GUARDIAN.guardianEmail);
    await drain();
    expect(await toGuardian()).toEqual([]);
    expect(await rows('Autorisations')).toMatchObject([{ État: 'Pas encore demandée' }]);
    await releaseGuardian(id, now(), { cases, looks: new Looks(store) });
    await drain();
    expect(await toGuardian()).toHaveLength(1);
    const asked = guardianStateIn(id, await cases.facts(id), new Map());
    if (asked === undefined) throw new Error('The guardian was not asked.');
    const answer = {
      decision: 'oui',
      guardianName: 'Barnabé Deslilas',
      quality: 'pere',
      emergencyName: 'Ursule Tanteplus',
      emergencyPhone: '06 55 44 33 22',
      statement: 'on',
    };
    expect(
      await takeConsent(submittedValues(answer), asked, { typed: new TypedStore(store), now }),
    ).toBeUndefined();
    await drain();
    expect(await rows('Autorisations')).toMatchObject([{ État: 'Accordée' }]);

    await spreadsheet.update(tabOf(youthForm), [{ id, cells: { Statut: 'Acceptée' } }]);
    for (const minutes of [1, 5, 5, 6, 5, 5]) await drain(minutes);
    const accepted = (await mails()).filter(({ subject }) => subject?.includes('acceptée'));
    expect(accepted.map(({ to }) => to?.[0]?.address)).toEqual([YOUTH.email]);

    const asks = new Asks(store);
    await asks.ask(id, { kind: 'withdraw', at: now(), once: 'a'.repeat(16) });
    await drain();
    expect(await rows('Jeunes')).toMatchObject([{ Statut: 'Retirée' }]);

    expect(await traces()).toEqual(expect.arrayContaining(['Jeunes', 'Autorisations']));
    await asks.ask(id, { kind: 'erase', at: now(), once: 'b'.repeat(16) });
    await drain();
    expect(await traces()).toEqual([]);
    for (const minutes of [20, 20]) await drain(minutes);
    expect(await traces()).toEqual([]);
    expect(await store.list('figures/')).toEqual([expect.stringMatching(/\/youths\/oui\//)]);
    expect(
      (await store.list('')).filter((key) => key.includes(id)).map((key) => key.replace(/\/.*/, '')),
    ).toEqual(expect.not.arrayContaining(['cases', 'typed', 'look', 'erasures', 'links']));
    expect(store.strays()).toEqual([]);
    expect(await store.leftOf(id)).toEqual([]);
    await close();
  });
});
