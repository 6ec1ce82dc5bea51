import * as z from 'zod';
import type { Letter, LetterBlock } from '../../components/mail/letter.ts';
import { parisTimestamp } from '../../domain/application/application.ts';
import { type Audience, RECRUITED } from '../../domain/application/form.ts';
import { formOf } from '../../domain/application/forms.ts';
import { wishIn } from '../../domain/application/next-season.ts';
import { type IsoDate, parisDate } from '../../domain/eligibility/age.ts';
import { parisInstant } from '../../domain/events/paris-time.ts';
import { formatWeekday } from '../../domain/french-dates.ts';
import { daysAfter } from '../../domain/days-after.ts';
import { isWorkingDay, workingDayAfter, workingDayBefore } from '../../domain/working-days/working-days.ts';
import type { Awaited } from './awaited-guardians.ts';
import type { AlertNotes } from './alert-notes.ts';
import { type MessageSettings, messageOf, paragraphs } from '../letters/draft.ts';
import type { Mail } from '../mail/mail.ts';
import type { Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import { KEYS } from '../store/key-families.ts';
import type { KeyStore } from '../store/key-store.ts';
import { jsonIn } from '../store/keys.ts';
import { identifierFrom } from '../foundation/identifier.ts';
import { rowsToContact } from '../executor/contact-list.ts';
import { type DatedRow, duePromises, type RunningPromise } from '../plans/due-promises.ts';
import type { HeldRow } from './scanned-rows.ts';
import { blocked, type Matter, pointLine, pointOf, type Said } from '../plans/point.ts';

export interface DigestPorts {
  readonly alertNotes: Pick<AlertNotes, 'wasAlerted' | 'noteAlert'>;
  /** Remembers what « Le point » has said. */
  readonly store: Pick<KeyStore, 'get' | 'set'>;
  readonly spreadsheet: Pick<Spreadsheet, 'read'>;
  readonly awaitedGuardians: () => Promise<readonly Awaited[]>;
  /** The references of the rows whose status is none of their list's. */
  readonly unknownStatuses: readonly string[];
  /** What pairs, events and hours wait for, who fits nobody, and cells that are left alone. */
  readonly programme: readonly Matter[];
  readonly held: readonly HeldRow[];
  readonly mail: Mail;
  readonly settings: MessageSettings;
  /** Nobody is notified when there is none. */
  readonly teamEmail: string | undefined;
  readonly now: () => Date;
}

/** Hours of the clocks in France from which each leaves. */
const DIGEST_HOUR = 8;
const ALARM_HOUR = 14;
/** Age in days beyond which an arrival is no news any more, whatever kept it from being said. */
const NEWS_DAYS = 14;
const MEMORY = KEYS.point.key({});

const saidSchema = z.record(z.string(), z.iso.date());

function hourIn(now: Date): number {
  return Number(parisTimestamp(now.toISOString()).slice(11, 13));
}

function morningOf(day: IsoDate): Date {
  return parisInstant(`${day}T0${DIGEST_HOUR}:00`);
}

/** Nothing personal: what tells one thing from another cannot be read back. */
function keyOf(what: string, ...which: readonly string[]): string {
  return identifierFrom('point', what, which.join(' '));
}

function promised(
  what: string,
  title: string,
  promises: readonly RunningPromise[],
  isDated?: true,
): readonly Matter[] {
  return promises.map(({ reference, promisedOn }) => ({
    section: 'todo',
    title,
    text: reference,
    key: keyOf(what, reference, promisedOn),
    ...(isDated && { isDated }),
  }));
}

function promiseMatters(
  rows: readonly DatedRow[],
  today: IsoDate,
  settings: MessageSettings,
): readonly Matter[] {
  const due = duePromises(rows, settings, today);
  const next = formatWeekday(workingDayAfter(today, 1));
  return [
    ...promised('late', 'En retard', due.late),
    ...promised('today', 'Réponse promise pour aujourd’hui', due.today, true),
    ...promised('next', `Réponse promise pour le ${next}`, due.next, true),
  ];
}

function newsKey({ id }: DatedRow): string {
  return keyOf('new', id);
}

/** Those that came lately, said or not. */
function newcomers(rows: readonly DatedRow[], today: IsoDate): readonly DatedRow[] {
  const since = morningOf(daysAfter(today, -NEWS_DAYS));
  return rows.filter(({ receivedAt }) => new Date(receivedAt) >= since);
}

function newsMatters(rows: readonly DatedRow[], said: Said, today: IsoDate): readonly Matter[] {
  const fresh = rows.filter((row) => (said.get(newsKey(row)) ?? today) === today);
  const days = fresh.map(({ receivedAt }) => parisDate(new Date(receivedAt)));
  const [since = today] = [workingDayBefore(today), ...days].toSorted();
  return rows.map((row) => ({
    section: 'know',
    title: `Nouvelles depuis le ${formatWeekday(since)} au matin`,
    text: row.reference,
    key: newsKey(row),
    isNews: true,
  }));
}

/** Awaited answers of guardians, for information: nobody else can give them. */
function guardianMatters(awaited: readonly Awaited[]): readonly Matter[] {
  return awaited.map(({ reference, state }) => ({
    section: state === 'Demandée' ? 'know' : 'todo',
    title: 'Autorisation d’un responsable légal attendue',
    text: state === 'Demandée' ? reference : `${reference} (${state})`,
    key: keyOf('guardian', reference, state),
  }));
}

/** People whom the team wants to be told that recruitment is open again, while their form is closed or unknown. */
function heldMatters(held: readonly HeldRow[]): readonly Matter[] {
  return held.map(({ reference, wish, hold }) => {
    const key = keyOf('held', hold, reference);
    const awaited = wishIn(wish);
    if (hold === 'wish' || awaited === undefined)
      return blocked(`${reference} (souhait qui n’est dans aucune liste)`, key);
    return {
      section: 'todo',
      title: 'Pas encore prévenues, car leurs inscriptions sont fermées (Réglages du CMS)',
      text: `${reference} (${formOf(awaited).tabName})`,
      key,
    };
  });
}

/** People to contact, and repairs: an e-mail that is not delivered, a status that no list has. */
async function otherMatters({ spreadsheet, unknownStatuses, held }: DigestPorts): Promise<readonly Matter[]> {
  const contacts = await rowsToContact(spreadsheet);
  return [
    ...contacts.map(({ id, reference, isUndelivered }): Matter => {
      const key = keyOf('contact', id);
      return isUndelivered
        ? blocked(`${reference} (e-mail pas remis, onglet « À contacter »)`, key)
        : {
            section: 'todo',
            title: 'À appeler ou à prévenir (onglet « À contacter »)',
            text: reference,
            key,
          };
    }),
    ...unknownStatuses.map((reference) =>
      blocked(`${reference} (statut qui n’est dans aucune liste)`, keyOf('status', reference)),
    ),
    ...heldMatters(held),
  ];
}

/** Memory of the lines said; before the first time, the news of the days before the last working morning. */
async function saidSoFar(news: readonly DatedRow[], today: IsoDate, { store }: DigestPorts): Promise<Said> {
  const said = jsonIn(saidSchema, await store.get(MEMORY));
  if (said !== undefined) return new Map(Object.entries(said));
  const before = workingDayBefore(today);
  const old = news.filter(({ receivedAt }) => new Date(receivedAt) < morningOf(before));
  return new Map(old.map((row) => [newsKey(row), before]));
}

/** A letter to the team; nothing leaves without a block. */
type Words = Pick<Letter, 'title' | 'blocks' | 'closing'>;

/** « Le point », and how to remember what it said. */
async function writePoint(rows: readonly DatedRow[], today: IsoDate, ports: DigestPorts) {
  const news = newcomers(rows, today);
  const said = await saidSoFar(news, today, ports);
  const matters = [
    ...promiseMatters(rows, today, ports.settings),
    ...newsMatters(news, said, today),
    ...guardianMatters(await ports.awaitedGuardians()),
    ...ports.programme,
    ...(await otherMatters(ports)),
  ];
  const point = pointOf(matters, said, today);
  return {
    title: `Le point du ${formatWeekday(today)}`,
    blocks: point.sections.map(({ title, lines }): LetterBlock => ({ kind: 'points', title, points: lines })),
    closing: 'Ce message part chaque matin de travail, quand il y a quelque chose à dire.',
    sent: () => ports.store.set(MEMORY, JSON.stringify(Object.fromEntries(point.said))),
  };
}

/** Once a day: what is to be said is looked for, sent if there is something, and not looked for again. */
async function onceToday(
  event: 'point' | 'promesse',
  day: IsoDate,
  { alertNotes, mail, settings, teamEmail }: DigestPorts,
  write: () => Promise<Words & { readonly sent?: () => Promise<void> }>,
): Promise<void> {
  if (teamEmail === undefined || (await alertNotes.wasAlerted(event, day))) return;
  const { sent, ...letter } = await write();
  const isDue = letter.blocks.length > 0;
  if (isDue) await mail.send(messageOf({ id: `${event}-${day}`, event, to: teamEmail, letter }, settings));
  await sent?.();
  // Without a line now, an alarm may still have one today.
  if (isDue || event === 'point') await alertNotes.noteAlert(event, day);
}

/** Promises that began after the morning's digest and are due the next working day. */
function alarmLines(rows: readonly DatedRow[], today: IsoDate, settings: MessageSettings): readonly string[] {
  const morning = morningOf(today);
  const next = workingDayAfter(today, 1);
  const fresh = duePromises(rows, settings, today).next.filter(({ begins }) => begins >= morning);
  if (fresh.length === 0) return [];
  const references = fresh.map(({ reference }) => reference);
  return [pointLine(`Réponse promise pour le ${formatWeekday(next)}`, references)];
}

/**
 * Tells the team, by references only: each working morning what is new, late, promised, awaited or to be mended, each thing once
 * and then weekly while it lasts; in the afternoon, whom the digest could not name and the next working day is promised to. Once a day each, whatever the hour at which
 * the day's first scan could read every tab. Throws as the spreadsheet, the mail and the store do.
 */
export async function sendDigest(
  scanned: ReadonlyMap<Audience, readonly DatedRow[]>,
  ports: DigestPorts,
): Promise<void> {
  const today = parisDate(ports.now());
  const hour = hourIn(ports.now());
  const isWhole = RECRUITED.every((audience) => scanned.has(audience));
  if (!isWhole || hour < DIGEST_HOUR || !isWorkingDay(today)) return;
  const rows = RECRUITED.flatMap((audience) => scanned.get(audience) ?? []);
  await onceToday('point', today, ports, () => writePoint(rows, today, ports));
  if (hour < ALARM_HOUR) return;
  await onceToday('promesse', today, ports, () =>
    Promise.resolve({
      title: 'À voir : une réponse est promise pour demain ou le prochain jour de travail',
      blocks: paragraphs(...alarmLines(rows, today, ports.settings)),
      closing:
        'Changez le statut, ou notez la date dans « Dernier contact », quand la personne a eu sa réponse.',
    }),
  );
}
