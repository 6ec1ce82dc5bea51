import { createHash } from 'node:crypto';
import { parisDate } from '../../domain/eligibility/age.ts';
import { formatDay } from '../../domain/french-dates.ts';
import { daysAfter } from '../../domain/days-after.ts';
import type { Inbox } from '../cases/inbox.ts';
import type { AlertNotes } from './alert-notes.ts';
import { inGroups } from '../foundation/parallel.ts';
import { StoreUnavailable, type KeyStore } from '../store/key-store.ts';
import { NewerRecord } from '../store/keys.ts';
import { errorName } from '../foundation/log.ts';
import { type AlertKind, alertMessage } from '../letters/alert-letters.ts';
import { type Mail, MailHeld, MailRefused, MailUnavailable } from '../mail/mail.ts';
import { unannounced } from '../mail/notices.ts';
import type { MessageSettings } from '../letters/draft.ts';
import { MissingColumns, Unavailable } from '../spreadsheet/spreadsheet.ts';
import type { Runs } from '../runs/runs.ts';
import type { Failure, StepName } from '../runs/steps.ts';
import { applicationsIn, LATE_SECONDS, lateRows } from '../cases/lateness.ts';

export interface AlertPorts {
  readonly inbox: Pick<Inbox, 'pending' | 'held' | 'quarantined'>;
  readonly alertNotes: AlertNotes;
  readonly runs: Pick<Runs, 'nightsLateSince' | 'failingSince'>;
  readonly mail: Mail;
  readonly settings: MessageSettings;
  /** Nobody is told when there is none. */
  readonly teamEmail: string | undefined;
  readonly now: () => Date;
}

/** A letter names no more. */
const NAMED = 20;
/** A trouble told within so many days that still lasts is repeated by « Le point » alone. */
const KNOWN_DAYS = 7;
/** Notes looked for at once. */
const PARALLEL = 20;

/** Failures of a run that just ended. */
export interface Met {
  readonly run: 'drain' | 'night';
  readonly failures: readonly Failure[];
  /** The references of the rows whose status is none of their list's. */
  readonly unknownStatuses?: readonly string[];
  /** Number of letters to volunteers that the day's limits hold; of a drain. */
  readonly heldInvitations?: number;
  /** Why the site could not be built, in French; of a drain. */
  readonly buildFailure?: string | undefined;
}

const STEPS: Readonly<Record<StepName, string>> = {
  delivery: 'Les inscriptions',
  cases: 'La lecture des dossiers',
  invitations: 'Les invitations',
  authorisations: 'Les autorisations des responsables légaux',
  asks: 'Ce que les personnes demandent sur leur page',
  journal: 'L’onglet « Journal »',
  erasures: 'Les effacements',
  statuses: 'La lecture des statuts',
  pairs: 'Les binômes',
  registrations: 'Les inscriptions aux événements',
  proposals: 'Les mentors possibles et les places libres',
  hours: 'Les heures et le dernier signe des binômes',
  undelivered: 'La liste des e-mails qui n’arrivent pas',
  report: 'L’envoi du rapport de la saison',
  digest: 'Le point du matin',
  alerts: 'Les alertes à l’équipe',
  survey: 'La lecture des dates de contact',
  announcements: 'L’annonce des effacements',
  figures: 'Les chiffres de l’onglet « Indicateurs »',
  'put-aside': 'L’effacement des inscriptions mises de côté',
  'old-marks': 'L’effacement des anciennes marques',
  counters: 'L’effacement des compteurs',
  notes: 'Les notes du site sur son propre travail',
};

/** Subjects of the alerts of a missing column and of a refused access. */
function isToldByItself(error: unknown): boolean {
  return error instanceof MissingColumns || (error instanceof Unavailable && error.kind === 'lasting');
}

/** A message that is not taken is tried again, and told elsewhere when that lasts (`PersistentMail`); what is held has its own alert. */
function isOfMail(error: unknown): boolean {
  return error instanceof MailUnavailable || error instanceof MailRefused || error instanceof MailHeld;
}

/** True when a failure may be over at the next try. */
function isPassing(error: unknown): boolean {
  return error instanceof Unavailable || error instanceof StoreUnavailable || error instanceof NewerRecord;
}

