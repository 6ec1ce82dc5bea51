import { textAnswer } from '../../src/domain/application/form.ts';
import { READINESS } from '../../src/domain/application/tabs.ts';
import { AUTHORISATION, AUTHORISATIONS_TAB } from '../../src/domain/guardian/authorisations-tab.ts';
import { MENTORS_TAB } from '../../src/domain/pairs/pair-row.ts';
import { PAIR, PAIRS_TAB, type PairSide } from '../../src/domain/pairs/pairs-tab.ts';
import type { Message } from '../../src/server/letters/message.ts';
import type { Grid } from '../../src/server/spreadsheet/spreadsheet.ts';
import type { Applicants, Applied } from './applicants.ts';
import type { PairActs } from './pair-acts.ts';
import { aboutPair } from './paired-people.ts';
import type { World } from './world.ts';

/** A pair, as its row in `Binômes` was first seen. */
export interface SeenPair {
  readonly id: string;
  /** References. */
  readonly youth: string;
  readonly mentor: string;
  /** `Commencé le` was seen filled. */
  hasStarted: boolean;
  /** Ended, or its row is gone. */
  isOver: boolean;
  /** The letters about it, by side and event: `mentor-asked`. */
  readonly told: Map<string, Set<string>>;
}

/** As long after a row was read may something be decided by it. */
const READ_MS = 120_000;
/** What staff type counts once it has stood for so long. */
const LASTING_MS = 15 * 60_000;

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);

/** What was wrong at the moment when a letter came; every figure should be 0. */
export interface MomentDamage {
  /** Mentors asked beyond their places. */
  overPlaces: number;
  /** « C’est parti » without each condition. */
  startedEarly: number;
  /** Said to a youth before the mentor had said yes. */
  toldTooMuch: number;
  /** Letters that came again although nothing had failed. */
  sentAgain: number;
}

interface WatchPorts {
  readonly world: World;
  readonly acts: PairActs;
  readonly applicants: Applicants;
  /** The tab `Binômes`, as staff see it. */
  readonly grid: () => Promise<Grid>;
}

/** Watches pairs while they live: what each letter says is held against the rows and the acts of that moment. */
export class PairWatch {
  readonly pairs = new Map<string, SeenPair>();
  readonly damage: MomentDamage = { overPlaces: 0, startedEarly: 0, toldTooMuch: 0, sentAgain: 0 };
  readonly #ports: WatchPorts;
  /** When letters came while nothing failed. */
  readonly #calm = new Set<string>();

  constructor(ports: WatchPorts) {
    this.#ports = ports;
  }

  personOf(pairId: string, side: PairSide): Applied | undefined {
    const reference = this.pairs.get(pairId)?.[side];
    return [...this.#ports.applicants.applied.values()].find(
      ({ bodies: [body] }) => body?.reference === reference,
    );
  }

