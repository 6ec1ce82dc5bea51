import type { Form } from '../../src/domain/application/form.ts';
import type { Tab } from '../../src/domain/application/tab.ts';
import { tabOf } from '../../src/domain/application/tabs.ts';
import type { TypedFixture } from '../fixtures/youth.fixture.ts';
import { CONTACT_TAB } from '../../src/domain/tracking/contact-tab.ts';
import { DAY, rowsByHeader } from '../fixtures/programme.fixture.ts';
import { RecordingStore } from '../doubles/recording-store.ts';
import type { Mail } from '../../src/server/mail/mail.ts';
import { Reach } from './reach.ts';
import { servedSite } from './served-site.ts';
import type { Opened } from './spreadsheets.ts';
import type { Holder } from './tokens.ts';

/** A message as whoever gets it reads it. */
export interface ReadLetter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** A mail of which the messages are read: each once. */
export interface ReadMail {
  readonly mail: Mail;
  readonly unread: () => Promise<readonly ReadLetter[]>;
}

/**
 * A programme as people live it, every message read by whoever gets it: all that is given back to somebody is looked through for
 * what is somebody else's.
 */
export function wholeProgramme(
  { spreadsheet, rest }: Pick<Opened, 'spreadsheet' | 'rest'>,
  { mail, unread }: ReadMail,
) {
  let clock = Date.parse('2026-11-23T09:00:00Z');
  const now = (): Date => new Date((clock += 100));
  const openSpreadsheet = () => {
    rest?.();
    return Promise.resolve(spreadsheet);
  };
  const store = new RecordingStore();
  const site = servedSite({ store, openSpreadsheet, mail, now });
  const references = new Map<string, string>();
  const reach = new Reach(site, (holder) => references.get(holder.split(':')[1] ?? ''));
  /** Holders whose tokens may be sent to an e-mail address or a phone number. */
  const held = new Map<string, Set<Holder>>();
  const letters: ReadLetter[] = [];

  const rows = async (tab: Tab) => rowsByHeader(await spreadsheet.table(tab));
  const ownOf = (address: string): Set<Holder> => held.get(address) ?? new Set();
  const give = (address: string, ...holders: readonly Holder[]): void => {
    held.set(address, new Set([...ownOf(address), ...holders]));
  };

  async function readLetters(): Promise<void> {
    for (const { to, subject, text } of await unread()) {
      letters.push({ to, subject, text });
      reach.look({ where: `« ${subject} » to ${to}`, text: `${subject}\n${text}`, own: ownOf(to) });
    }
  }

  /** Looks through the texts and SMS links that the team copies or opens. */
  async function readTexts(): Promise<void> {
    for (const cells of await rows(CONTACT_TAB)) {
      const { Téléphone: phone = '', Motif: reason = '', 'Texte à copier': text, 'Lien SMS': sms } = cells;
      reach.look({ where: `« ${reason} » to ${phone}`, text: `${text}\n${sms}`, own: ownOf(phone) });
    }
  }

  return {
    spreadsheet,
    store,
    site,
    reach,
    rows,
    letters,
    give,
    /** From now on nothing may be sent there. */
    take: (address: string): void => {
      held.delete(address);
    },
    wait: (days: number): void => {
      clock += days * DAY;
    },
    /** The `Identifiant` of an application that was just sent, once it is delivered. */
    apply: async (form: Form, fixture: TypedFixture): Promise<string> => {
      await reach.askOpen(form.apiPath, { body: fixture });
      await site.drain();
      const known = new Set(references.keys());
      const row = (await rows(tabOf(form))).find(({ Identifiant: id = '' }) => !known.has(id));
      const { Identifiant: id = '', Référence: reference = '' } = row ?? {};
      references.set(id, reference);
      return id;
    },
    /** The `Identifiant` of the application in a tab with this cell. */
    idBy: async (tab: Tab, header: string, text: string): Promise<string> => {
      const row = (await rows(tab)).find((cells) => cells[header] === text);
      const { Identifiant: id = '', Référence: reference } = row ?? {};
      if (reference !== undefined) references.set(id, reference);
      return id;
    },
    referenceOf: (id: string): string => references.get(id) ?? '',
    /** As long as the schedule takes to heed what the team changed. */
    settle: async (): Promise<void> => {
      for (const minutes of [1, 6, 6, 6]) {
        clock += minutes * 60_000;
        await site.drain();
      }
    },
    readLetters,
    readTexts,
  };
}

export type WholeProgramme = ReturnType<typeof wholeProgramme>;
