import { fieldOf } from '../../domain/application/form.ts';
import { FORMS, formOf } from '../../domain/application/forms.ts';
import { tellPairs } from '../cases/pair-facts.ts';
import { withdrawnStatus } from '../../domain/application/statuses.ts';
import { APPLICATION, tabOf } from '../../domain/application/tabs.ts';
import { type ContactChanges, contactCells, contactSection } from '../../domain/tracking/contact.ts';
import { FILE_EVENTS } from '../../domain/tracking/journal-texts.ts';
import { type Ask, askName, asksIn, tellName, tellsIn } from '../cases/asks.ts';
import type { CaseRecord } from '../cases/case-store.ts';
import { contactKeys } from '../cases/contact-keys.ts';
import type { Effect, TabRow } from '../cases/effect.ts';
import { type Fact, factNamed, factOf } from '../cases/facts.ts';
import type { LetterSettings } from '../letters/letter-links.ts';
import {
  correctedMessage,
  movedMessage,
  renewalMessage,
  withdrawnNotice,
} from '../letters/tracking-letters.ts';
import { trackingLink } from '../links/tracking-link.ts';
import { type CaseNow, type Due, effectsOf, NOTHING_DUE, type Plan, type TabQuery } from './plan.ts';

export interface AskSettings extends LetterSettings {
  readonly teamEmail: string | undefined;
}

/** Somebody of whom there is a case, and what they ask for. */
interface Asking extends CaseNow {
  readonly record: CaseRecord;
  readonly asks: readonly Ask[];
  readonly settings: AskSettings;
}

const READS: readonly TabQuery[] = FORMS.map((form) => ({
  tab: tabOf(form),
  headers: [fieldOf(form, 'email').column],
  isNeverScanned: true,
}));

/** Plans the corrections, new links and withdrawals that people ask for on their pages. Runs before every other plan. */
export function askPlan(settings: AskSettings): Plan {
  return { name: 'asks', reads: READS, isForErased: true, due: (one) => dueFor(one, settings) };
}

function dueFor(one: CaseNow, settings: AskSettings): Due {
  const { record, typed } = one;
  const asks = asksIn(typed);
  if (record === undefined) {
    // Without a case, or with an erased one, only an erasure goes on.
    const names = [
      ...asks.filter(({ kind }) => kind !== 'erase').map(askName),
      ...tellsIn(typed).map(tellName),
    ];
    return names.length === 0 ? NOTHING_DUE : { effects: [{ name: 'nobody', done: { forget: names } }] };
  }
  const asking: Asking = { ...one, record, asks, settings };
  return { effects: effectsOf(correct(asking) ?? renew(asking), withdraw(asking), ...tell(asking)) };
}

function asksOf({ asks }: Asking, kind: Ask['kind']): readonly Ask[] {
  return asks.filter((ask) => ask.kind === kind);
}

function forget(name: string, asks: readonly Ask[]): Effect {
  return { name, done: { forget: asks.map(askName) } };
}

function actFact({ at }: Ask, name: string, detail: string): Fact {
  return factOf('act', name, at, detail);
}

function goneFact(ask: Ask): Fact {
  return actFact(ask, 'row-gone', FILE_EVENTS.rowGone);
}

/** Cells of the person's own row. */
function cellsOf({ record: { id, audience } }: Asking, cells: TabRow['row']['cells']): readonly TabRow[] {
  return [{ tab: tabOf(formOf(audience)), row: { id, cells } }];
}

/** The e-mail address of the row, `''` for none; `undefined` when the row is gone. */
function addressOf({ record: { audience }, row }: Asking): string | undefined {
  const form = formOf(audience);
  const cells = row(tabOf(form));
  return cells && (cells[fieldOf(form, 'email').column] ?? '').trim();
}

