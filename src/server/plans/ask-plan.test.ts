import { afterEach, describe, expect, test } from 'vitest';
import { SPREADSHEETS } from '../../../tests/support/spreadsheets.ts';
import { aMentor } from '../../../tests/fixtures/mentor.fixture.ts';
import { mentorForm } from '../../domain/application/mentor.ts';
import { tabOf } from '../../domain/application/tabs.ts';
import { youthForm } from '../../domain/application/youth.ts';
import { StoreUnavailable, type TextStore } from '../store/key-store.ts';
import { type Spreadsheet, Unavailable } from '../spreadsheet/spreadsheet.ts';
import { MAIL_DOWN, spreadsheetThrough, storeThrough } from '../../../tests/fixtures/faults.fixture.ts';
import { SECRET, TEAM } from '../../../tests/fixtures/programme.fixture.ts';
import { type FollowedProgramme, aFollowedProgramme } from '../../../tests/fixtures/tracking.fixture.ts';
import { journalFacts } from '../cases/facts.ts';
import { contactKey } from '../cases/contact-keys.ts';

const INES = 'ines@exemple.fr';
const NEW = 'ines.neuve@exemple.fr';
const YOUTHS = tabOf(youthForm);
const READ = ['Statut', 'Prénom', 'Téléphone', 'E-mail', 'Contact préféré', "Notes de l'équipe"];

let close = (): Promise<void> => Promise.resolve();
afterEach(async () => {
  await close();
  close = () => Promise.resolve();
});

/** A delivered application, its identifier, and how to ask for something and to see its row. */
async function aFollowed(programme: FollowedProgramme, spreadsheet: Spreadsheet) {
  const reference = await programme.apply();
  await programme.drain();
  const { asks, cases } = programme.ports();
  const id = (await cases.idOf(reference)) ?? '';
  return {
    id,
    reference,
    cases,
    asks,
    ask: async (
      kind: 'correct' | 'withdraw' | 'erase' | 'renew',
      nth: number,
      changes?: Record<string, string>,
    ) => {
      const once = String(nth).padStart(16, '0');
      await asks.ask(id, { kind, at: programme.now(), once, ...(changes && { changes }) });
    },
    row: async () => (await spreadsheet.read(YOUTHS, READ)).get(id),
  };
}

describe.each(SPREADSHEETS)('in $name', ({ open }) => {
  test('what is asked for is written by identifier, what staff wrote stays, and what is erased is gone', async () => {
    const opened = await open();
    ({ close } = opened);
    const { spreadsheet } = opened;
    const programme = aFollowedProgramme(spreadsheet);
    const followed = await aFollowed(programme, spreadsheet);
    const other = await aFollowed(programme, spreadsheet);
    await spreadsheet.update(YOUTHS, [
      { id: followed.id, cells: { "Notes de l'équipe": 'À rappeler', Statut: 'Entretien' } },
    ]);
    await followed.ask('correct', 1, { phone: '+33711223344', preferredContact: 'email' });
    await followed.ask('correct', 2, { phone: '' });
    opened.rest?.();
    await programme.drain();
    expect(await followed.row()).toEqual({
      Statut: 'Entretien',
      Prénom: 'Inès',
      Téléphone: '',
      'E-mail': INES,
      'Contact préféré': 'Un e-mail',
      "Notes de l'équipe": 'À rappeler',
    });
    await followed.ask('withdraw', 3);
    opened.rest?.();
    await programme.drain();
    expect(await followed.row()).toMatchObject({ Statut: 'Retirée', "Notes de l'équipe": 'À rappeler' });
    await followed.ask('erase', 4);
    opened.rest?.();
    await programme.drain();
    expect(await followed.row()).toBeUndefined();
    if (other.id !== followed.id) expect(await other.row()).toMatchObject({ Statut: 'Reçue' });
    expect(await followed.cases.read(followed.id)).toBeUndefined();
    expect(await followed.asks.pending(followed.id)).toEqual([]);
  });
});

