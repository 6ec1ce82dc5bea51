import type { Tab } from '../../domain/application/tab.ts';
import type { Purpose } from '../links/links.ts';
import type { Message } from '../letters/message.ts';
import type { Row } from '../spreadsheet/spreadsheet.ts';
import type { CaseNames } from '../store/case-keys.ts';
import type { CaseRecord } from './case-store.ts';
import type { Traces } from './erasures.ts';
import type { Fact } from './facts.ts';
import type { DueMarks } from './figure-marks.ts';
import type { InboxItem } from './inbox-items.ts';

/** A row of a tab, or some of its cells. */
export interface TabRow {
  readonly tab: Tab;
  readonly row: Row;
}

/**
 * Something that is due for a case, as data: the executor does its parts in this order, then notes its facts. Done means that the
 * facts are there. Every part is idempotent: done twice, it is the same row, the same cell and the same Message-ID.
 */
export interface Effect {
  /** Tells the effects of one plan apart in the log; nothing personal. */
  readonly name: string;
  /** Effects of the same turn are done one after the other, each planned anew with what the former did: two cases that share a cell. */
  readonly turn?: string;
  /** Rows that are to be there: what follows waits until a later read shows them. */
  readonly insert?: readonly TabRow[];
  /** Cells of rows that are there. */
  readonly update?: readonly TabRow[];
  /** Rows that are to be there no more, told apart by their identifiers alone. */
  readonly remove?: readonly TabRow[];
  /** Texts that something else takes the place of in a whole tab, in rows without an identifier too, once its rows are as they are to be. */
  readonly replace?: readonly { readonly tab: Tab; readonly texts: ReadonlyMap<string, string> }[];
  /** Rows of the tab `À contacter`: people whom the team contacts. */
  readonly contacts?: readonly Row[];
  /** All that the store keeps of these cases goes, and the messages about these rows that are kept here. */
  readonly erase?: { readonly cases: readonly CaseNames[]; readonly messagesAbout: readonly string[] };
  readonly letter?: Message;
  readonly done: Outcome;
  /** In place of `done` when the letter was given up for good and not sent. */
  readonly givenUp?: Outcome;
  /** In place of `done`, and of the letter, when a row to be updated is not there. */
  readonly absent?: Outcome;
  /** In place of `done` when the spreadsheet can never take one of the rows; else the case waits. @param reason nothing personal. */
  readonly refused?: (reason: string) => Outcome;
  /** Once a day's limit holds the letter; else it is tried again after half an hour. */
  readonly held?: Outcome;
}

/** Notes that are stored once an effect is done, in this order. */
export interface Outcome {
  /** Text that somebody typed, or a pending notification, kept until a later effect has used it. */
  readonly keep?: readonly { readonly name: string; readonly value: object }[];
  /** Items of the inbox that nobody can deliver as they are, and why; nothing personal. */
  readonly aside?: { readonly items: readonly InboxItem[]; readonly reason: string };
  /** The record of a case that begins. */
  readonly opens?: CaseRecord;
  /** The new record of the case, where the effect changes it. */
  readonly record?: CaseRecord;
  /** Recipients of later letters, as `PeopleStore` keeps them. */
  readonly people?: readonly { readonly id: string; readonly person: object }[];
  /** Marks of the figures, as they are to stand. */
  readonly marks?: DueMarks;
  /** The identifiers that the erasure of the case, which begins or goes on, needs to its end. */
  readonly erasure?: Traces;
  /** All of the case is erased: nothing of it is to be looked at any more. */
  readonly isErased?: true;
  /** Issues a new link of this purpose, which makes the former ones void, and notes `<fact>-<generation>` at its instant. */
  readonly renew?: { readonly purpose: Purpose; readonly fact: string; readonly kind: Fact['kind'] };
  /** Makes void every link of a purpose that was issued before an instant. */
  readonly revoke?: readonly { readonly purpose: Purpose; readonly at: Date }[];
  /** The new address of a company's contact: their former link is revoked, and another goes there. */
  readonly newContactEmail?: { readonly email: string; readonly at: Date };
  /** Facts of other cases that follow: they have something due because of it. */
  readonly tell?: readonly { readonly id: string; readonly fact: Fact }[];
  readonly facts?: readonly Fact[];
  /** Claims one of something scarce; has the claim granted, or gives it back. */
  readonly claim?: {
    readonly what: string;
    readonly is: 'wanted' | 'granted' | 'released';
    readonly by?: string;
  };
  /** When the case is to be looked at, whatever becomes of this drain. */
  readonly lookAt?: Date;
  /** Names of what was typed and is not needed any more. */
  readonly forget?: readonly string[];
  /** Nobody is written to any more: who is kept in `PeopleStore` goes. */
  readonly forgetPerson?: true;
}
