import { FORMS } from '../../domain/application/forms.ts';
import type { Form } from '../../domain/application/form.ts';
import { type TypedFixture, aYouth } from '../../domain/application/youth.fixture.ts';
import { youthForm } from '../../domain/application/youth.ts';
import { deliver } from '../applications/deliver.ts';
import {
  LATER,
  type Parts,
  SECRET,
  SETTINGS,
  TEAM,
  anEmptyProgramme,
  confirmationOf,
  rowsByHeader,
} from '../applications/programme.fixture.ts';
import { Guardians } from '../guardian/guardians.ts';
import { Inbox } from '../inbox/inbox.ts';
import type { KeyStore } from '../store/key-store.ts';
import { Invitations } from '../invitations/invitations.ts';
import { Renewals } from '../links/renewals.ts';
import { endErasures } from '../retention/erase.ts';
import { Erasures } from '../retention/erasures.ts';
import { MemorySpreadsheet } from '../spreadsheet/memory.ts';
import type { Grid, Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import { Acts } from './acts.ts';
import { Files } from './files.ts';
import { writeJournal } from './journal.ts';
import { trackingIn } from './letters.ts';
import type { LookupPorts } from './lookup.ts';
import { openFile } from './open-file.ts';
import { promiseBegins } from './promise.ts';
import { statedWords } from './stated-words.ts';
import { Tries } from './tries.ts';
import type { TrackingPorts } from './view.ts';
import { type ActPorts, workOnActs } from './work.ts';

const WORDS = {
  templates: {
    youth: {
      recue: {
        state: 'Ta candidature est bien arrivée. On la lit.',
        next: 'Réponse le {date}.',
        associations: false,
      },
      'non-retenue': { state: 'Pas cette fois.', next: 'D’autres portes existent.', associations: true },
      retiree: { state: 'Ta candidature est retirée.', next: 'Tu peux revenir.', associations: false },
    },
    mentor: {},
    company: {},
    waiting: {},
  },
  associations: [
    { name: 'Autre Porte', what: 'Elle aide.', whom: 'Pour tous.', url: 'https://autre.exemple/' },
  ],
  seasonEndsOn: '2027-08-31',
  ...SETTINGS,
};

/** What the pages of a follow-up go by. */
export function trackingPortsOf(store: KeyStore, now: () => Date): TrackingPorts & LookupPorts {
  return {
    files: new Files(store),
    renewals: new Renewals(store),
    acts: new Acts(store),
    guardians: new Guardians(store),
    tries: new Tries(store, SECRET),
    secret: SECRET,
    now,
    promiseBegins: (since, toldAt) => promiseBegins(since, toldAt, WORDS.promiseDays),
    wordsOf: (file, taken, today) => statedWords(file, taken, today, WORDS),
  };
}

/** A programme in memory whose applicants follow what they sent. */
export function aFollowedProgramme(spreadsheet?: Spreadsheet) {
  const memory = new MemorySpreadsheet();
  const { accept, log, ...programme } = anEmptyProgramme(spreadsheet ?? memory, '2026-11-23T09:00:00Z');
  const { parts, now } = programme;

  const ports = ({ store } = parts) => trackingPortsOf(store, now);

  return {
    ...programme,
    ports,
    memory,
    edit: (tabName: string, change: (grid: Grid) => Grid): void => {
      memory.edit(tabName, change);
    },
    /** The reference. */
    apply: async (fixture: TypedFixture = aYouth(), form: Form = youthForm) => await accept(form, fixture),
    /** One whole drain, as the schedule runs it. */
    drain: async (changes: Partial<Parts> = {}): Promise<void> => {
      const used = { ...parts, ...changes };
      const inbox = new Inbox(used.store, { now });
      const own = ports(used);
      const work: ActPorts = {
        ...own,
        ...used,
        inbox,
        invitations: new Invitations(used.store),
        erasures: new Erasures(used.store),
        keepers: [own.acts, own.renewals],
        letterSettings: SETTINGS,
        teamEmail: TEAM,
        log,
      };
      await deliver(
        {
          ...work,
          forms: FORMS,
          messages: (form, application) =>
            confirmationOf(form, application, trackingIn(application, SETTINGS)),
          afterRow: async (application) => {
            await openFile(application, work);
          },
          alsoDue: async (deadline) => {
            await workOnActs(work, deadline);
            await writeJournal(work, deadline);
            await endErasures(work, deadline);
          },
        },
        LATER,
      );
    },
    /** Every text of the store under its key. */
    kept: async () => {
      const keys = await parts.store.list('');
      return await Promise.all(keys.map(async (key) => `${key} ${(await parts.store.get(key)) ?? ''}`));
    },
    rows: (tab: string) => rowsByHeader(memory.grid(tab)),
  };
}

export type FollowedProgramme = ReturnType<typeof aFollowedProgramme>;
