import { beforeEach, describe, expect, test } from 'vitest';
import { MAIL_DOWN } from '../../../tests/fixtures/faults.fixture.ts';
import { letterText } from '../../components/mail/letter.ts';
import { tabOf } from '../../domain/application/tabs.ts';
import type { Audience } from '../../domain/application/form.ts';
import { CONTACT_TAB } from '../../domain/tracking/contact-tab.ts';
import type { Awaited } from './awaited-guardians.ts';
import { SETTINGS, TEAM } from '../../../tests/fixtures/programme.fixture.ts';
import { AlertNotes } from './alert-notes.ts';
import { PostponedTabs } from '../spreadsheet/postponed-tabs.ts';
import type { Message } from '../letters/message.ts';
import { MailUnavailable } from '../mail/mail.ts';
import type { Cells } from '../spreadsheet/spreadsheet.ts';
import { contactRowId } from '../letters/contact-row.ts';
import { addContacts } from '../executor/contact-list.ts';
import { type DigestPorts, sendDigest } from './digest.ts';
import type { DatedRow } from '../plans/due-promises.ts';
import { TabRows } from '../executor/tab-rows.ts';
import { STATUS_QUERIES, TRACKED } from '../plans/status-rows.ts';
import { scannedRows } from './scanned-rows.ts';
import {
  aPerson,
  CountingStore,
  inMemory,
  type Person,
  withColumn,
} from '../../../tests/fixtures/watch.fixture.ts';

let staff: ReturnType<typeof inMemory>;
let alertNotes: AlertNotes;
let store: CountingStore;
let sent: Message[];
let awaited: readonly Awaited[];

