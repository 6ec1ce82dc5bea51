import { beforeEach, describe, expect, test } from 'vitest';
import { letterText } from '../../components/mail/letter.ts';
import { tabOf } from '../../domain/application/tabs.ts';
import type { Recruited } from '../../domain/application/form.ts';
import { CONTACT_TAB } from '../../domain/tracking/contact-tab.ts';
import type { Awaited } from './awaited-guardians.ts';
import { SETTINGS, TEAM } from '../../../tests/fixtures/programme.fixture.ts';
import { Inbox } from '../inbox/inbox.ts';
import type { Message } from '../letters/message.ts';
import { MailUnavailable } from '../mail/mail.ts';
import type { Cells } from '../spreadsheet/spreadsheet.ts';
import { contactRowId } from '../letters/contact-row.ts';
import { addContacts } from '../executor/contact-list.ts';
import { type DigestPorts, sendDigest } from './digest.ts';
import type { DatedRow } from '../plans/due-promises.ts';
import { TabRows } from '../executor/tab-rows.ts';
import { STATUS_READINGS, TRACKED } from '../plans/status-rows.ts';
import { watchedRows } from './watched-rows.ts';
import {
  aPerson,
  FolderStore,
  inMemory,
  type Person,
  withColumn,
} from '../../../tests/fixtures/watch.fixture.ts';

let staff: ReturnType<typeof inMemory>;
let inbox: Inbox;
let sent: Message[];
let awaited: readonly Awaited[];

beforeEach(async () => {
  staff = inMemory();
  inbox = new Inbox(new FolderStore(), { now: staff.now });
  sent = [];
  awaited = [];
  for (const form of Object.values(TRACKED)) await staff.spreadsheet.insert(tabOf(form), []);
});

function at(local: string): void {
  staff.advance(Date.parse(local) - staff.now().getTime());
}

async function receive(receivedAt: string, cells: Readonly<Record<string, string>> = {}): Promise<Person> {
  const person = aPerson('youth', { 'Reçue le': receivedAt, ...cells });
  await staff.spreadsheet.insert(tabOf(TRACKED.youth), [person]);
  return person;
}

/** As a watch gives those that no change was made to. */
async function rows(): Promise<ReadonlyMap<Recruited, readonly DatedRow[]>> {
  const readings = Object.values(STATUS_READINGS);
  const tabs = new TabRows(
    readings.map((reading) => ({ ...reading, step: 'statuses' })),
    {
      inbox,
      spreadsheet: staff.spreadsheet,
      now: staff.now,
      report: (_, error) => expect.fail(String(error)),
      log: () => undefined,
    },
  );
  const read = new Map<string, ReadonlyMap<string, Cells>>();
  for (const { tab } of readings) read.set(tab.name, (await tabs.of(tab))?.rows ?? expect.fail());
  const remembered = () => undefined;
  return watchedRows({ isWhole: true, rows: ({ name }) => read.get(name), remembered }).rows;
}

/** What the team got by one look, subject and text. */
async function look(changes: Partial<DigestPorts> = {}): Promise<readonly string[]> {
  sent.length = 0;
  const ports: DigestPorts = {
    inbox,
    spreadsheet: staff.spreadsheet,
    awaitedGuardians: () => Promise.resolve(awaited),
    mail: { send: (message) => Promise.resolve(void sent.push(message)) },
    settings: SETTINGS,
    teamEmail: TEAM,
    now: staff.now,
    ...changes,
  };
  await sendDigest(await rows(), ports);
  return sent.map(({ subject, letter }) => `${subject}\n${letterText(letter)}`);
}

