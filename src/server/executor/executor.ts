import type { Tab } from '../../domain/application/tab.ts';
import { CONTACT_TAB } from '../../domain/tracking/contact-tab.ts';
import type { CaseStore } from '../cases/case-store.ts';
import { moveCompany } from '../cases/company-requests.ts';
import type { Effect, Outcome, TabRow } from '../cases/effect.ts';
import { type Fact, factOf } from '../cases/facts.ts';
import type { Looks } from '../cases/looks.ts';
import type { PeopleStore } from '../cases/people-store.ts';
import type { TypedStore } from '../cases/typed-store.ts';
import type { Renewals } from '../links/renewals.ts';
import { type Mail, MailHeld } from '../mail/mail.ts';
import { chunks } from '../foundation/parallel.ts';
import { withTabBackoff, reasonOf, type TabPorts } from '../spreadsheet/tab-backoff.ts';
import { type Row, RowsRefused, type Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import { StoreUnavailable } from '../store/key-store.ts';
import type { OpenCase } from './open-case.ts';
import type { TabRows } from './tab-rows.ts';

export interface ActPorts extends TabPorts {
  readonly cases: CaseStore;
  readonly typed: TypedStore;
  readonly people: PeopleStore;
  readonly looks: Looks;
  readonly renewals: Renewals;
  readonly spreadsheet: Pick<Spreadsheet, 'read' | 'insert' | 'identifiers' | 'update'>;
  readonly mail: Pick<Mail, 'send'>;
  readonly now: () => Date;
}

/** An effect that is due for a case. */
export interface DueEffect {
  readonly one: OpenCase;
  readonly effect: Effect;
}

/** Does something with rows of a tab, and gives the identifiers that the tab does not have afterwards. */
type RowsAct = (tab: Tab, rows: readonly Row[]) => Promise<ReadonlySet<string>>;

/** The effects whose rows are there, and those of which one is not. */
interface Ends {
  readonly there: readonly DueEffect[];
  readonly absent: readonly DueEffect[];
}

function contactsOf({ contacts = [] }: Effect): readonly TabRow[] {
  return contacts.map((row) => ({ tab: CONTACT_TAB, row }));
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

  /** Whether nothing more is to be begun in this drain. */
  get isOver(): boolean {
    return this.#ports.now() >= this.#deadline;
  }

  /**
   * Does effects: rows, then cells, each tab in few calls, then each letter and what is to be noted. What fails makes its case wait, is
   * reported, and holds up no other. Gives those that are done. Throws `StoreUnavailable` alone.
   */
  async act(due: readonly DueEffect[]): Promise<readonly DueEffect[]> {
    const inserted = await this.#onRows(due, ({ insert = [] }) => insert, this.#insert);
    const updated = await this.#onRows(this.#notAbsent(inserted), ({ update = [] }) => update, this.#update);
    const listed = await this.#onRows(updated.there, contactsOf, this.#insert);
    const ends = [
      ...this.#notAbsent(listed).map((one) => ({ one, isAbsent: false })),
      ...updated.absent.map((one) => ({ one, isAbsent: true })),
    ];
    const done: DueEffect[] = [];
    for (const group of chunks(ends, PARALLEL)) {
      await Promise.all(
        group.map(async ({ one, isAbsent }) => {
          if (await this.#finish(one, isAbsent)) done.push(one);
        }),
      );
    }
    return done;
  }

  /** What is not read back yet waits: the next drain looks again. */
  #notAbsent({ there, absent }: Ends): readonly DueEffect[] {
    for (const { one } of absent) one.wait('waits');
    return there;
  }

  /** Does one part of the effects, tab by tab. */
  async #onRows(
    due: readonly DueEffect[],
    part: (effect: Effect) => readonly TabRow[],
    act: RowsAct,
  ): Promise<Ends> {
    const [waiting, absent] = [new Set<DueEffect>(), new Set<DueEffect>()];
    const parts = due.flatMap((one) => part(one.effect).map((target) => ({ one, ...target })));
    for (const ofTab of Map.groupBy(parts, ({ tab }) => tab.name).values())
      for (const batch of chunks(ofTab, BATCH)) await this.#onBatch(batch, act, { waiting, absent });
    for (const { one } of waiting) one.wait('waits');
    const there = due.filter((one) => !waiting.has(one) && !absent.has(one));
    return { there, absent: due.filter((one) => absent.has(one) && !waiting.has(one)) };
  }

  async #onBatch(
    batch: readonly (TabRow & { readonly one: DueEffect })[],
    act: RowsAct,
    { waiting, absent }: { readonly waiting: Set<DueEffect>; readonly absent: Set<DueEffect> },
  ): Promise<void> {
    const [first] = batch;
    if (first === undefined) return;
    const { tab } = first;
    const rows = batch.map(({ row }) => row);
    const missing = this.isOver
      ? undefined
      : await withTabBackoff(
          tab.name,
          this.#ports,
          async () => await this.#withoutRefused(tab, rows, act),
          rows.length,
        );
    for (const { one, row } of batch) {
      if (missing === undefined || missing.refused.has(row.id)) waiting.add(one);
      else if (missing.absent.has(row.id)) absent.add(one);
      else await this.#tabs.remember(tab, row.id, row.cells);
    }
  }

  /** Rows that the spreadsheet can never take wait alone: the others go in. */
  async #withoutRefused(
    tab: Tab,
    rows: readonly Row[],
    act: RowsAct,
  ): Promise<{ readonly absent: ReadonlySet<string>; readonly refused: ReadonlySet<string> }> {
    const refused = new Set<string>();
    for (;;) {
      const left = rows.filter(({ id }) => !refused.has(id));
      try {
        return { absent: left.length === 0 ? new Set() : await act(tab, left), refused };
      } catch (error) {
        const ids =
          error instanceof RowsRefused ? error.ids.filter((id) => left.some((row) => row.id === id)) : [];
        if (ids.length === 0) throw error;
        this.#ports.onFailure?.(error);
        for (const id of ids) refused.add(id);
      }
    }
  }

  readonly #insert: RowsAct = async (tab, rows) => {
    const { spreadsheet } = this.#ports;
    await spreadsheet.insert(tab, rows);
    const shown = await spreadsheet.identifiers(tab);
    return new Set(rows.map(({ id }) => id).filter((id) => !shown.has(id)));
  };

  readonly #update: RowsAct = async (tab, rows) => await this.#ports.spreadsheet.update(tab, rows);

  /** Sends the letter of an effect and notes what is done; says whether it is. */
  async #finish(due: DueEffect, isAbsent: boolean): Promise<boolean> {
    const { one, effect } = due;
    const { onFailure, log } = this.#ports;
    if (this.isOver) {
      one.wait('waits');
      return false;
    }
    try {
      await this.#settle(one, await this.#outcomeOf(effect, isAbsent));
      return true;
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      one.wait(error instanceof MailHeld ? 'held' : 'waits');
      onFailure?.(error);
      log('effect-waits', { id: one.id, effect: effect.name, reason: reasonOf(error) });
      return false;
    }
  }

  async #outcomeOf(
    { letter, done, givenUp = done, absent = done }: Effect,
    isAbsent: boolean,
  ): Promise<Outcome> {
    if (isAbsent) return absent;
    if (letter === undefined) return done;
    return (await this.#ports.mail.send(letter)) === undefined ? done : givenUp;
  }

  async #settle(one: OpenCase, outcome: Outcome): Promise<void> {
    const { cases, typed, people, looks, now } = this.#ports;
    for (const { name, value } of outcome.keep ?? []) {
      await typed.keep(one.id, name, value);
      one.setTyped(name, JSON.stringify(value));
    }
    if (outcome.record !== undefined) {
      await cases.keep(outcome.record);
      one.record = outcome.record;
    }
    const renewed = outcome.renew === undefined ? [] : [await this.#renew(one, outcome.renew)];
    for (const { purpose, at } of outcome.revoke ?? [])
      one.noteLink(purpose, await this.#ports.renewals.revoke(purpose, one.id, at));
    if (outcome.moved !== undefined) {
      await moveCompany(one.id, outcome.moved.email, outcome.moved.at, this.#ports);
      [one.facts, one.person] = await Promise.all([cases.facts(one.id), people.read(one.id)]);
    }
    // Before the facts of its own, which say that it is done.
    for (const { id, fact } of outcome.tell ?? []) {
      await cases.note(id, fact);
      await looks.schedule(id, now());
    }
    for (const fact of [...renewed, ...(outcome.facts ?? [])]) {
      await cases.note(one.id, fact);
      one.addFact(fact);
    }
    for (const name of outcome.forget ?? []) {
      await typed.forget(one.id, name);
      one.setTyped(name, undefined);
    }
    if (outcome.forgetPerson === true) {
      await people.forget(one.id);
      one.person = undefined;
    }
  }

  async #renew({ id }: OpenCase, { purpose, fact, kind }: NonNullable<Outcome['renew']>): Promise<Fact> {
    const { renewals, now } = this.#ports;
    const { generation, issuedAt } = await renewals.renewOrLatest(purpose, id, now());
    return factOf(kind, `${fact}-${generation}`, issuedAt);
  }
}
