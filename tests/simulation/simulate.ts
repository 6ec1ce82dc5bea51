import { tabOf } from '../../src/domain/application/tabs.ts';
import { REGISTRATIONS_TAB } from '../../src/domain/events/registrations-tab.ts';
import { AUTHORISATIONS_TAB } from '../../src/domain/guardian/authorisations-tab.ts';
import { HOURS_TAB } from '../../src/domain/hours/hours-tab.ts';
import { PAIRS_TAB, type PairSide } from '../../src/domain/pairs/pairs-tab.ts';
import { Inbox } from '../../src/server/cases/inbox.ts';
import { RecordingStore } from '../doubles/recording-store.ts';
import { seeded } from '../doubles/faults.ts';
import { agendaOf } from './agenda.ts';
import { Applicants, FORMS } from './applicants.ts';
import { audited, type Damage, type Told } from './audit.ts';
import { Bookkeepers } from './bookkeepers.ts';
import { DeclaringMentors } from './declaring-mentors.ts';
import { EventWatch } from './event-watch.ts';
import { Guests } from './guests.ts';
import { Matchmakers } from './matchmakers.ts';
import { PairActs } from './pair-acts.ts';
import { auditedPairs, type PairDamage, type PairsTold } from './pair-audit.ts';
import { PairWatch } from './pair-watch.ts';
import { PairedPeople } from './paired-people.ts';
import { Mailbox } from './partners.ts';
import { auditedProgramme, type ProgrammeDamage, type ProgrammeTold } from './programme-audit.ts';
import { Servers } from './servers.ts';
import { SHEETS, type SheetsName } from './sheets.ts';
import { Staff } from './staff.ts';
import { Actor, type Partner, type Weather, World } from './world.ts';

export interface Simulation {
  readonly sheets: SheetsName;
  readonly seed: number;
  /** People who apply, most of them several times. */
  readonly people: number;
}

export interface Report extends Simulation, Told {
  readonly damage: Damage & PairDamage & ProgrammeDamage;
  readonly pairs: PairsTold;
  readonly programme: ProgrammeTold;
  /** Applications that were answered « reçue ». */
  readonly accepted: number;
  /** Requests that people made on their page and that were confirmed. */
  readonly asked: { readonly corrections: number; readonly withdrawals: number; readonly erasures: number };
  /** Items that still wait at the end. */
  readonly waiting: number;
  /** Calls to the spreadsheet. */
  readonly calls: number;
  /** Share of the calls to each that failed or in whose middle a process died, while the crowds came. */
  readonly faulty: Readonly<Record<Partner | 'all', number>>;
  readonly drains: number;
  readonly deaths: number;
  /** Duration on the world's clock. */
  readonly days: number;
  /** Real time. */
  readonly milliseconds: number;
}

/** Those that staff work in. */
const TABS_OF_STAFF = [...FORMS.map(tabOf), AUTHORISATIONS_TAB, PAIRS_TAB, REGISTRATIONS_TAB, HOURS_TAB];
/** Crowds arrive so many times at most; more people are larger crowds. */
const CROWDS = 60;
const SMALLEST_CROWD = 2;
/** From one crowd to the next, at most. */
const BETWEEN_CROWDS_MS = 600_000;
const SCHEDULE_MS = 300_000;
/** After the last person and the last fault: what waits has so long to be delivered. */
const CALM_MS = 4 * 3_600_000;

const DEATHS = { inbox: 0.0005, spreadsheet: 0.03, mail: 0.005 };
/** Nothing is reliable. */
const STORM: Weather = { faults: { inbox: 0.6, spreadsheet: 0.6, mail: 0.6 }, deaths: DEATHS };
/** A failure of the inbox ends most drains, so that outside storms its calls fail seldom. */
const WEATHERS: readonly [Weather, ...Weather[]] = [
  STORM,
  { faults: { inbox: 0.01, spreadsheet: 0.5, mail: 0.03 }, deaths: DEATHS },
  { faults: { inbox: 0.002, spreadsheet: 0.4, mail: 0.01 }, deaths: DEATHS },
];
/** Now and then calls fail seldom enough for a pair to go on. */
const FAIR: Weather = {
  faults: { inbox: 0.0005, spreadsheet: 0.05, mail: 0.05 },
  deaths: { inbox: 0.0001, spreadsheet: 0.005, mail: 0.005 },
};
/** After the last crowd, staff make pairs for so many spells of one weather, at most: more people need more of them. */
const SPELLS = 20;
const PEOPLE_A_SPELL = 5;
const SPELL_MS = 1_800_000;
/** After the last crowd, about, the event begins that happens meanwhile: the first pairs have begun. */
const EVENT_AFTER_CROWDS_MS = 1.5 * 3_600_000;
/** Share of acceptances whose process lives long enough to start a drain. */
const ACCEPTANCES_THAT_DRAIN = 0.25;
/** Drains that are started in vain during a storm, for one person. */
const VAIN_DRAINS = 6;