beforeEach(async () => {
  staff = inMemory();
  store = new CountingStore();
  alertNotes = new AlertNotes(store, staff.now);
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
async function rows(): Promise<ReadonlyMap<Audience, readonly DatedRow[]>> {
  const queries = Object.values(STATUS_QUERIES);
  const tabs = new TabRows(
    queries.map((query) => ({ ...query, step: 'statuses' })),
    {
      postponed: new PostponedTabs(store, staff.now),
      spreadsheet: staff.spreadsheet,
      now: staff.now,
      report: (_, error) => expect.fail(String(error)),
      log: () => undefined,
    },
  );
  const read = new Map<string, ReadonlyMap<string, Cells>>();
  for (const { tab } of queries) read.set(tab.name, (await tabs.of(tab))?.rows ?? expect.fail());
  const cached = () => undefined;
  return scannedRows({ isWhole: true, rows: ({ name }) => read.get(name), cached }).rows;
}

/** Letters that one look sends to the team, subject and text. */
async function look(changes: Partial<DigestPorts> = {}): Promise<readonly string[]> {
  sent.length = 0;
  const ports: DigestPorts = {
    alertNotes,
    store,
    spreadsheet: staff.spreadsheet,
    unknownStatuses: [],
    programme: [],
    held: [],
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
  test('names by reference what is to be done, to be known and to be mended, and nobody by name', async () => {
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
    const contact = {
      event: 'a',
      addressee: 'person',
      name: 'Sam',
      phone: '',
      reason: '',
      text: '',
    } as const;
    await addContacts(
      [
        { ...contact, id: late.id, reference: 'JE-CCCCCCCC' },
        {
          ...contact,
          id: next.id,
          reference: 'JE-DDDDDDDD',
          reason: 'E-mail pas remis (confirmation) : l’adresse n’existe pas',
        },
      ],
      { spreadsheet: staff.spreadsheet, now: staff.now },
    );
    at('2026-12-01T08:00:00+01:00');
    const [digest = '', ...others] = await look({ unknownStatuses: ['ME-22222222'] });
    expect(others).toEqual([]);
    expect(
      digest
        .split('\n')
        .filter((text) => text !== '')
        .slice(0, 12),
    ).toEqual([
      'Le point du mardi 1er\u00A0décembre 2026',
      'À faire',
      `En retard : ${late.reference}.`,
      `Réponse promise pour aujourd’hui : ${today.reference}.`,
      `Réponse promise pour le mercredi 2\u00A0décembre 2026 : ${next.reference}.`,
      'Autorisation d’un responsable légal attendue : JE-BBBBBBBB (Expirée).',
      'À appeler ou à prévenir (onglet « À contacter ») : JE-CCCCCCCC.',
      'À savoir',
      `Nouvelles depuis le lundi 30\u00A0novembre 2026 au matin : ${fresh.reference}.`,
      'Autorisation d’un responsable légal attendue : JE-AAAAAAAA.',
      'À réparer',
      'Ce qui bloque : JE-DDDDDDDD (e-mail pas remis, onglet « À contacter »), ME-22222222 (statut qui n’est dans aucune liste).',
    ]);
    // Titled parts in its HTML as well.
    expect(sent[0]?.letter.blocks).toMatchObject(
      ['À faire', 'À savoir', 'À réparer'].map((title) => ({ kind: 'points', title })),
    );
    expect(digest).not.toMatch(/Inès|Sam|@exemple\.fr|336\d{6}/);
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
    const mail = MAIL_DOWN;
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

/** The lines of one look that name somebody, without their title; none without a letter. */
function titlesFor(digests: readonly string[], reference: string): readonly string[] {
  return digests
    .flatMap((digest) => digest.split('\n'))
    .filter((text) => text.includes(reference))
    .map((text) => text.slice(0, text.indexOf(' : ')));
}

describe('a thing that lasts', () => {
  const MORNINGS = ['01', '02', '03', '04', '07', '08', '09', '10', '11', '14', '15', '16'];

  /** The days of December on which somebody is named, at eight of each working morning. */
  async function daysOf(reference: string, changes: Partial<DigestPorts> = {}): Promise<readonly string[]> {
    const days: string[] = [];
    for (const day of MORNINGS) {
      at(`2026-12-${day}T08:00:00+01:00`);
      if (titlesFor(await look(changes), reference).length > 0) days.push(day);
    }
    return days;
  }

  test.each<[string, () => Promise<[string, Partial<DigestPorts>]>]>([
    ['a late answer', async () => [(await receive('2026-11-20T10:00:00+01:00')).reference, {}]],
    [
      'an answer awaited from a guardian',
      () => {
        awaited = [{ reference: 'JE-AAAAAAAA', state: 'Demandée' }];
        return Promise.resolve(['JE-AAAAAAAA', {}]);
      },
    ],
    [
      'a call to make',
      async () => {
        await addContacts(
          [
            {
              id: '1',
              event: 'a',
              reference: 'JE-CCCCCCCC',
              addressee: 'person',
              name: '',
              phone: '',
              reason: '',
              text: '',
            },
          ],
          { spreadsheet: staff.spreadsheet, now: staff.now },
        );
        return ['JE-CCCCCCCC', {}];
      },
    ],
    [
      'a status that no list has',
      () => Promise.resolve(['ME-22222222', { unknownStatuses: ['ME-22222222'] }]),
    ],
  ])('is said once, then each week: %s', async (_, begin) => {
    const [reference, changes] = await begin();
    expect(await daysOf(reference, changes)).toEqual(['01', '08', '15']);
  });

  test('is said the working morning after when the day of its week has none', async () => {
    const { reference } = await receive('2026-12-10T10:00:00+01:00');
    // Late from the 18th on; the 25th is a holiday.
    const days: string[] = [];
    for (const day of ['12-18', '12-21', '12-22', '12-23', '12-24', '12-25', '12-28', '12-29']) {
      at(`2026-${day}T08:00:00+01:00`);
      if (titlesFor(await look(), reference).includes('En retard')) days.push(day);
    }
    expect(days).toEqual(['12-18', '12-28']);
  });

  test('is said anew when it was over and begins again', async () => {
    for (const [day, state, isSaid] of [
      ['01', 'Expirée', true],
      ['02', 'Demandée', true],
      ['03', 'Expirée', true],
      ['04', 'Expirée', false],
    ] as const) {
      awaited = [{ reference: 'JE-AAAAAAAA', state }];
      at(`2026-12-${day}T08:00:00+01:00`);
      expect(await look()).toHaveLength(isSaid ? 1 : 0);
    }
  });

  test('that a crowded line only counted is named on the next morning, and dated ones at once', async () => {
    awaited = Array.from({ length: 25 }, (_, n) => ({ reference: `JE-${n}`, state: 'Demandée' }));
    const due = await Promise.all(
      Array.from({ length: 25 }, async () => await receive('2026-11-24T10:00:00+01:00')),
    );
    at('2026-12-01T08:00:00+01:00');
    const [first = ''] = await look();
    for (const { reference } of due) expect(first).toContain(reference);
    expect(first).toContain('JE-19 et 5 de plus.');
    at('2026-12-02T08:00:00+01:00');
    expect((await look())[0]).toContain('attendue : JE-20, JE-21, JE-22, JE-23, JE-24.');
  });

  test('is said again as it was when the letter may not have left', async () => {
    await receive('2026-11-20T10:00:00+01:00');
    at('2026-12-01T08:00:00+01:00');
    const dying: DigestPorts['alertNotes'] = {
      wasAlerted: alertNotes.wasAlerted.bind(alertNotes),
      noteAlert: () => Promise.reject(new Error('died')),
    };
    await expect(look({ alertNotes: dying })).rejects.toThrow('died');
    const [{ letter: first } = { letter: undefined }] = sent;
    at('2026-12-01T08:05:00+01:00');
    await look();
    expect(sent.map(({ letter }) => letter)).toEqual([first]);
  });

  test.each(['{', '{"a":"yesterday"}', '{"a":"2033-01-01"}'])(
    'is said when what was said before cannot be read, or is of a clock that was wrong: %s',
    async (text) => {
      await receive('2026-11-20T10:00:00+01:00');
      await store.set('point', text);
      at('2026-12-01T08:00:00+01:00');
      expect(await look()).toHaveLength(1);
    },
  );
});

describe('news', () => {
  const newsOf = async (reference: string): Promise<readonly string[]> =>
    titlesFor(await look(), reference).filter((title) => title.startsWith('Nouvelles'));

  test('are said once, although the digest leaves late', async () => {
    const { reference } = await receive('2026-12-01T09:00:00+01:00');
    at('2026-12-01T11:00:00+01:00');
    expect(await newsOf(reference)).toHaveLength(1);
    at('2026-12-02T08:00:00+01:00');
    expect(await look()).toEqual([]);
  });

  test('are said the day after one on which no digest could leave', async () => {
    at('2026-12-01T08:00:00+01:00');
    await look();
    const { reference } = await receive('2026-12-01T09:00:00+01:00');
    at('2026-12-03T08:00:00+01:00');
    expect(await newsOf(reference)).toEqual(['Nouvelles depuis le mardi 1er\u00A0décembre 2026 au matin']);
  });

  test('of an application that reached the spreadsheet days later are said then', async () => {
    at('2026-12-01T08:00:00+01:00');
    await look();
    at('2026-12-03T08:00:00+01:00');
    await look();
    const { reference } = await receive('2026-11-30T09:00:00+01:00');
    at('2026-12-04T08:00:00+01:00');
    expect(await newsOf(reference)).toEqual(['Nouvelles depuis le lundi 30\u00A0novembre 2026 au matin']);
  });

  test('are not what came before the site said any', async () => {
    const { reference } = await receive('2026-11-26T09:00:00+01:00');
    for (const day of ['01', '02']) {
      at(`2026-12-${day}T08:00:00+01:00`);
      expect(await newsOf(reference)).toEqual([]);
    }
  });
});

test('all that there may be to say has fifteen lines, the signature among them', async () => {
  for (const day of ['20', '24', '25', '30']) await receive(`2026-11-${day}T09:00:00+01:00`);
  awaited = (['Pas encore demandée', 'Demandée', 'Expirée', 'À vérifier'] as const).map((state) => ({
    reference: 'JE-AAAAAAAA',
    state,
  }));
  const contact = {
    id: '1',
    reference: 'JE-CCCCCCCC',
    addressee: 'person',
    name: '',
    phone: '',
    text: '',
  } as const;
  const [call, lost] = [
    { ...contact, event: 'a', reason: 'Statut : Acceptée' },
    { ...contact, event: 'b', reason: 'E-mail pas remis' },
  ];
  await addContacts([call, lost], { spreadsheet: staff.spreadsheet, now: staff.now });
  at('2026-12-01T08:00:00+01:00');
  await look({ unknownStatuses: ['ME-22222222'] });
  const [{ letter } = expect.fail()] = sent;
  const lines = letterText(letter)
    .split('\n')
    .filter((text) => text !== '');
  expect(lines).toHaveLength(15);
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