/** In the order in which they were asked: a later one waits for an earlier one. */
function correct(one: Asking): Effect | undefined {
  const [ask] = asksOf(one, 'correct');
  if (ask === undefined) return undefined;
  const name = `correction-${ask.once}`;
  if (factNamed(one.facts, name) !== undefined) return forget('corrected', [ask]);
  const former = addressOf(one);
  const isGone = { facts: [goneFact(ask)], forget: [askName(ask)] };
  if (former === undefined) return { name: 'row-gone', done: isGone };
  const { changes = {} } = ask;
  const { email = former } = changes;
  const toFormer = tellName({ ...ask, address: 'former' });
  const isMoved = former !== '' && email.toLowerCase() !== former.toLowerCase();
  // Keep the address first, so that the notification reaches it whatever happens meanwhile.
  if (isMoved && !one.typed.has(toFormer))
    return { name: 'keep-former', done: { keep: [{ name: toFormer, value: { to: former } }] } };
  return {
    name: 'correct',
    update: cellsOf(one, contactCells(contactSection(formOf(one.record.audience)), changes)),
    done: {
      ...(email !== '' && {
        keep: [{ name: tellName({ ...ask, address: 'current' }), value: { to: email } }],
      }),
      ...(changes.email !== undefined && moving(one, changes.email, ask)),
      facts: [actFact(ask, name, correctionDetail(one.record, changes))],
      forget: [askName(ask)],
    },
    absent: isGone,
  };
}

/** Revokes the links of the former address: whoever reads it may be a stranger. */
function moving({ record, settings: { secret } }: Asking, email: string, { at }: Ask) {
  const { birthDate } = record.keys;
  const keys = { ...contactKeys(secret, { email, birthDate: '' }), birthDate };
  return {
    record: { ...record, keys },
    revoke: [{ purpose: 'tracking', at }],
    newContactEmail: { email, at },
  } as const;
}

/** The Journal's line of a correction: the names of the answers, never their values. */
function correctionDetail({ audience }: CaseRecord, changes: ContactChanges): string {
  const { fields } = contactSection(formOf(audience));
  const columns = Object.entries(fields).flatMap(([name, { column }]) => (name in changes ? [column] : []));
  return `${FILE_EVENTS.corrected} : ${columns.join(', ')}`;
}

/** One letter, however many times a link was asked for before it left. */
function renew(one: Asking): Effect | undefined {
  const asks = asksOf(one, 'renew');
  const [ask] = asks;
  if (ask === undefined) return undefined;
  const { record, tracking, settings, now } = one;
  const to = addressOf(one) ?? '';
  const { done } = forget('renewed', asks);
  if (to === '') return { name: 'renew', done };
  const link = trackingLink(record.id, tracking, ask.at);
  const fact = factOf('message', `tracking-${link.generation}`, now, 'Nouveau lien de suivi envoyé');
  return {
    name: 'renew',
    letter: renewalMessage(record, link, to, settings),
    done: { ...done, facts: [fact] },
    givenUp: done,
  };
}

/** The one status that the system writes after the first: docs/decisions/0016-follow-up.md. */
function withdraw(one: Asking): Effect | undefined {
  const asks = asksOf(one, 'withdraw');
  const [ask] = asks;
  if (ask === undefined) return undefined;
  const { record, facts, settings } = one;
  const { teamEmail } = settings;
  const name = `withdrawal-${ask.once}`;
  if (factNamed(facts, name) !== undefined) {
    const { tabName } = formOf(record.audience);
    return {
      ...forget('withdrawn', asks),
      ...(teamEmail !== undefined && { letter: withdrawnNotice(record, tabName, name, teamEmail, settings) }),
    };
  }
  const withdrawn = actFact(ask, name, FILE_EVENTS.withdrawn);
  return {
    name: 'withdraw',
    update: cellsOf(one, { [APPLICATION.status]: withdrawnStatus(record.audience).label }),
    done: { tell: tellPairs(record.id, facts, 'withdrawal', one.now), facts: [withdrawn] },
    absent: { facts: [goneFact(ask), withdrawn] },
  };
}

/** Due once the spreadsheet has the correction that they announce. */
function tell(one: Asking): readonly Effect[] {
  const { record, typed, tracking, settings } = one;
  const waiting = new Set(asksOf(one, 'correct').map(({ once }) => once));
  return tellsIn(typed)
    .filter(({ once }) => !waiting.has(once))
    .map((told) => {
      const { address, at, once, to } = told;
      const event = `correction-${once}-${address}`;
      const letter =
        address === 'former'
          ? movedMessage(record, event, to, settings)
          : correctedMessage(record, event, trackingLink(record.id, tracking, at), to, settings);
      return { name: `tell-${address}`, letter, done: { forget: [tellName(told)] } };
    });
}