describe('the digest of a working morning', () => {
  test('names by reference what is late, promised, new, awaited and to be called, and nobody by name', async () => {
    const [late, today, next, fresh] = [
      await receive('2026-11-20T10:00:00+01:00'),
      await receive('2026-11-24T10:00:00+01:00'),
      await receive('2026-11-25T10:00:00+01:00'),
      await receive('2026-11-30T09:00:00+01:00'),
    ];
    awaited = [
      { reference: 'JE-AAAAAAAA', state: 'Demandée' },
      { reference: 'JE-BBBBBBBB', state: 'Expirée' },
    ];
    await addContacts(
      [
        {
          id: late.id,
          event: 'a',
          reference: 'JE-CCCCCCCC',
          addressee: 'person',
          name: 'Sam',
          phone: '',
          reason: '',
          text: '',
        },
      ],
      { spreadsheet: staff.spreadsheet, now: staff.now },
    );
    at('2026-12-01T08:00:00+01:00');
    const [digest = '', ...others] = await look();
    expect(others).toEqual([]);
    expect(
      digest
        .split('\n')
        .filter((text) => text !== '')
        .slice(0, 8),
    ).toEqual([
      'Le point du mardi 1er\u00A0décembre 2026',
      `En retard : ${late.reference}.`,
      `Réponse promise pour aujourd’hui : ${today.reference}.`,
      `Réponse promise pour le mercredi 2\u00A0décembre 2026 : ${next.reference}.`,
      `Nouvelles depuis le lundi 30\u00A0novembre 2026 au matin : ${fresh.reference}.`,
      'Autorisation d’un responsable légal attendue : JE-AAAAAAAA, JE-BBBBBBBB (Expirée).',
      'À appeler ou à prévenir (onglet « À contacter ») : JE-CCCCCCCC.',
      'Ce message part chaque matin de travail, quand il y a quelque chose à dire.',
    ]);
    expect(digest).not.toMatch(/Inès|Sam|@exemple\.fr|336/);
    expect(sent[0]?.messageId).toBe('point-2026-12-01.point@site.test');
  });

  test.each([
    ['an answer', 'Statut', 'Entretien'],
    ['a contact noted', 'Dernier contact', '2026-11-23'],
  ])('is silent about an application with %s', async (_, header, text) => {
    const person = await receive('2026-11-20T10:00:00+01:00');
    staff.edit('Jeunes', withColumn(header, new Map([[person.id, text]])));
    at('2026-12-01T08:00:00+01:00');
    expect(await look()).toEqual([]);
  });

  test('leaves once a day, and not at all when there is nothing to say', async () => {
    at('2026-12-01T08:00:00+01:00');
    expect(await look()).toEqual([]);
    await receive('2026-11-20T10:00:00+01:00');
    at('2026-12-01T08:05:00+01:00');
    expect(await look()).toEqual([]);
    at('2026-12-02T08:00:00+01:00');
    expect(await look()).toHaveLength(1);
    expect(await look()).toEqual([]);
  });

  test.each([
    ['before eight in the morning', '2026-12-01T07:59:00+01:00'],
    ['on a Saturday', '2026-12-05T09:00:00+01:00'],
    ['on a Sunday', '2026-12-06T09:00:00+01:00'],
    ['on a public holiday', '2026-12-25T09:00:00+01:00'],
  ])('does not leave %s', async (_, instant) => {
    await receive('2026-11-20T10:00:00+01:00');
    at(instant);
    expect(await look()).toEqual([]);
  });

  test.each(['2027-03-26T07:00:00Z', '2027-03-30T06:00:00Z', '2027-10-29T06:00:00Z', '2027-11-02T07:00:00Z'])(
    'leaves at eight by the clocks of Lille before and after they change (%s)',
    async (instant) => {
      await receive('2026-11-20T10:00:00+01:00');
      at(new Date(Date.parse(instant) - 60_000).toISOString());
      expect(await look()).toEqual([]);
      at(instant);
      expect(await look()).toHaveLength(1);
    },
  );

  test('that the mail server refuses leaves later, with the same Message-ID', async () => {
    await receive('2026-11-20T10:00:00+01:00');
    at('2026-12-01T08:00:00+01:00');
    const mail = { send: () => Promise.reject(new MailUnavailable('panne')) };
    await expect(look({ mail })).rejects.toThrow(MailUnavailable);
    at('2026-12-01T11:00:00+01:00');
    expect(await look()).toHaveLength(1);
    expect(sent[0]?.messageId).toBe('point-2026-12-01.point@site.test');
  });

  test('after a long week-end looks back to the last working morning', async () => {
    const friday = await receive('2026-11-27T20:00:00+01:00');
    at('2026-11-30T08:00:00+01:00');
    expect((await look())[0]).toContain(`au matin : ${friday.reference}.`);
  });

  test('says nothing of calls where the team keeps no « Fait le », and nothing of the done ones', async () => {
    const contact = { event: 'a', addressee: 'person', name: '', phone: '', reason: '', text: '' } as const;
    const ports = { spreadsheet: staff.spreadsheet, now: staff.now };
    const [first, second] = [
      { ...contact, id: '1', reference: 'JE-CCCCCCCC' },
      { ...contact, id: '2', reference: 'JE-DDDDDDDD' },
    ];
    await addContacts([first, second], ports);
    staff.edit(CONTACT_TAB.name, withColumn('Fait le', new Map([[contactRowId(first), '1/12']])));
    at('2026-12-01T08:00:00+01:00');
    const [digest] = await look();
    expect(digest).toContain('JE-DDDDDDDD');
    expect(digest).not.toContain('JE-CCCCCCCC');
    staff.edit(CONTACT_TAB.name, ([titles = [], ...lines]) => [
      titles.map((title) => (title === 'Fait le' ? 'OK' : title)),
      ...lines,
    ]);
    at('2026-12-02T08:00:00+01:00');
    expect(await look()).toEqual([]);
  });
});

describe('the alarm before a promise breaks', () => {
  const hurried = { settings: { ...SETTINGS, promiseDays: 1 } };

  test('leaves in the afternoon for what came after the digest, once', async () => {
    at('2026-12-01T08:00:00+01:00');
    await look(hurried);
    const late = await receive('2026-12-01T10:00:00+01:00');
    at('2026-12-01T13:55:00+01:00');
    expect(await look(hurried)).toEqual([]);
    at('2026-12-01T14:00:00+01:00');
    const [alarm, ...others] = await look(hurried);
    expect(others).toEqual([]);
    expect(alarm).toContain(`Réponse promise pour le mercredi 2\u00A0décembre 2026 : ${late.reference}.`);
    expect(await look(hurried)).toEqual([]);
  });

  test('does not repeat what the digest said, nor what was answered meanwhile', async () => {
    await receive('2026-11-30T10:00:00+01:00');
    const answered = await receive('2026-12-01T10:00:00+01:00');
    staff.edit('Jeunes', withColumn('Statut', new Map([[answered.id, 'Entretien']])));
    at('2026-12-01T08:00:00+01:00');
    expect(await look(hurried)).toHaveLength(1);
    at('2026-12-01T15:00:00+01:00');
    expect(await look(hurried)).toEqual([]);
  });
});
