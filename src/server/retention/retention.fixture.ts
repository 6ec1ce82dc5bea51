import { aCompany } from '../../domain/application/company.fixture.ts';
import { companyForm } from '../../domain/application/company.ts';
import type { Form } from '../../domain/application/form.ts';
import { FORMS } from '../../domain/application/forms.ts';
import { aMentor } from '../../domain/application/mentor.fixture.ts';
import { mentorForm } from '../../domain/application/mentor.ts';
import { type TypedFixture, aYouth } from '../../domain/application/youth.fixture.ts';
import { youthForm } from '../../domain/application/youth.ts';
import { deliver } from '../applications/deliver.ts';
import { DAY, LATER, SECRET, SETTINGS, accepted, messagesOf } from '../applications/programme.fixture.ts';
import { Inbox } from '../inbox/inbox.ts';
import type { KeyStore } from '../store/key-store.ts';
import { MemoryStore } from '../store/memory.ts';
import { followUp } from '../invitations/announce.ts';
import { Invitations } from '../invitations/invitations.ts';
import { workOnInvitations } from '../invitations/work.ts';
import { Renewals } from '../links/renewals.ts';
import type { Mail, Message } from '../mail/mail.ts';
import { mailOfDrain } from '../mail/persistent-mail.fixture.ts';
import { MemorySpreadsheet } from '../spreadsheet/memory.ts';
import type { Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import { Files } from '../tracking/files.ts';
import { writeJournal } from '../tracking/journal.ts';
import { openFile } from '../tracking/open-file.ts';
import { type ErasurePorts, endErasures } from './erase.ts';
import { Erasures } from './erasures.ts';

/** What a test may put in place of a part. */
export interface Parts {
  readonly store: KeyStore;
  readonly spreadsheet: Spreadsheet;
  /** The outbox. */
  readonly outbox: Required<Mail>;
}

/** A folder of messages in memory. */
function memoryOutbox(sent: Map<string, Message>): Required<Mail> {
  return {
    send: (message) => Promise.resolve(void sent.set(message.messageId, message)),
    erase: (rowIds) => {
      for (const id of sent.keys()) if (rowIds.includes(id.replace(/\..*$/, ''))) sent.delete(id);
      return Promise.resolve();
    },
  };
}

/** The ports of one drain. */
function portsOf({ store, spreadsheet, outbox }: Parts, now: () => Date, log: ErasurePorts['log']) {
  const renewals = new Renewals(store);
  const mail = mailOfDrain({ mail: outbox, store, log, now, lastStart: LATER });
  return {
    erasures: new Erasures(store),
    inbox: new Inbox(store, { now }),
    files: new Files(store),
    invitations: new Invitations(store),
    renewals,
    keepers: [renewals],
    spreadsheet,
    mail,
    secret: SECRET,
    letterSettings: SETTINGS,
    log,
    now,
  };
}

/** A programme that keeps people in memory; its clock goes on one second a look, and days when told. */
export function aProgrammeThatForgets(changes: Partial<Parts> = {}) {
  let clock = new Date('2026-11-22T20:00:00Z').getTime();
  const now = (): Date => new Date((clock += 1_000));
  const sent = new Map<string, Message>();
  const logged: string[] = [];
  const memory = new MemorySpreadsheet();
  const parts: Parts = {
    store: new MemoryStore(),
    spreadsheet: memory,
    outbox: memoryOutbox(sent),
    ...changes,
  };
  const log: ErasurePorts['log'] = (event, details) =>
    void logged.push(JSON.stringify({ event, ...details }));
  const ports = (others: Partial<Parts> = {}) => portsOf({ ...parts, ...others }, now, log);

  const apply = async (form: Form, fixture: TypedFixture) => await accepted(form, fixture, ports());

  return {
    parts,
    sent,
    logged,
    /** The spreadsheet, when it is the one in memory. */
    memory,
    now,
    ports,
    wait: (days: number) => void (clock += days * DAY),
    /** Each gives the reference. */
    youth: async (fixture: TypedFixture = {}) => await apply(youthForm, aYouth(fixture)),
    mentor: async (fixture: TypedFixture = {}) => await apply(mentorForm, aMentor(fixture)),
    company: async (fixture: TypedFixture = {}) => await apply(companyForm, aCompany(fixture)),
    /** One whole drain, as the schedule runs it. */
    drain: async (others: Partial<Parts> = {}) => {
      const work = ports(others);
      await deliver(
        {
          ...work,
          forms: FORMS,
          messages: messagesOf,
          afterRow: async (application) => {
            await openFile(application, work);
            await followUp(application, work);
            // The contact confirms as soon as possible.
            await work.invitations.release(application.id, now());
          },
          alsoDue: async (deadline) => {
            await workOnInvitations(work, deadline);
            await writeJournal(work, deadline);
            await endErasures(work, deadline);
          },
        },
        LATER,
      );
    },
    /** The `Identifiant` behind a reference. */
    idOf: async (reference: string) => {
      const id = await ports().files.idOf(reference);
      if (id === undefined) throw new Error(`No file of ${reference}.`);
      return id;
    },
    /** Every key and text of the store, every cell, every message: where a trace of somebody would be found. */
    everything: async () => {
      const keys = await parts.store.list('');
      const texts = await Promise.all(keys.map((key) => parts.store.get(key)));
      return {
        keys,
        texts: [...texts, ...TAB_NAMES.map((name) => memory.grid(name)), ...sent.values()].map((one) =>
          JSON.stringify(one),
        ),
      };
    },
  };
}

const TAB_NAMES = ['Jeunes', 'Mentors', 'Entreprises', 'Prochaine saison', 'Invitations', 'Journal', 'Bilan'];
