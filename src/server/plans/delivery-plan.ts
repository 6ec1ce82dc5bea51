import type { Application } from '../../domain/application/application.ts';
import { type Form, fieldsOf, textAnswer } from '../../domain/application/form.ts';
import { likenessColumns } from '../../domain/application/likeness.ts';
import { duplicatesAmong, SIGNALS } from '../../domain/application/signals.ts';
import { APPLICATION, rowOf, tabOf } from '../../domain/application/tabs.ts';
import { parisDate } from '../../domain/eligibility/age.ts';
import { daysAfter } from '../../domain/days-after.ts';
import type { CaseRecord } from '../cases/case-store.ts';
import { announcement } from '../cases/company-announcement.ts';
import { contactKeys } from '../cases/contact-keys.ts';
import type { Effect, Outcome, TabRow } from '../cases/effect.ts';
import { ERASED_BEFORE, factNamed, factOf, instantOf } from '../cases/facts.ts';
import { authorisationFacts } from '../cases/guardian-requests.ts';
import {
  DELIVERED_ROW,
  deliveredName,
  type InboxItem,
  itemName,
  itemOf,
  itemsIn,
  type ItemState,
  type Notification,
  readItem,
} from '../cases/inbox-items.ts';
import { completedFact } from '../cases/invitation-facts.ts';
import type { Secret } from '../foundation/secret.ts';
import { contactRow, type ToContact } from '../letters/contact-row.ts';
import type { Message } from '../letters/message.ts';
import { NewerRecord } from '../store/keys.ts';
import { type CaseNow, type Due, effectsOf, NOTHING_DUE, type Plan } from './plan.ts';

export interface DeliverySettings {
  readonly forms: readonly Form[];
  /** The letters that tell of an application. */
  readonly messages: (
    form: Form,
    application: Application,
  ) => readonly { readonly step: Notification; readonly message: Message }[];
  /** A person whom the team tells of it, having no address; nobody when absent. */
  readonly toContact?: (form: Form, application: Application) => ToContact | undefined;
  readonly secret: Secret;
}

/** An application that waits, as this deploy reads it. */
interface Readable {
  readonly application: Application;
  readonly form: Form;
  /** The row to insert. */
  readonly newRow: TabRow['row'];
}

interface Delivering extends CaseNow, Readable {
  readonly items: readonly InboxItem[];
  readonly settings: DeliverySettings;
}

/** A browser or a page that sends a form again by itself does so within this time. */
const MACHINE_MS = 86_400_000;
/** Letters that have not left this long after their row wait for the mail, not for the spreadsheet. */
const LETTERS_MS = 600_000;

/**
 * Plans what an accepted application brings about: its row, the case with all that follows from the answers, the letters that tell of
 * it. Then it waits no more. Runs before every other plan.
 */
export function deliveryPlan(settings: DeliverySettings): Plan {
  const { forms } = settings;
  return {
    name: 'delivery',
    reads: forms.map((form) => ({
      tab: tabOf(form),
      headers: likenessColumns(form),
      isNeverScanned: true,
    })),
    due: (one) => dueFor(one, settings),
    together: (effects, rows) => forms.reduce((all, form) => withDuplicatesMarked(form, all, rows), effects),
  };
}

function dueFor(one: CaseNow, settings: DeliverySettings): Due {
  const { waiting } = itemsIn(one.id, one.typed.keys());
  const last = waiting.at(-1);
  if (last === undefined) return NOTHING_DUE;
  const erasedAt = instantOf(one.facts, ERASED_BEFORE);
  if (erasedAt !== undefined && last.receivedAt.getTime() < erasedAt.getTime() + MACHINE_MS)
    return { effects: [{ name: 'sent-again', done: { forget: waiting.map(({ name }) => name) } }] };
  const isInTab = factNamed(one.facts, DELIVERED_ROW) !== undefined;
  const read = waiting.flatMap((item) => {
    const body = one.typed.get(item.name);
    return body === undefined ? [] : [{ item, read: readable(item, body, settings.forms, isInTab) }];
  });
  const unreadable = read.flatMap((each) => (each.read === undefined ? [each.item] : []));
  if (unreadable.length > 0)
    return { effects: [{ name: 'put-aside', done: { aside: { items: unreadable, reason: 'unreadable' } } }] };
  const known = read.flatMap((each) =>
    each.read === undefined || each.read === 'newer' ? [] : [{ item: each.item, readable: each.read }],
  );
  const [oldest] = known;
  if (oldest === undefined) throw new NewerRecord();
  const delivering = { ...one, ...oldest.readable, items: known.map(({ item }) => item), settings };
  return { effects: insert(delivering) ?? rename(delivering) ?? tell(delivering) };
}

/** Reads an application; what a later deploy wrote waits for it; `undefined` of one that this deploy cannot deliver. */
function readable(
  { id }: InboxItem,
  body: string,
  forms: readonly Form[],
  isInTab: boolean,
): Readable | 'newer' | undefined {
  const application = readItem(body);
  if (application === 'newer') return application;
  if (application === 'unreadable' || application.id !== id) return undefined;
  const form = forms.find(({ audience }) => audience === application.audience);
  if (form === undefined) return undefined;
  // Once the row is there nothing can be lost: its letters leave, also once a question was taken away.
  if (!isInTab && answersMore(form, application)) return 'newer';
  try {
    return { application, form, newRow: rowOf(form, application) };
  } catch {
    // The answers of a form that has changed since: a text where the field now expects a list.
    return undefined;
  }
}

