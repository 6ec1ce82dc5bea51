import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Application } from '../../domain/application/application.ts';
import { type Signal, SIGNALS } from '../../domain/application/signals.ts';
import { digitsOf } from '../foundation/instants.ts';
import { isNewer, jsonIn } from '../store/keys.ts';
import { AUDIENCES } from './case-store.ts';

// An application waits among what was typed (`TypedStore`). The name of its text says for what: `<state>-<instant>-<hash of its body>`.

/** `application`: its row is to be read back; `letters`: they alone wait; `held`: until a later day, for the limit of this one. */
export type ItemState = 'application' | 'letters' | 'held';

/** One body of an application, known from the name of its text alone; several may be of one application (a double click). */
export interface InboxItem {
  /** The application's identifier. */
  readonly id: string;
  readonly state: ItemState;
  readonly receivedAt: Date;
  /** The same body has the same one. */
  readonly hash: string;
  /** Name of the typed text. */
  readonly name: string;
}

/** The items of an application, the oldest first: those that wait, and those that nobody can deliver as they are. */
export interface InboxItems {
  readonly waiting: readonly InboxItem[];
  readonly aside: readonly InboxItem[];
}

/** Notifications of an arrival: letters to the person and to the team; `reference` is the team's call to a person without address. */
export type Notification = 'confirmation' | 'notice' | 'reference';

/** The row was read back, once and for all: one that staff deleted is not brought back. */
export const DELIVERED_ROW = 'delivered-row';
/** The facts that keep an application from being delivered again. */
export const DELIVERY_FACTS: readonly string[] = [
  DELIVERED_ROW,
  deliveredName('confirmation'),
  deliveredName('notice'),
  deliveredName('reference'),
];

/** The fact that it was told. */
export function deliveredName(letter: Notification): string {
  return `delivered-${letter}`;
}

const STATES: readonly ItemState[] = ['application', 'letters', 'held'];
const NAME = /^(?<state>[a-z]+)-(?<at>\d{15})-(?<hash>[0-9a-f]{16})$/;

/**
 * Version of the items that this deploy writes. Raise it with a change that an earlier deploy would misread, or of which it would lose a
 * part: a new question, a new form. An item of a later version waits for the deploy that wrote it.
 */
const ITEM_VERSION = 1;
/** Enough of an item to tell that it is of a form that this deploy does not know. */
const kindSchema = z.object({ audience: z.string() });
const hexadecimal = z.string().regex(/^[0-9a-f]+$/);
const applicationSchema: z.ZodType<Application> = z.object({
  audience: z.enum(AUDIENCES),
  id: hexadecimal,
  reference: z.string(),
  season: z.string(),
  receivedAt: z.iso.datetime(),
  answers: z.record(
    z.string(),
    z.union([z.string(), z.array(z.string()), z.array(z.record(z.string(), z.string()))]),
  ),
  signals: z.array(z.custom<Signal>((name) => typeof name === 'string' && Object.hasOwn(SIGNALS, name))),
  invitedBy: z.object({ invitation: hexadecimal, company: z.string() }).optional(),
});

/** The text of an application that was just received, and its name. The same body has the same name: sent again, it is one item. */
export function itemOf(application: Application): { readonly name: string; readonly value: object } {
  const value = { version: ITEM_VERSION, ...application };
  const hash = createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
  return { name: `application-${digitsOf(new Date(application.receivedAt))}-${hash}`, value };
}

/** The same item in another state, or the mark that puts it aside. */
export function itemName({ receivedAt, hash }: InboxItem, state: ItemState | 'aside'): string {
  return `${state}-${digitsOf(receivedAt)}-${hash}`;
}

/** The items among the names of what was typed about one case. */
export function itemsIn(id: string, names: Iterable<string>): InboxItems {
  const all = new Set(names);
  const items = [...all].flatMap((name): readonly InboxItem[] => {
    const { state: word, at, hash = '' } = NAME.exec(name)?.groups ?? {};
    const state = STATES.find((one) => one === word);
    return state === undefined ? [] : [{ id, state, receivedAt: new Date(Number(at)), hash, name }];
  });
  const isAside = (item: InboxItem): boolean => all.has(itemName(item, 'aside'));
  const oldest = items.toSorted((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
  return { waiting: oldest.filter((item) => !isAside(item)), aside: oldest.filter(isAside) };
}

/** False for a name that makes its case be looked at by itself; true for an item put aside, or held until a look. */
export function isDormant(name: string, { waiting, aside }: InboxItems): boolean {
  const isHeld = waiting.some((item) => item.name === name && item.state === 'held');
  return isHeld || aside.some((item) => item.name === name || itemName(item, 'aside') === name);
}

/** `newer`: a later deploy wrote it; to be left for that one. `unreadable`: broken, or of another shape; to be put aside. */
export function readItem(body: string): Application | 'newer' | 'unreadable' {
  const kind = jsonIn(kindSchema, body)?.audience;
  const isKnown = kind === undefined || AUDIENCES.some((audience) => audience === kind);
  if (!isKnown || isNewer(body, ITEM_VERSION)) return 'newer';
  return jsonIn(applicationSchema, body) ?? 'unreadable';
}

/** The applications that wait in what was typed, put aside or not, as far as they can be read. */
export function readApplications(id: string, typed: ReadonlyMap<string, string>): readonly Application[] {
  const { waiting, aside } = itemsIn(id, typed.keys());
  return [...waiting, ...aside]
    .map(({ name }) => readItem(typed.get(name) ?? ''))
    .filter((application) => typeof application !== 'string');
}
