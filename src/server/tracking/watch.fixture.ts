import type { Recruited } from '../../domain/application/form.ts';
import { tabOf } from '../../domain/application/tabs.ts';
import { CONTACT_TAB } from '../../domain/tracking/contact-tab.ts';
import type { StatusTemplates } from '../../domain/tracking/status-words.ts';
import { LATER, SECRET, SETTINGS } from '../applications/programme.fixture.ts';
import { Inbox } from '../inbox/inbox.ts';
import type { KeyStore } from '../store/key-store.ts';
import type { Mail, Message } from '../mail/mail.ts';
import { MemorySpreadsheet } from '../spreadsheet/memory.ts';
import type { Row, Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import { Files } from './files.ts';
import { type Watched, watchStatuses, type WatchPorts } from './status-watch.ts';
import { TRACKED } from './tracked-rows.ts';
import { WatchNotes } from './watch-notes.ts';

/** Keeps texts by folder, so that a list of one file's keys costs no look at the others'. */
export class FolderStore implements KeyStore {
  readonly #folders = new Map<string, Map<string, string>>();
  calls = 0;

  #folder(key: string): Map<string, string> {
    const name = key.slice(0, key.lastIndexOf('/') + 1);
    const folder = this.#folders.get(name) ?? new Map<string, string>();
    this.#folders.set(name, folder);
    return folder;
  }

  set(key: string, text: string): Promise<void> {
    this.calls += 1;
    this.#folder(key).set(key, text);
    return Promise.resolve();
  }

  create(key: string, text: string): Promise<boolean> {
    const isFree = !this.#folder(key).has(key);
    if (isFree) this.#folder(key).set(key, text);
    return Promise.resolve(isFree);
  }

  get(key: string): Promise<string | undefined> {
    this.calls += 1;
    return Promise.resolve(this.#folder(key).get(key));
  }

  delete(key: string): Promise<void> {
    this.calls += 1;
    this.#folder(key).delete(key);
    return Promise.resolve();
  }

  list(prefix: string): Promise<readonly string[]> {
    this.calls += 1;
    const own = this.#folders.get(prefix);
    if (own !== undefined && !['journal/', 'files/'].includes(prefix))
      return Promise.resolve([...own.keys()]);
    const folders = [...this.#folders].filter(([name]) => name.startsWith(prefix));
    return Promise.resolve(folders.flatMap(([, keys]) => [...keys.keys()]));
  }
}

type Grid = readonly (readonly string[])[];

/** Where staff work: a spreadsheet and what changes its cells behind the system's back. */
export interface StaffSpreadsheet {
  readonly spreadsheet: Spreadsheet;
  readonly edit: (tabName: string, change: (grid: Grid) => Grid) => void;
  readonly now: () => Date;
  readonly advance: (milliseconds: number) => void;
}

export function inMemory(): StaffSpreadsheet & { readonly spreadsheet: MemorySpreadsheet } {
  const spreadsheet = new MemorySpreadsheet();
  let clock = Date.parse('2026-11-23T09:00:00Z');
  return {
    spreadsheet,
    edit: (tabName, change) => spreadsheet.edit(tabName, change),
    now: () => new Date(clock),
    advance: (milliseconds) => void (clock += milliseconds),
  };
}

export interface Person {
  readonly id: string;
  readonly audience: Recruited;
  readonly reference: string;
  readonly cells: Readonly<Record<string, string>>;
}

let made = 0;

/** Somebody who applied; a youth who wants an e-mail unless told. */
export function aPerson(audience: Recruited = 'youth', cells: Readonly<Record<string, string>> = {}): Person {
  made += 1;
  const { referencePrefix } = TRACKED[audience];
  const reference = `${referencePrefix}-${String(made).padStart(8, '0').replaceAll('0', 'A').replaceAll('1', 'B')}`;
  return {
    id: made.toString(16).padStart(32, '0'),
    audience,
    reference,
    cells: {
      Référence: reference,
      'Reçue le': '2026-11-23T10:00:00+01:00',
      Statut: 'Reçue',
      [audience === 'company' ? 'Contact' : 'Prénom']: 'Inès',
      'E-mail': `p${made}@exemple.fr`,
      Téléphone: '+33612345678',
      ...(audience === 'youth' && { 'Contact préféré': 'Un e-mail' }),
      ...cells,
    },
  };
}

/** The cells of a column changed by identifier. */
export function withColumn(header: string, texts: ReadonlyMap<string, string>): (grid: Grid) => Grid {
  return ([headers = [], ...lines]) => {
    const [idAt, at] = [headers.indexOf('Identifiant'), headers.indexOf(header)];
    const changed = lines.map((line) => {
      const text = texts.get(line[idAt] ?? '');
      return text === undefined
        ? line
        : headers.map((_, index) => (index === at ? text : (line[index] ?? '')));
    });
    return [headers, ...changed];
  };
}

/** A team that works in a spreadsheet, and the watch over it, with the words of each status. */
export function aWatchedTeam(templates: StatusTemplates, staff: StaffSpreadsheet = inMemory()) {
  const { spreadsheet, edit, now, advance } = staff;
  const store = new FolderStore();
  const files = new Files(store);
  const outbox = new Map<string, Message>();
  const order: string[] = [];
  const logged: string[] = [];
  const failures: unknown[] = [];
  const mail: Mail = {
    send: (message) => {
      if (!outbox.has(message.messageId)) order.push(message.messageId);
      return Promise.resolve(void outbox.set(message.messageId, message));
    },
  };

  function ports(changes: Partial<WatchPorts> & { readonly store?: KeyStore } = {}): WatchPorts {
    const used = changes.store ?? store;
    return {
      inbox: new Inbox(used, { now }),
      files: new Files(used),
      watchNotes: new WatchNotes(used),
      spreadsheet,
      mail,
      templates,
      associations: [],
      settings: { ...SETTINGS, seasonEndsOn: '2027-08-31' },
      season: '2026-2027',
      secret: SECRET,
      onFailure: (error) => void failures.push(error),
      log: (event, details) => void logged.push(JSON.stringify({ event, ...details })),
      now,
      ...changes,
    };
  }

  return {
    store,
    files,
    outbox,
    order,
    logged,
    failures,
    mail,
    spreadsheet,
    edit,
    now,
    advance,
    ports,
    /** Rows as they were delivered; `known`: with their files. */
    receive: async (people: readonly Person[], { known = true }: { known?: boolean } = {}): Promise<void> => {
      for (const [audience, group] of Map.groupBy(people, (person) => person.audience))
        await spreadsheet.insert(tabOf(TRACKED[audience]), group);
      if (!known) return;
      for (const { id, reference, audience } of people)
        await files.keep({
          id,
          reference,
          audience,
          season: '2026-2027',
          receivedAt: now().toISOString(),
          keys: {},
        });
    },
    setStatus: ({ id, audience }: Person, status: string): void => {
      edit(TRACKED[audience].tabName, withColumn('Statut', new Map([[id, status]])));
    },
    wait: (minutes: number) => advance(minutes * 60_000),
    watch: async (changes: Parameters<typeof ports>[0] = {}): Promise<Watched> =>
      await watchStatuses(ports(changes), LATER),
    /** The names of an application's changes of status. */
    changes: async ({ id }: Person): Promise<readonly string[]> =>
      (await files.events(id)).filter(({ kind }) => kind === 'status').map(({ name }) => name),
    /** The rows of the tab `À contacter`. */
    contacts: async (): Promise<readonly Row[]> => {
      const headers = CONTACT_TAB.columns
        .map(({ header }) => header)
        .filter((header) => header !== 'Identifiant');
      return [...(await spreadsheet.read(CONTACT_TAB, headers))].map(([id, cells]) => ({ id, cells }));
    },
  };
}

export type WatchedTeam = ReturnType<typeof aWatchedTeam>;

/** What a letter says, as one text. */
export function subjectsOf({ order, outbox }: WatchedTeam): readonly string[] {
  return order.map((id) => outbox.get(id)?.subject ?? '');
}
