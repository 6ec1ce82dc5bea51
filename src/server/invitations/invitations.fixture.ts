import { companyForm } from '../../domain/application/company.ts';
import { FORMS } from '../../domain/application/forms.ts';
import { type TypedFixture, typed } from '../../domain/application/youth.fixture.ts';
import { acceptApplication } from '../applications/accept.ts';
import { deliver } from '../applications/deliver.ts';
import { Inbox, type KeyStore } from '../inbox/inbox.ts';
import { MemoryStore } from '../inbox/memory.ts';
import { Renewals } from '../links/renewals.ts';
import type { Mail, Message } from '../mail/mail.ts';
import { confirmation } from '../mail/messages.ts';
import { MemorySpreadsheet } from '../spreadsheet/memory.ts';
import type { Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import { followUp } from './announce.ts';
import { Invitations } from './invitations.ts';
import { progressIn } from './letters.ts';
import type { InvitationPorts } from './state.ts';
import { workOnInvitations } from './work.ts';

export const SECRET = 's'.repeat(32);
const SETTINGS = {
  programmeName: "Mentorat d'excellence",
  organisation: 'Association Le Moment',
  siteUrl: 'https://site.test',
  contactEmail: 'contact@exemple.org',
  promiseDays: 5,
  secret: SECRET,
};

const DAY = 86_400_000;

/** A company with three volunteers. */
export function aCompany(overrides: TypedFixture = {}): TypedFixture {
  return {
    companyName: 'Filatures Exemple',
    site: 'euramaterials',
    contactName: 'Camille Contact',
    email: 'camille@filatures.exemple',
    consent: 'on',
    ...Object.fromEntries(
      ['Alix', 'Basile', 'Chloé'].flatMap((givenName, index) => [
        [`mentors[${index}].givenName`, givenName],
        [`mentors[${index}].familyName`, 'Exemple'],
        [`mentors[${index}].email`, `${'abc'[index] ?? ''}@filatures.exemple`],
      ]),
    ),
    ...overrides,
  };
}

/** What an invited mentor adds to the answers already there. */
export function aMentor(overrides: TypedFixture = {}): TypedFixture {
  return {
    givenName: 'Alix',
    familyName: 'Exemple',
    email: 'a@filatures.exemple',
    company: 'Filatures Exemple',
    site: 'euramaterials',
    availability: ['midi'],
    capacity: '2',
    charter: 'on',
    consent: 'on',
    ...overrides,
  };
}

/** The ports that a test may replace, by parts that fail. */
export interface Parts {
  readonly store: KeyStore;
  readonly spreadsheet: Spreadsheet;
  readonly mail: Mail;
}

/** A programme in memory where companies invite; its clock goes on one second a look, and days when told. */
export function anInvitingProgramme() {
  let clock = new Date('2026-11-22T20:00:00Z').getTime();
  const now = (): Date => new Date((clock += 1_000));
  const sent: Message[] = [];
  const logged: string[] = [];
  const spreadsheet = new MemorySpreadsheet();
  const parts: Parts = {
    store: new MemoryStore(),
    spreadsheet,
    mail: { send: (message) => Promise.resolve(void sent.push(message)) },
  };
  const log = (event: string, details?: object) => void logged.push(JSON.stringify({ event, ...details }));

  function invitationPorts({ store } = parts): InvitationPorts {
    return { invitations: new Invitations(store), renewals: new Renewals(store), secret: SECRET, now };
  }

  return {
    parts,
    sent,
    logged,
    spreadsheet,
    now,
    ports: invitationPorts,
    accept: {
      inbox: new Inbox(parts.store, { now }),
      secret: SECRET,
      season: '2026-2027',
      now,
    },
    /** The company's reference. */
    signUp: async (fixture: TypedFixture = aCompany()): Promise<string> => {
      const inbox = new Inbox(parts.store, { now });
      const accept = { inbox, secret: SECRET, season: '2026-2027', now };
      const acceptance = await acceptApplication(companyForm, typed(fixture), accept);
      if (!acceptance.ok) throw new Error(JSON.stringify(acceptance.errors));
      return acceptance.reference;
    },
    /** One whole drain, as the schedule runs it. */
    drain: async (changes: Partial<Parts> = {}): Promise<void> => {
      const used = { ...parts, ...changes };
      const ports = invitationPorts(used);
      const inbox = new Inbox(used.store, { now });
      const work = {
        ...ports,
        inbox,
        spreadsheet: used.spreadsheet,
        mail: used.mail,
        letterSettings: SETTINGS,
        log,
      };
      const deadline = new Date('2100-01-01');
      await deliver(
        {
          inbox,
          spreadsheet: used.spreadsheet,
          mail: used.mail,
          forms: FORMS,
          messages: (form, application) =>
            [confirmation(form, application, SETTINGS, progressIn(application, SETTINGS))].flatMap(
              (message) => (message === undefined ? [] : [{ step: 'confirmation' as const, message }]),
            ),
          afterRow: (application) => followUp(application, ports),
          alsoDue: (end) => workOnInvitations(work, end),
          log,
          now,
        },
        deadline,
      );
    },
    wait: (days: number) => void (clock += days * DAY),
    /** Rows of a tab as objects, by header. */
    rows: (tab: 'Invitations' | 'Mentors' | 'Entreprises') => {
      const [headers = [], ...rows] = spreadsheet.grid(tab);
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

export type InvitingProgramme = ReturnType<typeof anInvitingProgramme>;

/** The address of a letter's button. */
export function linkIn({ letter }: Message): URL {
  const url = letter.blocks.flatMap((block) => (block.kind === 'action' ? [block.url] : []))[0];
  if (url === undefined) throw new Error('This letter has no link.');
  return new URL(url);
}

/** The token at the end of a link. */
export function tokenIn(message: Message): string {
  return linkIn(message).pathname.split('/').at(-1) ?? '';
}
