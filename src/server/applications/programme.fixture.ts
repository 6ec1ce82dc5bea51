import type { Application } from '../../domain/application/application.ts';
import type { Form } from '../../domain/application/form.ts';
import { parisDate } from '../../domain/eligibility/age.ts';
import { type TypedFixture, aYouth, typed } from '../../domain/application/youth.fixture.ts';
import { youthForm } from '../../domain/application/youth.ts';
import type { LetterBlock } from '../../components/mail/letter.ts';
import { Inbox } from '../inbox/inbox.ts';
import type { KeyStore } from '../store/key-store.ts';
import { MemoryStore } from '../store/memory.ts';
import type { Mail, Message } from '../mail/mail.ts';
import { confirmation, notice } from '../mail/messages.ts';
import { MemorySpreadsheet } from '../spreadsheet/memory.ts';
import type { Grid, Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import { type AcceptPorts, acceptApplication } from './accept.ts';
import { type DeliveryPorts, deliver } from './deliver.ts';
import { spreadsheetThrough } from './faults.fixture.ts';
import { Runs } from '../runs.ts';
import { readHealth } from './health.ts';

export const SECRET = 's'.repeat(32);
export const SETTINGS = {
  programmeName: "Mentorat d'excellence",
  organisation: 'Association Le Moment',
  siteUrl: 'https://site.test',
  contactEmail: 'contact@exemple.org',
  promiseDays: 5,
  secret: SECRET,
};
export const TEAM = 'equipe@exemple.org';
export const LATER = new Date('2100-01-01');
export const DAY = 86_400_000;

/** The message to the person, if there is an address; `also`: what it adds. */
export const confirmationOf = (form: Form, application: Application, also?: readonly LetterBlock[]) =>
  [confirmation(form, application, parisDate(new Date(application.receivedAt)), SETTINGS, also)].flatMap(
    (message) => (message === undefined ? [] : [{ step: 'confirmation' as const, message }]),
  );

/** The e-mails of an application: to the person and to the team. */
export const messagesOf: DeliveryPorts['messages'] = (form, application) => [
  ...confirmationOf(form, application),
  { step: 'notice', message: notice(form, application, SETTINGS, TEAM) },
];

/** The rows of a tab as objects, by header. */
export function rowsByHeader([headers = [], ...rows]: Grid): readonly Readonly<Record<string, string>>[] {
  return rows.map((cells) => Object.fromEntries(headers.map((header, at) => [header, cells[at] ?? ''])));
}

/** Accepts an application, and gives its reference. */
export async function accepted(
  form: Form,
  fixture: TypedFixture,
  ports: Pick<AcceptPorts, 'inbox' | 'now'>,
): Promise<string> {
  const acceptance = await acceptApplication(form, typed(fixture), {
    ...ports,
    secret: SECRET,
    season: '2026-2027',
  });
  if (!acceptance.ok) throw new Error(JSON.stringify(acceptance.errors));
  return acceptance.reference;
}

/** The ports that a test may replace, by parts that fail. */
export interface Parts {
  readonly store: KeyStore;
  readonly spreadsheet: Spreadsheet;
  readonly mail: Mail;
}

/** A programme in memory that nobody knows yet; its clock goes on one second a look, and further when told. */
export function anEmptyProgramme(spreadsheet: Spreadsheet, begins = '2026-11-22T20:00:00Z') {
  let clock = Date.parse(begins);
  const now = (): Date => new Date((clock += 1_000));
  const sent: Message[] = [];
  const logged: string[] = [];
  const parts: Parts = {
    store: new MemoryStore(),
    spreadsheet,
    mail: { send: (message) => Promise.resolve(void sent.push(message)) },
  };
  const inbox = new Inbox(parts.store, { now });
  return {
    parts,
    sent,
    logged,
    inbox,
    log: (event: string, details?: object) => void logged.push(JSON.stringify({ event, ...details })),
    now,
    advance: (milliseconds: number) => void (clock += milliseconds),
    wait: (days: number) => void (clock += days * DAY),
    /** The reference. */
    accept: async (form: Form, fixture: TypedFixture) => await accepted(form, fixture, { inbox, now }),
    /** The different messages to an address, oldest first. */
    lettersTo: (address: string) => [
      ...new Map(
        sent.filter(({ to }) => to === address).map((message) => [message.messageId, message]),
      ).values(),
    ],
  };
}

/** The spreadsheet with another way of inserting. */
export function withInsert(spreadsheet: Spreadsheet, insert: Spreadsheet['insert']): Spreadsheet {
  return { ...spreadsheetThrough(spreadsheet), insert };
}

/** A programme in memory to which youths apply. */
export function aProgramme() {
  const spreadsheet = new MemorySpreadsheet();
  const { parts, sent, logged, inbox, log, now, advance, accept } = anEmptyProgramme(spreadsheet);
  const ports: DeliveryPorts = {
    inbox,
    spreadsheet,
    mail: parts.mail,
    forms: [youthForm],
    messages: messagesOf,
    log,
    now,
  };
  return {
    ports,
    store: parts.store,
    sent,
    logged,
    spreadsheet,
    apply: async (overrides: TypedFixture = {}, submissionId = '') =>
      await accept(youthForm, { ...aYouth(overrides), ...(submissionId !== '' && { submissionId }) }),
    deliver: async (changes: Partial<DeliveryPorts> = {}) => {
      await deliver({ ...ports, ...changes }, LATER);
    },
    rows: () => rowsByHeader(spreadsheet.grid('Jeunes')),
    health: () => readHealth({ inbox, runs: new Runs(parts.store), store: parts.store }, now()),
    /** Lets time pass: a lease that a dead process left is over. */
    wait: (seconds: number) => advance(seconds * 1_000),
  };
}
