import { describe, expect, test, vi } from 'vitest';
import type { Application } from '../../domain/application/application.ts';
import { typed, aYouth, type TypedFixture } from '../../domain/application/youth.fixture.ts';
import { youthForm } from '../../domain/application/youth.ts';
import { Inbox } from '../inbox/inbox.ts';
import { MemoryStore } from '../inbox/memory.ts';
import { MailUnavailable, type Message } from '../mail/mail.ts';
import { confirmation, notice } from '../mail/messages.ts';
import { MemorySpreadsheet } from '../spreadsheet/memory.ts';
import { RowsRefused, type Spreadsheet, Unavailable } from '../spreadsheet/spreadsheet.ts';
import { acceptApplication } from './accept.ts';
import { type DeliveryPorts, deliver } from './deliver.ts';
import { readHealth } from './health.ts';

const SETTINGS = {
  programmeName: "Mentorat d'excellence",
  siteUrl: 'https://site.test',
  contactEmail: 'contact@exemple.org',
  promiseDays: 5,
};
const LATER = new Date('2100-01-01');

/** The spreadsheet with another way of inserting. */
function withInsert(spreadsheet: Spreadsheet, insert: Spreadsheet['insert']): Spreadsheet {
  return { identifiers: (tab) => spreadsheet.identifiers(tab), insert };
}

function aProgramme() {
  let clock = new Date('2026-11-22T20:00:00Z').getTime();
  const now = (): Date => new Date((clock += 1_000));
  const inbox = new Inbox(new MemoryStore(), { now });
  const spreadsheet = new MemorySpreadsheet();
  const sent: Message[] = [];
  const logged: string[] = [];
  const ports: DeliveryPorts = {
    inbox,
    spreadsheet,
    mail: { send: (message) => Promise.resolve(void sent.push(message)) },
    forms: [youthForm],
    messages: (form, application) => [
      ...[confirmation(form, application, SETTINGS)].flatMap((message) =>
        message === undefined ? [] : [{ step: 'confirmation' as const, message }],
      ),
      { step: 'notice', message: notice(form, application, SETTINGS, 'equipe@exemple.org') },
    ],
    log: (event, details) => void logged.push(JSON.stringify({ event, ...details })),
    now,
  };
  return {
    ports,
    sent,
    logged,
    spreadsheet,
    apply: async (overrides: TypedFixture = {}, submissionId = '') => {
      const inputs = typed({ ...aYouth(overrides), ...(submissionId === '' ? {} : { submissionId }) });
      const acceptance = await acceptApplication(youthForm, inputs, {
        inbox,
        secret: 's'.repeat(32),
        season: '2026-2027',
        now,
      });
      if (!acceptance.ok) throw new Error(JSON.stringify(acceptance.errors));
      return acceptance.reference;
    },
    deliver: async (changes: Partial<DeliveryPorts> = {}) => {
      await deliver({ ...ports, ...changes }, LATER);
    },
    /** Rows as objects, by header. */
    rows: () => {
      const [headers = [], ...rows] = spreadsheet.grid('Jeunes');
      return rows.map((cells) =>
        Object.fromEntries(headers.map((header, index) => [header, cells[index] ?? ''])),
      );
    },
    health: () => readHealth(inbox, now()),
  };
}

describe('an accepted application', () => {
  test('becomes a row with labels, and two messages, and leaves the inbox', async () => {
    const programme = aProgramme();
    const reference = await programme.apply();
    await programme.deliver();
    expect(programme.rows()).toEqual([
      expect.objectContaining({
        Référence: reference,
        'Reçue le': '2026-11-22T21:00:01+01:00',
        Statut: 'Reçue',
        Prénom: 'Inès',
        'Date de naissance': '2006-03-14',
        Téléphone: '+33612345678',
        Commune: 'Roubaix',
        Quartier: 'Nouveau Roubaix',
        "Centres d'intérêt":
          'Numérique (EuraTechnologies); Jeu vidéo, audiovisuel, musique, spectacle, design (EuraCreative)',
        Consentement: 'oui (version 2026-11, le 2026-11-22)',
        Signalement: '',
      }),
    ]);
    expect(programme.sent.map(({ to }) => to)).toEqual(['ines@exemple.fr', 'equipe@exemple.org']);
    expect(await programme.health()).toEqual({
      status: 'ok',
      pending: 0,
      oldestPendingSeconds: null,
      quarantined: 0,
    });
  });

  test('the columns are those of the contract', async () => {
    const programme = aProgramme();
    await programme.apply();
    await programme.deliver();
    expect(programme.spreadsheet.grid('Jeunes')[0]).toEqual([
      'Identifiant',
      'Référence',
      'Reçue le',
      'Statut',
      'Prénom',
      'Nom',
      'Date de naissance',
      'Téléphone',
      'E-mail',
      'Contact préféré',
      'Commune',
      'Quartier',
      'Situation',
      "Centres d'intérêt",
      'Projet',
      'Disponibilités',
      'Responsable légal',
      'Téléphone du responsable',
      'E-mail du responsable',
      'Consentement',
      'Signalement',
      'Dernier contact',
      "Notes de l'équipe",
    ]);
  });

  test('sent twenty times is one row, one reference and one message each', async () => {
    const programme = aProgramme();
    const references = await Promise.all(Array.from({ length: 20 }, async () => await programme.apply()));
    await Promise.all([programme.deliver(), programme.deliver()]);
    await programme.apply();
    await programme.deliver();
    expect(new Set(references).size).toBe(1);
    expect(programme.rows()).toHaveLength(1);
    expect(programme.sent).toHaveLength(2);
  });

  test('with other answers or another submission id is another application', async () => {
    const programme = aProgramme();
    const one = await programme.apply();
    expect(await programme.apply({ project: 'Autre chose.' })).not.toBe(one);
    expect(await programme.apply({}, '0b61c1a2-6c9b-4c0e-9e0c-0d4b8f6c9b11')).not.toBe(one);
  });

  test('whose row staff deleted is not brought back', async () => {
    const programme = aProgramme();
    await programme.apply();
    await programme.deliver();
    programme.spreadsheet.edit('Jeunes', ([headers = []]) => [headers]);
    await programme.apply();
    await programme.deliver();
    expect(programme.rows()).toEqual([]);
  });

  test('carries the marks of what deserves a look', async () => {
    const programme = aProgramme();
    await programme.apply({ givenName: 'Ma page www.exemple.test', website: 'x' });
    await programme.deliver();
    expect(programme.rows()[0]?.Signalement).toBe('champ piège rempli; lien dans un nom');
  });

  test('without an e-mail address is told to the team only', async () => {
    const programme = aProgramme();
    await programme.apply({ email: '' });
    await programme.deliver();
    expect(programme.sent.map(({ to }) => to)).toEqual(['equipe@exemple.org']);
  });
});

