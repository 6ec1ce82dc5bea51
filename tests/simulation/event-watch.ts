import { textAnswer } from '../../src/domain/application/form.ts';
import { REGISTRATION } from '../../src/domain/events/registrations-tab.ts';
import { AUTHORISATION, AUTHORISATIONS_TAB } from '../../src/domain/guardian/authorisations-tab.ts';
import type { Message } from '../../src/server/letters/message.ts';
import type { Grid } from '../../src/server/spreadsheet/spreadsheet.ts';
import { rowsByHeader } from '../fixtures/programme.fixture.ts';
import type { Agenda } from './agenda.ts';
import type { Applicants, Applied } from './applicants.ts';
import { BY_HAND } from './bookkeepers.ts';
import type { PairActs } from './pair-acts.ts';
import type { World } from './world.ts';

/** A letter about an event, as its `Message-ID` says. */
const ABOUT_EVENT = /^(?<id>[0-9a-f]{32})\.event-(?<event>[0-9a-f]{12}-\d+)-(?<what>[a-z]+)/;

const PLACED = ['registered', 'promoted'];

/** States of a row that takes a place. */
const SEATED = ['inscrite', 'venue', 'absente'];

export type Line = Readonly<Record<string, string>>;

/** The rows of an event that take a place. */
export function seated(rows: readonly Line[], title: string): readonly Line[] {
  return rows.filter(
    (row) =>
      row[REGISTRATION.event] === title && SEATED.includes((row[REGISTRATION.state] ?? '').toLowerCase()),
  );
}

export function isMinor({ form, bodies: [body] }: Applied): boolean {
  return form.audience === 'youth' && textAnswer(body?.answers ?? {}, 'birthDate').startsWith('2010');
}

/** What was wrong at the moment when a letter came; every figure should be 0. */
export interface EventMomentDamage {
  /** More people at an event than it has places. */
  overBooked: number;
  /** A place for a minor whose guardian had never agreed until then. */
  minorsLetIn: number;
  /** A letter that came again although nothing had failed, or a place that was told twice. */
  placesToldAgain: number;
}

interface EventWatchPorts {
  readonly world: World;
  readonly acts: PairActs;
  readonly applicants: Applicants;
  readonly agenda: Agenda;
  /** The tab `Inscriptions`, as staff see it. */
  readonly grid: () => Promise<Grid>;
}

/** Watches registrations while they live: each letter is held against the rows of that moment. */
export class EventWatch {
  readonly damage: EventMomentDamage = { overBooked: 0, minorsLetIn: 0, placesToldAgain: 0 };
  /** Letters that came, by what they say. */
  readonly told = new Map<string, number>();
  readonly #ports: EventWatchPorts;
  readonly #calm = new Set<string>();
  readonly #placed = new Set<string>();

  constructor(ports: EventWatchPorts) {
    this.#ports = ports;
  }

  async see({ messageId }: Message, isFirst: boolean): Promise<void> {
    const groups = ABOUT_EVENT.exec(messageId)?.groups;
    if (groups === undefined) return;
    const { id = '', event = '', what = '' } = groups;
    const { world, applicants, acts } = this.#ports;
    if (this.#calm.has(messageId)) this.damage.placesToldAgain += 1;
    if (world.isClear) this.#calm.add(messageId);
    if (!isFirst) return;
    this.told.set(what, (this.told.get(what) ?? 0) + 1);
    if (!PLACED.includes(what)) return;
    await this.observe();
    if (this.#placed.has(`${id} ${event}`)) this.damage.placesToldAgain += 1;
    this.#placed.add(`${id} ${event}`);
    const applied = applicants.applied.get(id);
    const span = { fromMs: 0, untilMs: world.now().getTime() };
    const cell = [AUTHORISATIONS_TAB.name, id, AUTHORISATION.state] as const;
    if (applied !== undefined && isMinor(applied) && !acts.held(cell, (text) => text === 'Accordée', span))
      this.damage.minorsLetIn += 1;
  }

  /** Counts the people at each event. Whom the team wrote down itself it let in over the places. */
  async observe(): Promise<void> {
    const { agenda, grid } = this.#ports;
    const rows = rowsByHeader(await grid());
    for (const { title, places = Infinity } of [agenda.ahead, agenda.today]) {
      const ours = seated(rows, title).filter((row) => row[REGISTRATION.givenName] !== BY_HAND);
      if (ours.length > places) this.damage.overBooked += 1;
    }
  }
}
