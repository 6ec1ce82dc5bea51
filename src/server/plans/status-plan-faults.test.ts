import { expect, onTestFinished, test } from 'vitest';
import templates from '../../content/messages/messages.json' with { type: 'json' };
import { seeded, seededFaults } from '../../../tests/doubles/faults.ts';
import { GoogleSheetsDouble } from '../../../tests/doubles/google/double.ts';
import { GristDouble } from '../../../tests/doubles/grist/double.ts';
import { timeOf } from '../../../tests/support/spreadsheets.ts';
import { statusesOf, statusKey } from '../../domain/application/statuses.ts';
import { wordsOf } from '../../domain/tracking/status-words.ts';
import {
  pick,
  type Fate,
  killedAt,
  storeThrough,
  unreliableMail,
  unreliableSpreadsheet,
  unreliableStore,
} from '../../../tests/fixtures/faults.fixture.ts';
import { StoreUnavailable, type TextStore } from '../store/key-store.ts';
import { GoogleSpreadsheet } from '../spreadsheet/google/google-sheets.ts';
import { GristSpreadsheet } from '../spreadsheet/grist/grist.ts';
import { contactRowId } from '../letters/contact-row.ts';
import { currentStatus } from '../cases/status-facts.ts';
import { TRACKED } from './status-rows.ts';
import {
  aPerson,
  aWatchedTeam,
  inMemory,
  type Person,
  type StaffSpreadsheet,
  type WatchedTeam,
  withColumn,
} from '../../../tests/fixtures/watch.fixture.ts';

// A team changes statuses, by mistake and for good, while watches die, overlap, come back with old memories, and the store, the mail
// and the spreadsheet fail. In the end each change that lasted was told once, and no other was.

type Random = () => number;

/** Simulates staff who change one row several times. */
class Hand {
  readonly person: Person;
  /** The `statusKey` of every change that lasted, in order; the last may not be told yet. */
  readonly lasting: string[] = [];
  readonly #random: Random;
  #status = 'Reçue';
  /** Cells to be written at the next turns; `undefined`: left alone for a turn. */
  #script: (string | undefined)[] = [];

  constructor(person: Person, random: Random) {
    this.person = person;
    this.#random = random;
  }

  /** Changes begun. */
  get begun(): number {
    return this.lasting.length;
  }

  get isIdle(): boolean {
    return this.#script.length === 0;
  }