/** True when the application answers a question that the form no longer has: its row would lose that answer. */
function answersMore(form: Form, { answers }: Application): boolean {
  const asked = new Set(fieldsOf(form).map(([name]) => name));
  return Object.keys(answers).some((name) => !asked.has(name));
}

/** The row, unless a read shows it or showed it once; then all that follows from the answers. */
function insert(one: Delivering): readonly Effect[] | undefined {
  const { facts, form, newRow, items, now, settings } = one;
  if (factNamed(facts, DELIVERED_ROW) !== undefined) return undefined;
  const tab = tabOf(form);
  const isThere = one.row(tab) !== undefined;
  const delivered = factOf('message', DELIVERED_ROW, now);
  const consequences = consequencesOf(one, settings);
  return [
    {
      name: 'row',
      insert: isThere ? [] : [{ tab, row: newRow }],
      done: { ...consequences, facts: [...(consequences.facts ?? []), delivered] },
      refused: (reason) => ({ aside: { items, reason } }),
    },
  ];
}

/** The case, and what other plans go on with. */
function consequencesOf({ application, facts, now }: Delivering, { secret }: DeliverySettings): Outcome {
  const { invitedBy, reference, receivedAt } = application;
  const authorisation = authorisationFacts(application, { secret, now });
  const announced = announcement(application, facts, now);
  const completion = invitedBy && {
    id: invitedBy.invitation,
    fact: completedFact({ at: new Date(receivedAt), reference }),
  };
  const noted = [...authorisation, ...(announced.facts ?? [])];
  return {
    ...announced,
    opens: recordOf(application, secret),
    tell: completion === undefined ? [] : [completion],
    facts: noted,
    // Their own plans go on with them in this drain, else in the next.
    ...(noted.length > 0 && { lookAt: now }),
  };
}

function recordOf(application: Application, secret: Secret): CaseRecord {
  const { id, reference, audience, season, receivedAt, answers } = application;
  const [email, birthDate] = [textAnswer(answers, 'email'), textAnswer(answers, 'birthDate')];
  return { id, reference, audience, season, receivedAt, keys: contactKeys(secret, { email, birthDate }) };
}

function renamed(items: readonly InboxItem[], application: Application, state: ItemState): Outcome {
  const [oldest] = items;
  if (oldest === undefined) return {};
  const name = itemName(oldest, state);
  return {
    keep: [{ name, value: itemOf(application).value }],
    forget: items.map((item) => item.name).filter((other) => other !== name),
  };
}

/** Says by the name what waits, once letters alone have waited for a while: then the spreadsheet is not late. */
function rename({ facts, items, application, now }: Delivering): readonly Effect[] | undefined {
  const rowAt = instantOf(facts, DELIVERED_ROW);
  const isNamed = items.every(({ state }) => state !== 'application');
  if (isNamed || rowAt === undefined || now.getTime() < rowAt.getTime() + LETTERS_MS) return undefined;
  return [{ name: 'letters-wait', done: renamed(items, application, 'letters') }];
}

/** The letters that have not left, a day's limit apart, and who is told by the team; then nothing of the application waits. */
function tell(one: Delivering): readonly Effect[] {
  const { facts, form, application, items, now, settings } = one;
  const isTold = (step: Notification) => factNamed(facts, deliveredName(step)) !== undefined;
  const told = (step: Notification) => ({
    name: step,
    done: { facts: [factOf('message', deliveredName(step), now)] },
  });
  const letters = settings.messages(form, application).filter(({ step }) => !isTold(step));
  const contact = isTold('reference') ? undefined : settings.toContact?.(form, application);
  const byTeam = contact && { ...told('reference'), contacts: [contactRow(contact, now)] };
  const effects = effectsOf(
    byTeam,
    ...letters.map(({ step, message }) => ({
      ...told(step),
      letter: message,
      held: {
        lookAt: new Date(`${daysAfter(parisDate(now), 1)}T00:00:00Z`),
        ...renamed(items, application, 'held'),
      },
    })),
  );
  return effects.length > 0
    ? effects
    : [{ name: 'delivered', done: { forget: items.map(({ name }) => name) } }];
}

/** Marks a person who applies again, or again in other words, for the attention of the team. */
function withDuplicatesMarked(
  form: Form,
  effects: readonly Effect[],
  rows: CaseNow['rows'],
): readonly Effect[] {
  const { name } = tabOf(form);
  const inserted = effects.flatMap(({ insert: targets = [] }) =>
    targets.filter(({ tab }) => tab.name === name),
  );
  const [first] = inserted;
  if (first === undefined) return effects;
  const duplicates = duplicatesAmong(
    form,
    rows(first.tab).values(),
    inserted.map(({ row }) => row),
  );
  const mark = (target: TabRow): TabRow => (duplicates.has(target.row) ? withSignal(target) : target);
  return effects.map((effect) =>
    effect.insert === undefined ? effect : { ...effect, insert: effect.insert.map(mark) },
  );
}

function withSignal({ tab, row: { id, cells } }: TabRow): TabRow {
  const signals = [cells[APPLICATION.signals] ?? '', SIGNALS.duplicate].filter((text) => text !== '');
  return { tab, row: { id, cells: { ...cells, [APPLICATION.signals]: signals.join('; ') } } };
}
