import { FORMS } from '../../domain/application/forms.ts';
import { type TypedFixture, aMinor } from '../../domain/application/youth.fixture.ts';
import { youthForm } from '../../domain/application/youth.ts';
import { aMentor } from '../../domain/application/mentor.fixture.ts';
import { mentorForm } from '../../domain/application/mentor.ts';
import type { Tab } from '../../domain/application/tab.ts';
import { AUTHORISATIONS_TAB } from '../../domain/guardian/authorisations-tab.ts';
import { CONTACT_TAB } from '../../domain/tracking/contact-tab.ts';
import { deliver } from '../applications/deliver.ts';
import { LATER, type Parts, SECRET, SETTINGS, anEmptyProgramme } from '../applications/programme.fixture.ts';
import { Inbox } from '../inbox/inbox.ts';
import { Renewals } from '../links/renewals.ts';
import type { Message } from '../mail/mail.ts';
import { MemorySpreadsheet } from '../spreadsheet/memory.ts';
import type { Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import { Files } from '../tracking/files.ts';
import { openFile } from '../tracking/open-file.ts';
import { Guardians } from './guardians.ts';
import type { ViewPorts } from './views.ts';
import { followYouth, workOnGuardians } from './work.ts';

/** What a guardian sends to agree. */
export function anAgreement(overrides: TypedFixture = {}): TypedFixture {
  return {
    decision: 'oui',
    guardianName: 'Camille Exemple',
    quality: 'mere',
    emergencyName: 'Dominique Exemple',
    emergencyPhone: '06 11 22 33 44',
    statement: 'on',
    ...overrides,
  };
}

/** A programme in memory where minors apply; `confirms`: they do so as soon as they can. */
export function aProgrammeOfMinors(own: Spreadsheet = new MemorySpreadsheet(), { confirms = true } = {}) {
  const { accept, log, ...programme } = anEmptyProgramme(own);
  const { parts, now } = programme;

  const portsOf = ({ store, spreadsheet, mail }: Parts) => ({
    inbox: new Inbox(store, { now }),
    files: new Files(store),
    guardians: new Guardians(store),
    renewals: new Renewals(store),
    secret: SECRET,
    letterSettings: SETTINGS,
    spreadsheet,
    mail,
    log,
    now,
  });

  async function rows({ name, columns }: Tab): Promise<readonly Readonly<Record<string, string>>[]> {
    const headers = columns.map(({ header }) => header);
    return [...(await parts.spreadsheet.read({ name, columns }, headers)).values()];
  }

  return {
    ...programme,
    viewPorts: (changes: Partial<Parts> = {}): ViewPorts => {
      const used = { ...parts, ...changes };
      return { ...portsOf(used), openSpreadsheet: () => Promise.resolve(used.spreadsheet), log };
    },
    files: new Files(parts.store),
    guardians: new Guardians(parts.store),
    /** The youth's reference. */
    apply: async (overrides: TypedFixture = {}): Promise<string> =>
      await accept(youthForm, aMinor(overrides)),
    /** A mentor's reference. */
    applyAsMentor: async (overrides: TypedFixture): Promise<string> =>
      await accept(mentorForm, aMentor(overrides)),
    /** One whole drain, as the schedule runs it. */
    drain: async (changes: Partial<Parts> = {}): Promise<void> => {
      const ports = portsOf({ ...parts, ...changes });
      await deliver(
        {
          ...ports,
          forms: FORMS,
          messages: () => [],
          afterRow: async (application) => {
            await openFile(application, ports);
            await followYouth(application, ports);
            if (confirms) await ports.guardians.release(application.id, now());
          },
          alsoDue: async (end) => await workOnGuardians(ports, end),
        },
        LATER,
      );
    },
    /** Rows of the tab as objects, by header. */
    authorisations: async () => await rows(AUTHORISATIONS_TAB),
    /** Those whom the team is to tell, as objects, by header. */
    contacts: async () => await rows(CONTACT_TAB),
    /** What staff write into the row of a reference. */
    staffWrite: async (tab: 'Jeunes' | 'Autorisations', reference: string, cells: Record<string, string>) => {
      const target = { ...AUTHORISATIONS_TAB, name: tab };
      const read = await parts.spreadsheet.read(target, ['Référence']);
      const [id = ''] = [...read].find(([, row]) => row['Référence'] === reference) ?? [];
      await parts.spreadsheet.update(target, [{ id, cells }]);
    },
    staffRemove: async (tab: 'Jeunes' | 'Autorisations', reference: string) => {
      const target = { ...AUTHORISATIONS_TAB, name: tab };
      const read = await parts.spreadsheet.read(target, ['Référence']);
      const ids = [...read].flatMap(([id, row]) => (row['Référence'] === reference ? [id] : []));
      await parts.spreadsheet.remove(target, ids);
    },
    idOf: async (reference: string): Promise<string> => (await new Files(parts.store).idOf(reference)) ?? '',
    /** The names of what happened to an authorisation, oldest first. */
    events: async (reference: string): Promise<readonly string[]> => {
      const files = new Files(parts.store);
      const all = await files.events((await files.idOf(reference)) ?? '');
      const own = all.filter(({ kind }) => kind === 'guardian');
      return own.map(({ name }) => name.replace(/\d{13}$/, '<ms>'));
    },
  };
}

export type ProgrammeOfMinors = ReturnType<typeof aProgrammeOfMinors>;

/** The token of the link that a message brings, or a text to copy. */
export function tokenIn(bringing: Message | string): string {
  const text =
    typeof bringing === 'string'
      ? bringing
      : bringing.letter.blocks.flatMap((block) => (block.kind === 'action' ? [block.url] : [])).join(' ');
  const token = /\/autorisation\/([\w-]{51})/.exec(text)?.[1];
  if (token === undefined) throw new Error('There is no link.');
  return token;
}
