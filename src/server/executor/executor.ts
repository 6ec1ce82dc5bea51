import type { Tab } from '../../domain/application/tab.ts';
import { APPLICATION } from '../../domain/application/tabs.ts';
import { CONTACT_TAB } from '../../domain/tracking/contact-tab.ts';
import type { Effect, Outcome, TabRow } from '../cases/effect.ts';
import { type Mail, MailHeld } from '../mail/mail.ts';
import { chunks } from '../foundation/parallel.ts';
import { withTabBackoff, reasonOf, type TabPorts } from '../spreadsheet/tab-backoff.ts';
import { type Row, RowsRefused, type Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import { StoreUnavailable } from '../store/key-store.ts';
import type { OpenCase } from './open-case.ts';
import { noteOutcome, type OutcomePorts } from './outcomes.ts';
import type { TabRows } from './tab-rows.ts';

export interface ActPorts extends TabPorts, OutcomePorts {
  readonly spreadsheet: Pick<
    Spreadsheet,
    'read' | 'insert' | 'identifiers' | 'update' | 'remove' | 'replaceText'
  >;
  readonly mail: Pick<Mail, 'send' | 'erase'>;
}

/** An effect that is due for a case. */
export interface DueEffect {
  readonly one: OpenCase;
  readonly effect: Effect;
}

/** Where a row, or an effect with its rows, stands; a text is the reason of a refusal. */
type RowsEnd = 'there' | 'gone' | 'absent' | 'waits' | { readonly refused: string };

/** Does something with rows of a tab, and gives, by identifier, how each stands that is not there afterwards. */
type RowsAct = (tab: Tab, rows: readonly Row[]) => Promise<ReadonlyMap<string, RowsEnd>>;

/** A row of an effect. */
type Part = TabRow & { readonly one: DueEffect };

function allAs(ids: Iterable<string>, end: RowsEnd): ReadonlyMap<string, RowsEnd> {
  return new Map(Array.from(ids, (id) => [id, end]));
}

/** The rows that an effect inserts; each has the season of the case, where its tab has that column and the plan says nothing else. */
function insertsOf({ insert = [] }: Effect, { record }: OpenCase): readonly TabRow[] {
  return insert.map(({ tab, row }) => ({ tab, row: withSeason(tab, row, record) }));
}

function contactsOf({ contacts = [] }: Effect, { record }: OpenCase): readonly TabRow[] {
  return contacts.map((row) => ({ tab: CONTACT_TAB, row: withSeason(CONTACT_TAB, row, record) }));
}

function withSeason({ columns }: Tab, row: Row, record: OpenCase['record']): Row {
  const { season } = APPLICATION;
  if (record === undefined || !columns.some(({ header }) => header === season)) return row;
  return { ...row, cells: { [season]: record.season, ...row.cells } };
}

function isNotice({ effect: { letter } }: DueEffect): boolean {
  return letter?.limit === 'notice';
}

/** Rows of one call. */
const BATCH = 250;
/** Maximum concurrent letters and notes. */
const PARALLEL = 20;

/** Does effects, those of all cases together. One stands for one drain. */
export class Executor {
  readonly #ports: ActPorts;
  readonly #tabs: TabRows;
  readonly #deadline: Date;

  constructor(ports: ActPorts, tabs: TabRows, deadline: Date) {
    this.#ports = ports;
    this.#tabs = tabs;
    this.#deadline = deadline;
  }

  /** True when nothing more is to be begun in this drain. */
  get isOver(): boolean {
    return this.#ports.now() >= this.#deadline;
  }

  /**
   * Does effects: rows, then cells, each tab in few calls, then each letter and what is to be noted. What fails makes its case wait, is
   * reported, and holds up no other. Gives those that are done. Throws `StoreUnavailable` alone.
   */
  async act(due: readonly DueEffect[]): Promise<readonly DueEffect[]> {
    const ends = new Map<DueEffect, RowsEnd>();
    await this.#onRows(due, insertsOf, this.#insert, ends);
    await this.#onRows(due, ({ update = [] }) => update, this.#update, ends);
    await this.#onRows(due, ({ remove = [] }) => remove, this.#remove, ends);
    await this.#replace(due, ends);
    await this.#onRows(due, contactsOf, this.#insert, ends);
    await this.#erase(due, ends);
    for (const [{ one }, end] of ends) if (end === 'waits') one.wait('waits');
    const done: DueEffect[] = [];
    // People wait for their letters: what tells the team of them leaves last.
    const inTurn = due
      .filter((one) => ends.get(one) !== 'waits')
      .toSorted((a, b) => Number(isNotice(a)) - Number(isNotice(b)));
    for (const group of chunks(inTurn, PARALLEL)) {
      await Promise.all(
        group.map(async (one) => {
          if (await this.#finish(one, ends.get(one) ?? 'there')) done.push(one);
        }),
      );
    }
    return done;
  }

  /** Does one part of the effects that came so far, tab by tab. */
  async #onRows(
    due: readonly DueEffect[],
    part: (effect: Effect, one: OpenCase) => readonly TabRow[],
    act: RowsAct,
    ends: Map<DueEffect, RowsEnd>,
  ): Promise<void> {
    const left = due.filter((one) => !ends.has(one));
    const parts = left.flatMap((one) => part(one.effect, one.one).map((target) => ({ one, ...target })));
    for (const ofTab of Map.groupBy(parts, ({ tab }) => tab.name).values())
      for (const batch of chunks(ofTab, BATCH)) await this.#onBatch(batch, act, ends);
  }

  async #onBatch(batch: readonly Part[], act: RowsAct, ends: Map<DueEffect, RowsEnd>): Promise<void> {
    const [first] = batch;
    if (first === undefined) return;
    const { tab } = first;
    const work = async () => await this.#withoutRefused(tab, batch, act);
    const others = this.isOver ? undefined : await withTabBackoff(tab.name, this.#ports, work, batch.length);
    for (const { one, row } of batch) {
      const end = others === undefined ? 'waits' : (others.get(row.id) ?? 'there');
      const isKnown = typeof end !== 'object' || one.effect.refused !== undefined;
      if (end === 'there') await this.#tabs.applyWrite(tab, row.id, row.cells);
      else if (end === 'gone') await this.#tabs.applyRemoval(tab, row.id);
      else if (ends.get(one) !== 'waits') ends.set(one, isKnown ? end : 'waits');
    }
  }

  /** Rows that the spreadsheet can never take wait alone, or are put aside: the others go in. */
  async #withoutRefused(
    tab: Tab,
    batch: readonly Part[],
    act: RowsAct,
  ): Promise<ReadonlyMap<string, RowsEnd>> {
    const refused = new Map<string, RowsEnd>();
    for (;;) {
      const left = batch.filter(({ row }) => !refused.has(row.id));
      const rows = left.map(({ row }) => row);
      try {
        return rows.length === 0 ? refused : new Map([...refused, ...(await act(tab, rows))]);
      } catch (error) {
        if (!(error instanceof RowsRefused)) throw error;
        const named = left.filter(({ row }) => error.ids.includes(row.id));
        if (named.length === 0) throw error;
        if (named.some(({ one }) => one.effect.refused === undefined)) this.#ports.onFailure?.(error);
        for (const { row } of named) refused.set(row.id, { refused: error.reason });
      }
    }
  }

  /** A row that is not read back yet waits: the next drain looks again. */
  readonly #insert: RowsAct = async (tab, rows) => {
    const { spreadsheet } = this.#ports;
    await spreadsheet.insert(tab, rows);
    const shown = await spreadsheet.identifiers(tab);
    const hidden = rows.map(({ id }) => id).filter((id) => !shown.has(id));
    return allAs(hidden, 'waits');
  };

  readonly #update: RowsAct = async (tab, rows) =>
    allAs(await this.#ports.spreadsheet.update(tab, rows), 'absent');

  /** A later look at the case is what sees that nobody brought them back. */
  readonly #remove: RowsAct = async (tab, rows) => {
    const ids = rows.map(({ id }) => id);
    await this.#ports.spreadsheet.remove(tab, ids);
    return allAs(ids, 'gone');
  };

  /** Replaces texts in whole tabs, those of all effects in one call a tab. */
  async #replace(due: readonly DueEffect[], ends: Map<DueEffect, RowsEnd>): Promise<void> {
    const left = due.filter((one) => !ends.has(one));
    const parts = left.flatMap((one) => (one.effect.replace ?? []).map((part) => ({ one, ...part })));
    for (const ofTab of Map.groupBy(parts, ({ tab }) => tab.name).values()) {
      const texts = new Map(ofTab.flatMap((part) => [...part.texts]));
      for (const { tab } of ofTab.slice(0, 1)) {
        const work = async () => {
          await this.#ports.spreadsheet.replaceText(tab, texts);
          return true;
        };
        const isDone = !this.isOver && (await withTabBackoff(tab.name, this.#ports, work, ofTab.length));
        if (isDone === true) await this.#tabs.applyReplacement(tab, texts);
        else for (const { one } of ofTab) ends.set(one, 'waits');
      }
    }
  }

  /** Erases from the store and the mail, for all cases together: some families of keys are listed whole. */
  async #erase(due: readonly DueEffect[], ends: Map<DueEffect, RowsEnd>): Promise<void> {
    const own = due.filter((one) => one.effect.erase !== undefined && !ends.has(one));
    const parts = own.flatMap(({ effect: { erase } }) => erase ?? []);
    if (parts.length === 0) return;
    const isErased = !this.isOver && (await this.#eraseAll(parts));
    for (const each of own)
      if (isErased) each.one.forgetAll();
      else ends.set(each, 'waits');
  }

  /** Says whether it could. Throws `StoreUnavailable`. */
  async #eraseAll(parts: readonly NonNullable<Effect['erase']>[]): Promise<boolean> {
    const { erasures, mail, onFailure, log } = this.#ports;
    try {
      await erasures.erase(parts.flatMap(({ cases }) => cases));
      await mail.erase?.(parts.flatMap(({ messagesAbout }) => messagesAbout));
      return true;
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      onFailure?.(error);
      log('erasure-waits', { ...reasonOf(error), waiting: parts.length });
      return false;
    }
  }

  /** Sends the letter of an effect and notes what is done; says whether it is. */
  async #finish(due: DueEffect, end: RowsEnd): Promise<boolean> {
    const { one, effect } = due;
    const { onFailure, log } = this.#ports;
    if (this.isOver) {
      one.wait('waits');
      return false;
    }
    try {
      await noteOutcome(one, await this.#outcomeOf(effect, end), this.#ports);
      return true;
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      if (error instanceof MailHeld && effect.held !== undefined) {
        await noteOutcome(one, effect.held, this.#ports);
        return false;
      }
      one.wait(error instanceof MailHeld ? 'held' : 'waits');
      onFailure?.(error);
      log('effect-waits', { id: one.id, effect: effect.name, ...reasonOf(error) });
      return false;
    }
  }

  async #outcomeOf(
    { letter, done, givenUp = done, absent = done, refused }: Effect,
    end: RowsEnd,
  ): Promise<Outcome> {
    if (end === 'absent') return absent;
    if (typeof end === 'object') return refused?.(end.refused) ?? done;
    if (letter === undefined) return done;
    return (await this.#ports.mail.send(letter)) === undefined ? done : givenUp;
  }
}