describe('a fault', () => {
  test('of the spreadsheet keeps everything waiting, sends nothing, and is mended by the next drain', async () => {
    const programme = aProgramme();
    await programme.apply();
    const broken = withInsert(programme.spreadsheet, () => Promise.reject(new Unavailable('locked')));
    await programme.deliver({ spreadsheet: broken });
    expect(programme.sent).toEqual([]);
    expect(await programme.health()).toMatchObject({ status: 'ok', pending: 1 });
    await programme.deliver();
    expect(programme.rows()).toHaveLength(1);
  });

  test('that loses the answer of a write leaves one row', async () => {
    const programme = aProgramme();
    await programme.apply();
    const forgetful = withInsert(programme.spreadsheet, async (tab, rows) => {
      await programme.spreadsheet.insert(tab, rows);
      throw new Unavailable('input-output');
    });
    await programme.deliver({ spreadsheet: forgetful });
    await programme.deliver();
    expect(programme.rows()).toHaveLength(1);
    expect(programme.sent).toHaveLength(2);
  });

  test('of a write that says yes and writes nothing is not believed', async () => {
    const programme = aProgramme();
    await programme.apply();
    await programme.deliver({ spreadsheet: withInsert(programme.spreadsheet, () => Promise.resolve()) });
    expect(await programme.health()).toMatchObject({ pending: 1 });
    expect(programme.sent).toEqual([]);
  });

  test('of the mail delays the messages only, and none is sent twice', async () => {
    const programme = aProgramme();
    await programme.apply();
    const send = vi
      .fn<DeliveryPorts['mail']['send']>()
      .mockImplementationOnce((message) => Promise.resolve(void programme.sent.push(message)));
    send.mockRejectedValue(new MailUnavailable('panne'));
    await programme.deliver({ mail: { send } });
    expect(programme.rows()).toHaveLength(1);
    await programme.deliver();
    expect(programme.sent.map(({ to }) => to)).toEqual(['ines@exemple.fr', 'equipe@exemple.org']);
  });

  test('of one row is put aside alone', async () => {
    const programme = aProgramme();
    const long = await programme.apply({ project: 'x'.repeat(2_000) });
    await programme.apply({ project: 'court' });
    const narrow = withInsert(programme.spreadsheet, async (tab, rows) => {
      const refused = rows.filter(({ cells }) => (cells.Projet ?? '').length > 1_000).map(({ id }) => id);
      if (refused.length > 0) throw new RowsRefused(refused, 'too-long');
      await programme.spreadsheet.insert(tab, rows);
    });
    await programme.deliver({ spreadsheet: narrow });
    expect(programme.rows().map(({ Projet }) => Projet)).toEqual(['court']);
    expect(await programme.health()).toMatchObject({ status: 'degraded', pending: 0, quarantined: 1 });
    expect(programme.logged.join()).not.toContain(long);
  });

  test('is logged without anything personal', async () => {
    const programme = aProgramme();
    await programme.apply();
    await programme.deliver({
      spreadsheet: withInsert(programme.spreadsheet, () => Promise.reject(new Unavailable('disk-full'))),
    });
    await programme.deliver({
      mail: { send: () => Promise.reject(new Error('550 ines@exemple.fr unknown')) },
    });
    expect(programme.logged).toHaveLength(2);
    expect(programme.logged.join()).not.toMatch(/Inès|Exemple|exemple|0612|336/);
  });
});

test('a burst of 1,000 applications is delivered in four writes', async () => {
  const programme = aProgramme();
  await Promise.all(
    Array.from({ length: 1_000 }, async (_, index) => await programme.apply({ project: `Projet ${index}` })),
  );
  const insert = vi.fn<Spreadsheet['insert']>((tab, rows) => programme.spreadsheet.insert(tab, rows));
  await programme.deliver({ spreadsheet: withInsert(programme.spreadsheet, insert) });
  expect(programme.rows()).toHaveLength(1_000);
  expect(insert).toHaveBeenCalledTimes(4);
});

test('an application that cannot be read is put aside, and the others go on', async () => {
  const programme = aProgramme();
  const { inbox } = programme.ports;
  await programme.apply();
  const stranger: Application = {
    audience: 'mentor',
    id: 'ab',
    reference: 'ME-22222222',
    season: '2026-2027',
    receivedAt: '2026-11-22T20:00:00.000Z',
    answers: {},
    signals: [],
  };
  await inbox.put(stranger);
  await programme.deliver();
  expect(programme.rows()).toHaveLength(1);
  expect(await programme.health()).toMatchObject({ pending: 0, quarantined: 1 });
});
