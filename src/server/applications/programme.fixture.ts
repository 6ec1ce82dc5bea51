import { type TypedFixture, aYouth, typed } from '../../domain/application/youth.fixture.ts';
import { youthForm } from '../../domain/application/youth.ts';
import { Inbox } from '../inbox/inbox.ts';
import { MemoryStore } from '../inbox/memory.ts';
import type { Message } from '../mail/mail.ts';
import { confirmation, notice } from '../mail/messages.ts';
import { MemorySpreadsheet } from '../spreadsheet/memory.ts';
import type { Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import { acceptApplication } from './accept.ts';
import { type DeliveryPorts, deliver } from './deliver.ts';
import { readHealth } from './health.ts';

export const SETTINGS = {
  programmeName: "Mentorat d'excellence",
  organisation: 'Association Le Moment',
  siteUrl: 'https://site.test',
  contactEmail: 'contact@exemple.org',
  promiseDays: 5,
};
export const LATER = new Date('2100-01-01');

/** The e-mails of an application: to the person, if there is an address, and to the team. */
export const messagesOf: DeliveryPorts['messages'] = (form, application) => [
  ...[confirmation(form, application, SETTINGS)].flatMap((message) =>
    message === undefined ? [] : [{ step: 'confirmation' as const, message }],
  ),
  { step: 'notice', message: notice(form, application, SETTINGS, 'equipe@exemple.org') },
];

/** The spreadsheet with another way of inserting. */
export function withInsert(
  spreadsheet: Spreadsheet,
  insert: Spreadsheet['insert'],
): DeliveryPorts['spreadsheet'] {
  return {
    identifiers: (tab) => spreadsheet.identifiers(tab),
    read: (tab, headers) => spreadsheet.read(tab, headers),
    insert,
  };
}

/** The programme in memory: its inbox, spreadsheet and mail, with a clock that goes on one second a look. */
export function aProgramme() {
  let clock = new Date('2026-11-22T20:00:00Z').getTime();
  const now = (): Date => new Date((clock += 1_000));
  const store = new MemoryStore();
  const inbox = new Inbox(store, { now });
  const spreadsheet = new MemorySpreadsheet();
  const sent: Message[] = [];
  const logged: string[] = [];
  const ports: DeliveryPorts = {
    inbox,
    spreadsheet,
    mail: { send: (message) => Promise.resolve(void sent.push(message)) },
    forms: [youthForm],
    messages: messagesOf,
    log: (event, details) => void logged.push(JSON.stringify({ event, ...details })),
    now,
  };
  return {
    ports,
    store,
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
    /** Lets time pass: a lease that a dead process left is over. */
    wait: (seconds: number) => void (clock += seconds * 1_000),
  };
}