/** In French, and without the words of a foreign error, which may quote an answer. */
function reasonIn(error: unknown): string {
  if (error instanceof Unavailable) return error.message;
  if (error instanceof StoreUnavailable) return 'la boîte d’attente (Netlify Blobs) ne répond pas.';
  if (error instanceof NewerRecord)
    return 'une version plus récente du site a enregistré quelque chose que celle-ci ne sait pas lire. Publiez la plus récente (page « Deploys » de l’hébergeur).';
  return `erreur inattendue (${errorName(error)}).`;
}

/** The failures that no other alert tells; of a drain, which comes back in minutes, those that may pass once they have lasted. */
async function stepFacts({ runs, now }: AlertPorts, { run, failures }: Met): Promise<readonly string[]> {
  const others = failures.filter(({ error }) => !isToldByItself(error) && !isOfMail(error));
  const facts = (told: readonly Failure[]) =>
    told.map(({ step, error }) => `${STEPS[step]} : ${reasonIn(error)}`);
  if (run === 'night') return facts(others);
  const at = now();
  const since = await runs.failingSince(
    others.map(({ step }) => step),
    at,
  );
  return facts(
    others.filter(({ step, error }) => {
      const lastedMs = at.getTime() - (since.get(step) ?? at).getTime();
      return !isPassing(error) || lastedMs > LATE_SECONDS * 1000;
    }),
  );
}

/** The alerts of which each fact is told once a day; of the others, whose facts change with every look, the kind. */
const BY_FACT = [
  'missing-column',
  'access',
  'night',
  'drain',
  'build',
] as const satisfies readonly AlertKind[];
const BY_KIND = ['late', 'quarantine', 'held'] as const satisfies readonly AlertKind[];

/** The inbox's items; none when it cannot be read, which the steps that work on it report. */
async function waitingNow(
  inbox: AlertPorts['inbox'],
  now: Date,
): Promise<{ readonly late: number; readonly aside: readonly string[]; readonly held: number }> {
  try {
    const late = lateRows(await inbox.pending(), now);
    const aside = [...new Set((await inbox.quarantined()).map(({ id }) => id))];
    return { late, aside, held: applicationsIn(await inbox.held()) };
  } catch {
    return { late: 0, aside: [], held: 0 };
  }
}