describe('what is asked for', () => {
  test('in a tab that can be read does not wait for another, and of nobody is forgotten', async () => {
    const programme = aFollowedProgramme();
    const { ask, row, asks } = await aFollowed(programme, programme.memory);
    const mentor = await programme.apply(aMentor({ email: 'm@exemple.fr' }), mentorForm);
    await programme.drain();
    const id = (await programme.ports().cases.idOf(mentor)) ?? '';
    const nobody = 'f0'.repeat(16);
    const correction = { kind: 'correct', at: programme.now(), once: 'a'.repeat(16) } as const;
    for (const who of [id, nobody])
      await asks.ask(who, { ...correction, changes: { phone: '+33711223344' } });
    await ask('correct', 1, { phone: '+33711223344' });
    const through = spreadsheetThrough(programme.memory);
    await programme.drain({
      spreadsheet: {
        ...through,
        read: (tab, headers) =>
          tab.name === 'Mentors'
            ? Promise.reject(new Unavailable('passing', 'panne'))
            : through.read(tab, headers),
      },
    });
    expect(await row()).toMatchObject({ Téléphone: '+33711223344' });
    expect([await asks.pending(id), await asks.pending(nobody)]).toMatchObject([[{ kind: 'correct' }], []]);
    await programme.drain();
    expect(await asks.pending(id)).toEqual([]);
  });

  test('together with an erasure is told to the address before, and nothing else goes on', async () => {
    const programme = aFollowedProgramme();
    const { ask, row } = await aFollowed(programme, programme.memory);
    await ask('correct', 1, { email: NEW });
    await ask('erase', 2);
    await programme.drain();
    expect(await row()).toBeUndefined();
    expect(programme.lettersTo(INES).map(({ subject }) => subject.split(' (')[0])).toEqual([
      'Ta candidature est bien arrivée',
      'L’adresse e-mail de ta candidature a changé',
    ]);
  });

  test('that the spreadsheet refuses waits, in the order in which it was asked, and is done once it answers', async () => {
    const programme = aFollowedProgramme();
    const { ask, row, asks, id } = await aFollowed(programme, programme.memory);
    await ask('correct', 1, { phone: '+33711223344' });
    await ask('correct', 2, { phone: '+33755667788' });
    await ask('withdraw', 3);
    let failures = 1;
    const spreadsheet: Spreadsheet = {
      ...spreadsheetThrough(programme.memory),
      update: (tab, rows) =>
        failures-- > 0
          ? Promise.reject(new Unavailable('passing', 'panne'))
          : programme.memory.update(tab, rows),
    };
    await programme.drain({ spreadsheet });
    expect(await row()).toMatchObject({ Téléphone: '+33612345678', Statut: 'Reçue' });
    expect(await asks.pending(id)).toHaveLength(3);
    expect(programme.sent).toHaveLength(1);
    await programme.drain({ spreadsheet });
    expect(await row()).toMatchObject({ Téléphone: '+33755667788', Statut: 'Retirée' });
    expect(await asks.pending(id)).toEqual([]);
    expect(programme.logged.join()).not.toMatch(/337|ines@/);
  });

  test('killed after any of its writes of the store is done by the next drain, with one message a mailbox tells', async () => {
    for (let writes = 0; writes < 14; writes += 1) {
      const programme = aFollowedProgramme();
      const { ask, row, asks, id, cases } = await aFollowed(programme, programme.memory);
      await ask('correct', 1, { email: NEW });
      await ask('withdraw', 2);
      const { store } = programme.parts;
      let left = writes;
      const dying = async (write: () => Promise<void>): Promise<void> => {
        if (left-- <= 0) throw new StoreUnavailable('panne');
        await write();
      };
      const failing: TextStore = {
        ...storeThrough(store),
        set: (key, text) => dying(() => store.set(key, text)),
        delete: (key) => dying(() => store.delete(key)),
      };
      await programme.drain({ store: failing }).catch(() => undefined);
      programme.wait(1);
      await programme.drain();
      expect(await row()).toMatchObject({ 'E-mail': NEW, Statut: 'Retirée' });
      expect(await asks.pending(id)).toEqual([]);
      expect((await cases.read(id))?.keys.email).toBe(contactKey(SECRET, 'email', NEW));
      expect(programme.lettersTo(INES).map(({ subject }) => subject.split(' (')[0])).toEqual([
        'Ta candidature est bien arrivée',
        'L’adresse e-mail de ta candidature a changé',
      ]);
      expect(programme.lettersTo(NEW)).toHaveLength(1);
      expect(programme.lettersTo(TEAM)).toHaveLength(1);
      const noted = journalFacts(await cases.facts(id)).map(({ detail }) => detail);
      expect(noted.toSorted()).toEqual([
        'Coordonnées corrigées par la personne : E-mail',
        'Retirée par la personne',
      ]);
    }
  });

  test('is done while the mail is down, and its messages leave once it is back', async () => {
    const programme = aFollowedProgramme();
    const { ask, row } = await aFollowed(programme, programme.memory);
    await ask('correct', 1, { email: NEW });
    await ask('withdraw', 2);
    const mail = MAIL_DOWN;
    for (let day = 0; day < 2; day += 1) {
      await programme.drain({ mail });
      programme.wait(0.5);
    }
    expect(await row()).toMatchObject({ 'E-mail': NEW, Statut: 'Retirée' });
    expect(programme.lettersTo(INES)).toHaveLength(1);
    await programme.drain();
    expect(programme.lettersTo(INES)).toHaveLength(2);
    expect(programme.lettersTo(NEW)).toHaveLength(1);
    expect(programme.lettersTo(TEAM)).toHaveLength(1);
  });
});
