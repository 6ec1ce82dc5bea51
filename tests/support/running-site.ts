import associations from '../../src/content/associations/associations.json' with { type: 'json' };
import messages from '../../src/content/messages/messages.json' with { type: 'json' };
import settings from '../../src/content/settings/site.json' with { type: 'json' };
import { companyForm } from '../../src/domain/application/company.ts';
import type { Form } from '../../src/domain/application/form.ts';
import { mentorForm } from '../../src/domain/application/mentor.ts';
import { aMentor } from '../fixtures/mentor.fixture.ts';
import { aCompany } from '../fixtures/company.fixture.ts';
import { type TypedFixture, aYouth } from '../fixtures/youth.fixture.ts';
import { youthForm } from '../../src/domain/application/youth.ts';
import { readHealth } from '../../src/server/answers/health.ts';
import { SECRET, TEAM, accepted } from '../fixtures/programme.fixture.ts';
import { runRetentionOnce, NIGHT_MILLISECONDS } from '../../src/server/schedule/conservation.ts';
import { drainOnce } from '../../src/server/schedule/drain.ts';
import type { DrainPorts } from '../../src/server/schedule/drain-ports.ts';
import { tellTeam } from '../../src/server/schedule/night-alert.ts';
import { type Environment, readEnvironment } from '../../src/server/compose/environment.ts';
import { CaseStore } from '../../src/server/cases/case-store.ts';
import { Looks } from '../../src/server/cases/looks.ts';
import { releaseGuardian } from '../../src/server/cases/guardian-requests.ts';
import { Inbox } from '../../src/server/cases/inbox.ts';
import type { TextStore } from '../../src/server/store/key-store.ts';
import { MemoryStore } from '../doubles/memory-store.ts';
import { releaseInvitations } from '../../src/server/cases/company-requests.ts';
import type { Message } from '../../src/server/letters/message.ts';
import { Runs } from '../../src/server/runs/runs.ts';
import { MemorySpreadsheet } from '../doubles/memory-spreadsheet.ts';
import type { Spreadsheet } from '../../src/server/spreadsheet/spreadsheet.ts';

/** The environment of a site, with other variables. */
export function anEnvironment(variables: NodeJS.ProcessEnv = {}): Environment {
  return readEnvironment({
    LINK_SECRET: SECRET,
    SITE_URL: 'https://site.test',
    TEAM_EMAIL: TEAM,
    ...variables,
  });
}

/** A site whose messages go to this list, without a spreadsheet. */
export function aSite(sent: Message[]): Omit<DrainPorts, 'openSpreadsheet'> {
  return {
    environment: anEnvironment(),
    store: new MemoryStore(),
    openMail: () => Promise.resolve({ send: (message) => Promise.resolve(void sent.push(message)) }),
    settings,
    closed: new Set(),
    messages,
    associations: associations.associations,
    readAgenda: () => Promise.resolve([]),
    now: () => new Date('2026-11-23T16:00:00Z'),
  };
}

/** Dependencies that a test may replace, for one run. */
interface Others {
  readonly environment?: Environment;
  readonly store?: TextStore;
  readonly spreadsheet?: Spreadsheet;
  readonly readAgenda?: DrainPorts['readAgenda'];
  readonly now?: () => Date;
}

/** The same in memory on a Monday afternoon, run by its schedule; its clock goes on 10 ms a look. */
export function aRunningSite(store: TextStore = new MemoryStore()) {
  let clock = Date.parse('2026-11-23T16:00:00Z');
  const now = () => new Date((clock += 10));
  const spreadsheet = new MemorySpreadsheet();
  const sent: Message[] = [];
  const portsOf = (others: Others): DrainPorts => ({
    ...aSite(sent),
    store,
    now,
    ...others,
    openSpreadsheet: () => Promise.resolve(others.spreadsheet ?? spreadsheet),
  });
  const apply = async (form: Form, fixture: TypedFixture): Promise<string> => {
    const inbox = new Inbox(store);
    return await accepted(form, fixture, { inbox, now });
  };
  return {
    store,
    spreadsheet,
    sent,
    now,
    setClock: (instant: string) => void (clock = Date.parse(instant)),
    wait: (days: number) => void (clock += days * 86_400_000),
    /** Lets time pass within a run. */
    pass: (milliseconds: number) => void (clock += milliseconds),
    apply: async (email: string, overrides: TypedFixture = {}) =>
      await apply(youthForm, aYouth({ email, preferredContact: 'email', ...overrides })),
    volunteer: async (overrides: TypedFixture = {}) => await apply(mentorForm, aMentor(overrides)),
    /** A company whose contact confirms at once. */
    announce: async () => {
      const reference = await apply(companyForm, aCompany());
      for (const { id } of await new Inbox(store).pending())
        await releaseInvitations(id, now(), { cases: new CaseStore(store), looks: new Looks(store) });
      return reference;
    },
    /** The youths whose application waits confirm, so that their guardians are asked. */
    confirmYouths: async () => {
      for (const { id } of await new Inbox(store).pending())
        await releaseGuardian(id, now(), { cases: new CaseStore(store), looks: new Looks(store) });
    },
    /** A drain as the schedule runs it, so many minutes later. */
    schedule: async (minutes: number, others: Others = {}): Promise<void> => {
      clock += minutes * 60_000;
      const afterDrain = await drainOnce(portsOf(others));
      await afterDrain();
    },
    /** A night as the schedule runs it. */
    night: async (others: Others = {}) => {
      const ports = portsOf(others);
      const night = await runRetentionOnce(ports, new Date(ports.now().getTime() + NIGHT_MILLISECONDS));
      if (night.met.length > 0) await tellTeam(portsOf({}), night.met);
      return night;
    },
    health: async () => await readHealth({ inbox: new Inbox(store), runs: new Runs(store), store }, now()),
    /** Alerts sent to the team, as JSON; each is returned once. */
    alerts: () =>
      sent
        .splice(0)
        .filter(({ to, subject }) => to === TEAM && subject.startsWith('À voir'))
        .map((message) => JSON.stringify(message)),
    /** The texts of a column, below its title. */
    column: (tab: string, header: string): readonly string[] => {
      const [headers = [], ...lines] = spreadsheet.grid(tab);
      return lines.map((line) => line[headers.indexOf(header)] ?? '');
    },
    /** Gives a column another title. */
    rename: (tab: string, header: string, other: string) =>
      spreadsheet.edit(tab, ([headers = [], ...lines]) => [
        headers.map((own) => (own === header ? other : own)),
        ...lines,
      ]),
  };
}
