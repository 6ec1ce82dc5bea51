import { describe, expect, test, vi } from 'vitest';
import type { Application } from '../../domain/application/application.ts';
import { youthForm } from '../../domain/application/youth.ts';
import { anApplication } from '../../../tests/contracts/inbox-contract.ts';
import { CaseStore } from '../cases/case-store.ts';
import { DELIVERED_ROW } from '../cases/inbox-items.ts';
import { openCaseStores } from './case-stores.ts';
import { storeThrough } from '../../../tests/fixtures/faults.fixture.ts';
import { StoreUnavailable } from '../store/key-store.ts';
import { MailUnavailable } from '../mail/mail.ts';
import { RowsRefused, type Spreadsheet, Unavailable } from '../spreadsheet/spreadsheet.ts';
import {
  type DeliveryPorts,
  TEAM,
  aProgramme,
  withInsert,
} from '../../../tests/fixtures/programme.fixture.ts';

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
    expect(programme.sent.map(({ to }) => to)).toEqual(['ines@exemple.fr', TEAM]);
    expect(await programme.health()).toEqual({
      status: 'ok',
      pending: 0,
      oldestPendingSeconds: null,
      quarantined: 0,
    });
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

  test('whose row staff deleted is not brought back though the list of its facts is old, nor are its letters', async () => {
    const programme = aProgramme();
    await programme.apply();
    await programme.deliver();
    programme.spreadsheet.edit('Jeunes', ([headers = []]) => [headers]);
    await programme.apply();
    const list = async (prefix: string) =>
      prefix.startsWith('cases/') ? [] : await programme.store.list(prefix);
    const stale = { ...storeThrough(programme.store), list };
    await programme.deliver(openCaseStores(stale, programme.ports.now));
    expect(programme.rows()).toEqual([]);
    expect(programme.sent).toHaveLength(2);
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
    expect(programme.sent.map(({ to }) => to)).toEqual([TEAM]);
  });
});

test('a person who applies again in other words is a row more, marked for the team and not for the person', async () => {
  const programme = aProgramme();
  await programme.apply();
  await programme.deliver();
  await programme.apply({ project: 'Un autre projet.', email: 'INES@exemple.fr', phone: '' });
  const lou = { givenName: 'Lou', email: 'lou@exemple.fr', phone: '' };
  await programme.apply({ project: 'Tout autre chose.', ...lou });
  await programme.apply({ project: 'Encore moi.', email: 'autre@exemple.fr', phone: '07 12 34 56 78' });
  await programme.deliver();
  const marks = programme.rows().map(({ Signalement }) => Signalement);
  expect(marks).toEqual(['', 'doublon possible', '', 'doublon possible']);
  expect(JSON.stringify(programme.sent)).not.toContain('doublon');
});