/** Plays the whole story of a seed: people apply, processes drain, fail and die, staff work, and at the end everything is compared. */
export async function simulate({ sheets: name, seed, people }: Simulation): Promise<Report> {
  const startedMs = performance.now();
  const random = seeded(seed);
  const sheets = await SHEETS[name](random, TABS_OF_STAFF);
  const { random: usual } = Math;
  // Backoff and gathering draw from it: the seed decides them too.
  Math.random = random;
  try {
    const world = new World(random, sheets.clock);
    const store = new RecordingStore();
    const mailbox = new Mailbox();
    const crowds = crowdsOf(people);
    const agenda = agendaOf(world.now(), (crowds * BETWEEN_CROWDS_MS) / 2 + EVENT_AFTER_CROWDS_MS);
    const servers = new Servers({ world, sheets, store, mailbox, events: Object.values(agenda) });
    const applicants = new Applicants(world, store, () => {
      if (world.chance(ACCEPTANCES_THAT_DRAIN)) servers.drain({ debounces: true });
    });
    const acts = new PairActs();
    const [matchmakers, bookkeepers] = [new Matchmakers(world, acts), new Bookkeepers(world, agenda)];
    const staff = new Staff(world, sheets, store, { matchmakers, bookkeepers });
    const watch = new PairWatch({ world, acts, applicants, grid: () => staff.seen(PAIRS_TAB.name) });
    const idOf = (pairId: string, side: PairSide) => watch.personOf(pairId, side)?.bodies[0]?.id;
    const paired = new PairedPeople({ world, store, applicants, acts, idOf });
    const mentors = new DeclaringMentors({
      ...{ world, store, applicants },
      mentorOf: (pairId) => idOf(pairId, 'mentor'),
    });
    const guests = new Guests({ world, store, applicants, matchmakers, agenda });
    const eventWatch = new EventWatch({
      ...{ world, acts, applicants, agenda },
      grid: () => staff.seen(REGISTRATIONS_TAB.name),
    });
    mailbox.onTaken = async (message, isFirst) => {
      await watch.see(message, isFirst);
      await eventWatch.see(message, isFirst);
      if (!isFirst) return;
      paired.read(message, { isLeaving: !world.isClear });
      mentors.read(message);
    };
    const begunMs = world.now().getTime();
    const whileTheyCame = play({ world, servers, applicants, staff, guests, people, crowds });
    await world.run();
    // A drain that is kept out by nobody has a lease of its own.
    const strays = store.strays().filter((key) => !key.startsWith('lease-'));
    if (strays.length > 0) throw new Error(`Keys of no family: ${strays.join(' ')}`);
    const inbox = new Inbox(store);
    const [pending, aside] = [await inbox.pending(), await inbox.quarantined()];
    const { damage, told } = await audited({ applicants, staff, sheets, mailbox, store, watch });
    const ofPairs = await auditedPairs({ applicants, staff, sheets, store, acts, watch });
    const ofProgramme = await auditedProgramme({
      ...{ sheets, store, applicants, agenda, eventWatch, bookkeepers, mentors },
      pairWatch: watch,
    });
    return {
      sheets: name,
      seed,
      people,
      damage: { ...damage, ...ofPairs.damage, ...ofProgramme.damage },
      ...told,
      pairs: ofPairs.told,
      programme: ofProgramme.told,
      accepted: [...applicants.applied.values()].filter(({ isAccepted }) => isAccepted).length,
      asked: askedOf(applicants),
      waiting: pending.length + aside.length,
      calls: sheets.calls(),
      faulty: faultyOf(whileTheyCame),
      drains: servers.drains,
      deaths: world.deaths,
      days: (world.now().getTime() - begunMs) / 86_400_000,
      milliseconds: performance.now() - startedMs,
    };
  } finally {
    Math.random = usual;
    await sheets.close();
  }
}