/** Facts of each kind of alert now. */
async function factsNow(
  ports: AlertPorts,
  met: Met,
): Promise<Readonly<Record<Exclude<AlertKind, 'notices' | 'status'>, readonly string[]>>> {
  const { inbox, runs, now } = ports;
  const { run, failures, heldInvitations = 0, buildFailure } = met;
  const { late, aside, held } = await waitingNow(inbox, now());
  const lateSince = await runs.nightsLateSince(now());
  const steps = await stepFacts(ports, met);
  const errors = failures.map(({ error }) => error);
  return {
    late: late > 0 ? [`En attente depuis plus d’une heure : ${late}.`] : [],
    'missing-column': errors.flatMap((error) => (error instanceof MissingColumns ? [error.message] : [])),
    quarantine: aside.length > 0 ? [`Mises de côté : ${aside.length}.`, ...aside.slice(0, NAMED)] : [],
    access: errors.flatMap((error) =>
      error instanceof Unavailable && error.kind === 'lasting' ? [error.message] : [],
    ),
    held: [
      ...(run === 'drain' && held > 0 ? [`Confirmations qui attendent : ${held}.`] : []),
      ...(heldInvitations > 0 ? [`Invitations qui attendent : ${heldInvitations}.`] : []),
    ],
    night: [
      ...(run === 'night' ? steps : []),
      ...(lateSince === undefined
        ? []
        : [`Aucune nuit n’a tout fait depuis le ${formatDay(parisDate(lateSince))}.`]),
    ],
    drain: run === 'drain' ? steps : [],
    build: buildFailure === undefined ? [] : [buildFailure],
  };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

function statusNote(fact: string): string {
  return `status-${hashOf(fact)}`;
}

/** True when the team knows of a status that no list has, for as long as it lasts without a break. */
async function isKnown(fact: string, { alertNotes, now }: AlertPorts): Promise<boolean> {
  const today = parisDate(now());
  const noted = statusNote(fact);
  if (await alertNotes.wasAlerted(noted, today)) return true;
  for (let days = 1; days <= KNOWN_DAYS; days += 1) {
    if (!(await alertNotes.wasAlerted(noted, daysAfter(today, -days)))) continue;
    await alertNotes.noteAlert(noted, today);
    return true;
  }
  return false;
}

/** Sends one letter with what was not told on this day, and notes it. Says whether one left. */
async function tell(
  kind: AlertKind,
  facts: readonly { readonly fact: string; readonly noted: string }[],
  { alertNotes, mail, settings, teamEmail = '', now }: AlertPorts,
): Promise<boolean> {
  const day = parisDate(now());
  const untold: (typeof facts)[number][] = [];
  for (const one of facts) if (!(await alertNotes.wasAlerted(one.noted, day))) untold.push(one);
  if (untold.length === 0) return false;
  const event = `${kind}-${hashOf(untold.map(({ noted }) => noted).join(' '))}`;
  const alert = { event, day, facts: untold.map(({ fact }) => fact) };
  await mail.send(alertMessage(kind, alert, settings, teamEmail));
  for (const noted of new Set(untold.map((one) => one.noted))) await alertNotes.noteAlert(noted, day);
  return true;
}

/** The statuses that no list has: each is told when it is new. */
async function tellStatuses(facts: readonly string[], ports: AlertPorts): Promise<void> {
  const { alertNotes, now } = ports;
  const today = parisDate(now());
  const all = statusNote(facts.join(' '));
  // As they were when they were last looked at today: one call of the store, however many.
  if (facts.length === 0 || (await alertNotes.wasAlerted(all, today))) return;
  const known = await inGroups(facts, PARALLEL, (fact) => isKnown(fact, ports));
  const news = facts.filter((_, at) => known[at] !== true);
  const told = news.slice(0, NAMED);
  const toTell = told.map((fact) => ({ fact, noted: 'status' }));
  if (told.length > 0 && !(await tell('status', toTell, ports))) return;
  for (const fact of told) await alertNotes.noteAlert(statusNote(fact), today);
  if (told.length === news.length) await alertNotes.noteAlert(all, today);
}

/**
 * Tells the team what it has to mend, once a day, and of a status that no list has once, since « Le point » reminds it; a letter that is not taken keeps no other from leaving, and is told by a later
 * run. Throws what the first of them met, and `StoreUnavailable`.
 */
export async function alertTeam(ports: AlertPorts, met: Met): Promise<void> {
  if (ports.teamEmail === undefined) return;
  const now = await factsNow(ports, met);
  const failures: unknown[] = [];
  const kinds = [
    ...BY_KIND.map((kind) => ({ kind, facts: now[kind].map((fact) => ({ fact, noted: kind })) })),
    ...BY_FACT.map((kind) => ({
      kind,
      facts: [...new Set(now[kind])].map((fact) => ({ fact, noted: `${kind}-${hashOf(fact)}` })),
    })),
  ];
  const letters: readonly (() => Promise<unknown>)[] = [
    ...kinds.map(
      ({ kind, facts }) =>
        () =>
          tell(kind, facts, ports),
    ),
    () => tellStatuses(met.unknownStatuses ?? [], ports),
  ];
  for (const send of letters) {
    try {
      await send();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

/**
 * Tells the team by one digest a day of what the day's notices had no room for: at once, so that a flood is seen, and what comes
 * after it the next day. Throws `StoreUnavailable`.
 */
export async function tellUnannounced(store: KeyStore, ports: AlertPorts): Promise<void> {
  const { alertNotes, mail, settings, teamEmail, now } = ports;
  const day = parisDate(now());
  if (teamEmail === undefined) return;
  const { count, subjects, forget } = await unannounced(store, NAMED);
  if (count === 0 || (await alertNotes.wasAlerted('notices', day))) return;
  const others = count > subjects.length ? [`Et ${count - subjects.length} de plus.`] : [];
  const facts = [`Avis qui ne sont pas partis un par un : ${count}.`, ...subjects, ...others];
  await mail.send(alertMessage('notices', { event: 'notices', day, facts }, settings, teamEmail));
  await alertNotes.noteAlert('notices', day);
  await forget();
}