describe('a fault', () => {
  test('of the spreadsheet keeps everything waiting, sends nothing, and is mended by the next drain', async () => {
    const programme = aProgramme();
    await programme.apply();
    const broken = withInsert(programme.spreadsheet, () =>
      Promise.reject(new Unavailable('passing', 'panne')),
    );
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
      throw new Unavailable('passing', 'panne');
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
    expect(programme.sent.map(({ to }) => to)).toEqual(['ines@exemple.fr', TEAM]);
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

  test('of several rows, refused one after the other, is put aside with each, and the others go in', async () => {
    const programme = aProgramme();
    for (const project of ['long', 'court', 'trop long', 'bref']) await programme.apply({ project });
    const picky = withInsert(programme.spreadsheet, async (tab, rows) => {
      const refused = rows.find(({ cells }) => cells.Projet?.includes('long'));
      if (refused !== undefined) throw new RowsRefused([refused.id], 'too-long');
      await programme.spreadsheet.insert(tab, rows);
    });
    await programme.deliver({ spreadsheet: picky });
    expect(programme.rows().map(({ Projet }) => Projet)).toEqual(['court', 'bref']);
    expect(await programme.health()).toMatchObject({ pending: 0, quarantined: 2 });
  });

  test('of one tab that nobody foresaw leaves the other tabs alone', async () => {
    const programme = aProgramme();
    await programme.apply();
    const mentors = { ...youthForm, audience: 'mentor', tabName: 'Mentors' } as const;
    await programme.ports.inbox.put(anApplication({ audience: 'mentor' }));
    const odd = withInsert(programme.spreadsheet, async (tab, rows) => {
      if (tab.name === 'Mentors') throw new TypeError('ines@exemple.fr is not a function');
      await programme.spreadsheet.insert(tab, rows);
    });
    await programme.deliver({ forms: [mentors, youthForm], spreadsheet: odd });
    expect(programme.rows()).toHaveLength(1);
    expect(await programme.health()).toMatchObject({ pending: 1, quarantined: 0 });
    expect(programme.logged).toEqual([
      JSON.stringify({ event: 'spreadsheet-waits', tab: 'Mentors', reason: 'TypeError', waiting: 1 }),
    ]);
  });

  test('of the inbox on one application of many leaves that one waiting, and the others go on', async () => {
    const programme = aProgramme();
    for (let index = 0; index < 60; index += 1) await programme.apply({ project: `Projet ${index}` });
    const read = vi
      .spyOn(programme.ports.typed, 'texts')
      .mockRejectedValueOnce(new StoreUnavailable('panne'));
    await programme.deliver();
    expect(programme.rows()).toHaveLength(59);
    expect(await programme.health()).toMatchObject({ pending: 1 });
    read.mockRestore();
    await programme.deliver();
    expect(programme.rows()).toHaveLength(60);
  });

  test('of the inbox on all that waits stops the drain', async () => {
    const programme = aProgramme();
    await programme.apply();
    vi.spyOn(programme.ports.typed, 'texts').mockRejectedValue(new StoreUnavailable('panne'));
    await expect(programme.deliver()).rejects.toThrow(StoreUnavailable);
  });

  test('of the inbox between a message and its fact stops the drain: no other message is sent twice', async () => {
    const programme = aProgramme();
    for (let index = 0; index < 60; index += 1) await programme.apply({ project: `Projet ${index}` });
    const { cases } = programme.ports;
    const mark = vi.spyOn(cases, 'note').mockImplementation(async (id, fact) => {
      if (fact.name !== DELIVERED_ROW) throw new StoreUnavailable('panne');
      return await CaseStore.prototype.note.call(cases, id, fact);
    });
    await expect(programme.deliver()).rejects.toThrow(StoreUnavailable);
    expect(programme.sent.length).toBeLessThanOrEqual(20);
    mark.mockRestore();
    await programme.deliver();
    expect(new Set(programme.sent.map(({ messageId }) => messageId)).size).toBe(120);
  });

  test('is logged without anything personal', async () => {
    const programme = aProgramme();
    await programme.apply();
    await programme.deliver({
      spreadsheet: withInsert(programme.spreadsheet, () =>
        Promise.reject(new Unavailable('passing', 'panne')),
      ),
    });
    await programme.deliver({
      mail: { send: () => Promise.reject(new Error('550 ines@exemple.fr unknown')) },
    });
    expect(programme.logged).toHaveLength(3);
    expect(programme.logged.join()).not.toMatch(/Inès|Exemple|exemple|0612|336\d{6}/);
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

test.each<[string, Partial<Application>]>([
  ['of a form that this version does not know', { audience: 'mentor' }],
  ['whose answers have another shape than the form of today', { answers: { interests: 'euratechnologies' } }],
])('an application %s is put aside among many that go on', async (_, change) => {
  const programme = aProgramme();
  await programme.ports.inbox.put(anApplication(change));
  await Promise.all(
    Array.from({ length: 300 }, async (__, index) => await programme.apply({ project: `Projet ${index}` })),
  );
  await programme.deliver();
  expect(programme.rows()).toHaveLength(300);
  expect(await programme.health()).toMatchObject({ pending: 0, quarantined: 1 });
});