interface Play {
  readonly world: World;
  readonly servers: Servers;
  readonly applicants: Applicants;
  readonly staff: Staff;
  readonly guests: Guests;
  readonly people: number;
  readonly crowds: number;
}

function crowdsOf(people: number): number {
  return Math.min(CROWDS, people / SMALLEST_CROWD);
}

/** Calls, and those of them that failed. */
type Counted = Pick<World, 'calls' | 'faults'>;

/**
 * Sends the crowds, lets the weather change, runs the schedule; at the end the weather clears and what waits is delivered. Gives the calls
 * until the last crowd had come.
 */
function play({ world, servers, applicants, staff, guests, people, crowds }: Play): Counted {
  const counted = { calls: { ...world.calls }, faults: { ...world.faults } };
  let areCrowdsOver = false;
  let haveAllCome = false;
  let isOver = false;
  const director = new Actor();
  world.start(director, async () => {
    for (let come = 0; come < people;) {
      const crowd = Math.min(people - come, 1 + world.below((2 * people) / crowds));
      world.weather = world.oneOf(WEATHERS);
      for (let n = 0; n < crowd; n += 1) applicants.apply(come + n);
      come += crowd;
      for (let left = world.weather === STORM ? crowd * VAIN_DRAINS : 0; left > 0; left -= 1) {
        await world.turn(director, 1 + world.below(50));
        servers.drain();
      }
      await world.turn(director, world.below(BETWEEN_CROWDS_MS));
    }
    areCrowdsOver = true;
    Object.assign(counted, { calls: { ...world.calls }, faults: { ...world.faults } });
    for (let left = Math.min(SPELLS, people / PEOPLE_A_SPELL); left > 0; left -= 1) {
      world.weather = world.chance(0.7) ? FAIR : world.oneOf(WEATHERS);
      await world.turn(director, SPELL_MS);
    }
    haveAllCome = true;
  });
  staff.work(
    TABS_OF_STAFF,
    () => areCrowdsOver,
    () => haveAllCome && applicants.areDone,
  );
  guests.work(() => haveAllCome);
  const schedule = new Actor();
  world.start(schedule, async () => {
    for (let calmMs = 0; !isOver; isOver = calmMs > CALM_MS) {
      await world.turn(schedule, SCHEDULE_MS);
      servers.drain({ scans: true });
      const isDone = haveAllCome && applicants.areDone;
      if (isDone) world.becomesClear();
      // Whoever answers meanwhile is given the same time.
      calmMs = isDone ? calmMs + SCHEDULE_MS : 0;
    }
  });
  return counted;
}

function askedOf({ applied }: Applicants): Report['asked'] {
  const asked = [...applied.values()].map((one) => one.asked);
  return {
    corrections: asked.filter(({ phone }) => phone !== undefined).length,
    withdrawals: asked.filter(({ isWithdrawn }) => isWithdrawn === true).length,
    erasures: asked.filter(({ isErased }) => isErased === true).length,
  };
}

function faultyOf({ calls, faults }: Counted): Report['faulty'] {
  const share = (partners: readonly Partner[]): number => {
    const sum = (counts: Counted['calls']): number =>
      partners.reduce((total, each) => total + counts[each], 0);
    return sum(faults) / Math.max(1, sum(calls));
  };
  return {
    inbox: share(['inbox']),
    spreadsheet: share(['spreadsheet']),
    mail: share(['mail']),
    all: share(['inbox', 'spreadsheet', 'mail']),
  };
}

/** True when every count of `damage` is 0 and nothing waits. */
export function isUnharmed({
  damage,
  waiting,
}: {
  readonly damage: Damage | Readonly<Record<string, number>>;
  readonly waiting: number;
}): boolean {
  return waiting === 0 && Object.values(damage).every((count) => count === 0);
}
