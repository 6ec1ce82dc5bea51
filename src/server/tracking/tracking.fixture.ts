import { FORMS } from '../../domain/application/forms.ts';
import type { Form } from '../../domain/application/form.ts';
import { type TypedFixture, aYouth, typed } from '../../domain/application/youth.fixture.ts';
import { youthForm } from '../../domain/application/youth.ts';
import { acceptApplication } from '../applications/accept.ts';
import { deliver } from '../applications/deliver.ts';
import { Inbox, type KeyStore } from '../inbox/inbox.ts';
import { MemoryStore } from '../inbox/memory.ts';
import { Invitations } from '../invitations/invitations.ts';
import { Renewals } from '../links/renewals.ts';
import type { Mail, Message } from '../mail/mail.ts';
import { confirmation } from '../mail/messages.ts';
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
import { statedWords } from './stated-words.ts';
import { Tries } from './tries.ts';
import type { TrackingPorts } from './view.ts';
import { type ActPorts, workOnActs } from './work.ts';

export const SECRET = 's'.repeat(32);
const SETTINGS = {
  programmeName: "Mentorat d'excellence",
  organisation: 'Association Le Moment',
  siteUrl: 'https://site.test',
  contactEmail: 'contact@exemple.org',
  promiseDays: 5,
  secret: SECRET,
};
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

const DAY = 86_400_000;
export const TEAM = 'equipe@exemple.org';

/** The ports that a test may replace, by parts that fail. */
export interface Parts {
  readonly store: KeyStore;
  readonly spreadsheet: Spreadsheet;
  readonly mail: Mail;
}

/** A programme whose applicants follow what they sent; its clock goes on one second a look, and further when told. */
export function aFollowedProgramme(spreadsheet?: Spreadsheet) {
  const memory = new MemorySpreadsheet();
  let clock = new Date('2026-11-23T09:00:00Z').getTime();
  const now = (): Date => new Date((clock += 1_000));
  const sent: Message[] = [];
  const logged: string[] = [];
  const parts: Parts = {
    store: new MemoryStore(),
    spreadsheet: spreadsheet ?? memory,
    mail: { send: (message) => Promise.resolve(void sent.push(message)) },
  };
  const log = (event: string, details?: object) => void logged.push(JSON.stringify({ event, ...details }));

  function ports({ store } = parts): TrackingPorts & LookupPorts {
    return {
      files: new Files(store),
      renewals: new Renewals(store),
      acts: new Acts(store),
      tries: new Tries(store, SECRET),
      secret: SECRET,
      now,
      wordsOf: (file, status, since) => statedWords(file, status, since, WORDS),
    };
  }

  return {
    parts,
    sent,
    logged,
    now,
    ports,
    memory,
    edit: (tabName: string, change: (grid: Grid) => Grid): void => {
      memory.edit(tabName, change);
    },
    /** The reference. */
    apply: async (fixture: TypedFixture = aYouth(), form: Form = youthForm): Promise<string> => {
      const inbox = new Inbox(parts.store, { now });
      const accept = { inbox, secret: SECRET, season: '2026-2027', now };
      const acceptance = await acceptApplication(form, typed(fixture), accept);
      if (!acceptance.ok) throw new Error(JSON.stringify(acceptance.errors));
      return acceptance.reference;
    },
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
          inbox,
          spreadsheet: used.spreadsheet,
          mail: used.mail,
          forms: FORMS,
          messages: (form, application) =>
            [confirmation(form, application, SETTINGS, trackingIn(application, SETTINGS))].flatMap(
              (message) => (message === undefined ? [] : [{ step: 'confirmation' as const, message }]),
            ),
          afterRow: async (application) => {
            await openFile(application, work);
          },
          alsoDue: async (deadline) => {
            await workOnActs(work, deadline);
            await writeJournal(work, deadline);
            await endErasures(work, deadline);
          },
          log,
          now,
        },
        new Date('2100-01-01'),
      );
    },
    wait: (days: number) => void (clock += days * DAY),
    /** Every text of the store under its key. */
    kept: async () => {
      const keys = await parts.store.list('');
      return await Promise.all(keys.map(async (key) => `${key} ${(await parts.store.get(key)) ?? ''}`));
    },
    /** Rows of a tab as objects, by header. */
    rows: (tab: string) => {
      const [headers = [], ...rows] = memory.grid(tab);
      return rows.map((cells) =>
        Object.fromEntries(headers.map((header, index) => [header, cells[index] ?? ''])),
      );
    },
    /** The different messages to an address, oldest first. */
    lettersTo: (address: string) => [
      ...new Map(
        sent.filter(({ to }) => to === address).map((message) => [message.messageId, message]),
      ).values(),
    ],
  };
}

export type FollowedProgramme = ReturnType<typeof aFollowedProgramme>;