  /** Thinks of the next change; mistakes come on top. */
  begin(): void {
    const others = statusesOf(this.person.audience)
      .map(({ label }) => label)
      .filter((status) => status !== this.#status);
    const [next, mistake] = [pick(this.#random, others), pick(this.#random, others)];
    const chance = this.#random();
    if (chance < 0.15) this.#script = [mistake, undefined, this.#status, undefined, undefined];
    if (chance >= 0.15 && chance < 0.25) this.#script = [`${mistake}x`, undefined, undefined, undefined];
    if (chance >= 0.25 && chance < 0.35) this.#script = [mistake, undefined];
    this.#script.push(chance < 0.5 ? ` ${next.toUpperCase()}` : next);
    this.lasting.push(statusKey(next));
    this.#status = next;
  }

  /** The status in the cell now. */
  turn(): string | undefined {
    return this.#script.shift();
  }
}

/** The fate of a watch that dies at one of its calls, if it is to. */
function dying(random: Random): Fate {
  const nth = random() < 0.25 ? 1 + Math.floor(random() ** 2 * 400) : Infinity;
  return killedAt(nth, pick(random, ['before', 'after'] as const)).fate;
}

/** Snapshots that are written when their watch is long over. */
function withLateSnapshots(store: TextStore, late: (() => Promise<void>)[]): TextStore {
  return {
    ...storeThrough(store),
    set: (key, text) => {
      if (!key.startsWith('seen/')) return store.set(key, text);
      late.push(() => store.set(key, text));
      return Promise.resolve();
    },
  };
}

/** Picks the fate of a call to the spreadsheet; a write has one fault more. */
function sometimes(random: Random, share: number): Fate {
  return () => (random() < share ? pick(random, ['before', 'after', 'no-effect'] as const) : 'none');
}

function writeTurns(team: WatchedTeam, hands: readonly Hand[], random: Random): void {
  for (const [audience, group] of Map.groupBy(hands, ({ person }) => person.audience)) {
    const texts = new Map(
      group.flatMap((hand): [string, string][] => {
        const text = hand.turn();
        return text === undefined ? [] : [[hand.person.id, text]];
      }),
    );
    const { tabName } = TRACKED[audience];
    if (texts.size > 0) team.edit(tabName, withColumn('Statut', texts));
    if (random() < 0.1) team.edit(tabName, ([headers = [], ...lines]) => [headers, ...lines.toReversed()]);
  }
}

async function isTold({ cases }: WatchedTeam, { person, lasting }: Hand): Promise<boolean> {
  const last = lasting.at(-1);
  return (
    last === undefined || (await cases.fact(person.id, `status-${lasting.length}-${last}`)) !== undefined
  );
}

/** One scheduled moment: a watch, or two at once, any of which may fail in any way. */
async function oneMoment(
  team: WatchedTeam,
  random: Random,
  { late, share }: { late: (() => Promise<void>)[]; share: number },
): Promise<void> {
  const watches = Array.from({ length: random() < 0.2 ? 2 : 1 }, () => {
    const store = random() < 0.1 ? withLateSnapshots(team.store, late) : team.store;
    return team.watch({
      store: unreliableStore(store, dying(random)),
      mail: unreliableMail(team.mail, () => (random() < 0.05 ? pick(random, ['before', 'after']) : 'none')),
      ...(share > 0 && { spreadsheet: unreliableSpreadsheet(team.spreadsheet, sometimes(random, share)) }),
    });
  });
  for (const end of await Promise.allSettled(watches))
    if (end.status === 'rejected') expect(end.reason).toBeInstanceOf(StoreUnavailable);
  if (random() < 0.3) for (const write of late.splice(0)) await write();
}

async function expectEachToldOnce(team: WatchedTeam, hands: readonly Hand[]): Promise<void> {
  const mails = new Set<string>();
  const contacts = new Set<string>();
  for (const { person, lasting } of hands) {
    const names = lasting.map((key, index) => `status-${index + 1}-${key}`);
    expect(await team.changes(person)).toEqual(names);
    const told = names.filter(
      (_, index) => wordsOf(templates, person.audience, lasting[index] ?? '')?.message !== undefined,
    );
    const byTeam = person.cells['Contact préféré'] === 'Un SMS' || person.cells['E-mail'] === '';
    for (const name of told)
      if (byTeam) contacts.add(contactRowId({ id: person.id, event: name }));
      else mails.add(`${person.id}.${name}@site.test`);
  }
  expect(new Set(team.outbox.keys())).toEqual(mails);
  const rows = await team.contacts();
  expect(new Set(rows.map(({ id }) => id))).toEqual(contacts);
  expect(rows).toHaveLength(contacts.size);
  expect(Math.min(mails.size, contacts.size)).toBeGreaterThan(0);
}

/** Whoever waits for an answer has the days that their page counts, whatever a scan cached. */
async function expectDaysOfEvents(team: WatchedTeam): Promise<void> {
  const { rows } = await team.watch();
  const all = [...rows.values()].flat();
  for (const { id, status, statusStart } of all) {
    const last = currentStatus(await team.cases.facts(id), (await team.cases.read(id)) ?? expect.fail());
    expect([statusKey(status), statusStart]).toEqual([statusKey(last.status.label), last.statusStart]);
  }
  expect(all.length).toBeGreaterThan(0);
}

/** So many changes by so many people; `share`: of the calls of the spreadsheet that fail, where its double does not. */
async function changesWithFaults(
  staff: StaffSpreadsheet,
  { people, changes, seed, share }: { people: number; changes: number; seed: number; share: number },
  faulty: (isFaulty: boolean) => void = () => undefined,
): Promise<void> {
  const random = seeded(seed);
  const team = aWatchedTeam(templates, staff);
  const persons = Array.from({ length: people }, (_, index) => {
    const audience = pick(random, ['youth', 'youth', 'mentor', 'company'] as const);
    const ways = [
      {},
      {},
      { 'E-mail': '' },
      ...(audience === 'youth' ? [{ 'Contact préféré': 'Un SMS' }] : []),
    ];
    return aPerson(audience, ways[index % ways.length]);
  });
  await team.receive(persons);
  await team.watch();
  const hands = persons.map((person) => new Hand(person, random));
  const late: (() => Promise<void>)[] = [];
  let begun = 0;
  for (let turn = 0; begun < changes; turn += 1) {
    expect(turn).toBeLessThan(1_000);
    for (const hand of hands) {
      if (begun < changes && hand.isIdle && (await isTold(team, hand))) {
        hand.begin();
        begun += 1;
      }
    }
    writeTurns(team, hands, random);
    faulty(true);
    await oneMoment(team, random, { late, share });
    faulty(false);
    team.wait(5);
  }
  for (let turn = 0; turn < 12; turn += 1) {
    writeTurns(team, hands, random);
    team.wait(5);
    await team.watch();
  }
  await expectEachToldOnce(team, hands);
  await expectDaysOfEvents(team);
}

test('of 2,000 changes with faults, each that lasted is told once', { timeout: 60_000 }, async () => {
  await changesWithFaults(inMemory(), { people: 400, changes: 2_000, seed: 1, share: 0.05 });
});

const SERVICES = [
  {
    name: 'Google Sheets',
    seed: 2,
    open: async (random: Random) => {
      const double = new GoogleSheetsDouble({ random });
      return { double, spreadsheet: new GoogleSpreadsheet(await double.listen(), timeOf(double)) };
    },
  },
  {
    name: 'Grist',
    seed: 3,
    open: async (random: Random) => {
      const double = new GristDouble({ random });
      return { double, spreadsheet: new GristSpreadsheet(await double.listen(), timeOf(double)) };
    },
  },
];

test.each(SERVICES)(
  'of 400 changes with faults in $name, each that lasted is told once',
  { timeout: 60_000 },
  async ({ seed, open }) => {
    const random = seeded(seed);
    const { double, spreadsheet } = await open(random);
    onTestFinished(() => double.close());
    const faults = seededFaults(random, 0.05);
    const staff: StaffSpreadsheet = {
      spreadsheet,
      edit: (tabName, change) => double.edit(tabName, change),
      now: () => double.now(),
      advance: (milliseconds) => double.advance(milliseconds),
    };
    await changesWithFaults(
      staff,
      { people: 80, changes: 400, seed, share: 0 },
      (isFaulty) => void (double.fault = isFaulty ? faults : () => 'none'),
    );
  },
);