  /** Before whoever it is for reads it. */
  async see(message: Message, isFirst: boolean): Promise<void> {
    const { world } = this.#ports;
    const about = aboutPair(message);
    if (about === undefined) return;
    if (this.#calm.has(message.messageId)) this.damage.sentAgain += 1;
    if (world.isClear) this.#calm.add(message.messageId);
    if (!isFirst) return;
    await this.observe();
    const pair = this.pairs.get(about.pairId);
    if (pair === undefined) return;
    const { side, event } = about;
    const key = `${side ?? 'guardian'}-${event}`;
    pair.told.set(key, (pair.told.get(key) ?? new Set()).add(message.messageId));
    if (key === 'mentor-asked') this.#seePlaces(pair);
    if (event === 'started') this.damage.startedEarly += this.#wasReady(pair) ? 0 : 1;
    if (side === 'youth' && this.#saidYesMs(pair, 'mentor') > world.now().getTime())
      this.damage.toldTooMuch += 1;
  }

  /** Notes the rows that are there, and that are not. */
  async observe(): Promise<void> {
    const [headers = [], ...lines] = await this.#ports.grid();
    const places = ['Identifiant', PAIR.youth, PAIR.mentor, PAIR.endedAt, PAIR.startedAt].map((header) =>
      headers.indexOf(header),
    );
    if (places.includes(-1)) return;
    const there = new Set<string>();
    for (const line of lines) {
      const [id = '', youth = '', mentor = '', ended = '', started = ''] = places.map((at) => line[at] ?? '');
      there.add(id);
      const known = this.pairs.get(id);
      if (known !== undefined) {
        known.isOver ||= ended !== '';
        known.hasStarted ||= started !== '';
      } else if (/^[0-9a-f]{32}$/.test(id) && youth !== '' && mentor !== '')
        this.pairs.set(id, {
          id,
          youth,
          mentor,
          hasStarted: started !== '',
          isOver: ended !== '',
          told: new Map(),
        });
    }
    for (const pair of this.pairs.values()) pair.isOver ||= !there.has(pair.id);
  }

  #seePlaces({ mentor: reference, id }: SeenPair): void {
    const asked = [...this.pairs.values()].filter(
      ({ mentor, isOver, told }) => mentor === reference && !isOver && told.has('mentor-asked'),
    );
    const [body] = this.personOf(id, 'mentor')?.bodies ?? [];
    const given = this.#ports.acts
      .writtenIn(MENTORS_TAB.name, body?.id ?? '', 'Capacité')
      .map(({ text }) => Number(text));
    if (asked.length > Math.max(Number(body?.answers.capacity), ...given)) this.damage.overPlaces += 1;
  }

  #saidYesMs({ id }: SeenPair, side: PairSide): number {
    const header = side === 'youth' ? PAIR.youthAnswer : PAIR.mentorAnswer;
    return this.#ports.acts.firstMs(id, side, 'oui', [PAIRS_TAB.name, header]);
  }

  /** True when there was a moment until now at which everything that a first meeting needs was there. */
  #wasReady(pair: SeenPair): boolean {
    const { acts, world } = this.#ports;
    const [youth] = this.personOf(pair.id, 'youth')?.bodies ?? [];
    const [mentor] = this.personOf(pair.id, 'mentor')?.bodies ?? [];
    if (youth === undefined || mentor === undefined) return false;
    const isMinor = textAnswer(youth.answers, 'birthDate').startsWith('2010');
    const needed: readonly (readonly [readonly [string, string, string], (text: string) => boolean])[] = [
      [[MENTORS_TAB.name, mentor.id, READINESS.trainedOn], isDay],
      [[MENTORS_TAB.name, mentor.id, READINESS.bulletinSeenOn], isDay],
      [[MENTORS_TAB.name, mentor.id, READINESS.bulletinSeenBy], (text) => text !== ''],
      [[PAIRS_TAB.name, pair.id, PAIR.state], (text) => text === 'En cours'],
      ...(isMinor
        ? [
            [
              [AUTHORISATIONS_TAB.name, youth.id, AUTHORISATION.state],
              (text: string) => text === 'Accordée',
            ] as const,
          ]
        : []),
    ];
    const nowMs = world.now().getTime();
    const begun = acts
      .writtenIn(PAIRS_TAB.name, pair.id, PAIR.state)
      .filter(({ text }) => text === 'En cours')
      .map(({ atMs }) => atMs + LASTING_MS);
    const sinceMs = Math.max(
      Math.min(Infinity, ...begun),
      this.#saidYesMs(pair, 'mentor'),
      this.#saidYesMs(pair, 'youth'),
    );
    // Whatever is fulfilled for a while is so from one of these moments on.
    const changes = needed.flatMap(([cell]) => acts.writtenIn(...cell)).map(({ atMs }) => atMs);
    return [sinceMs, ...changes].some(
      (atMs) =>
        sinceMs <= atMs &&
        atMs <= nowMs &&
        needed.every(([cell, isSuch]) => acts.held(cell, isSuch, { fromMs: atMs - READ_MS, untilMs: atMs })),
    );
  }
}
