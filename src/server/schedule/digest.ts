import { parisTimestamp } from '../../domain/application/application.ts';
import type { Recruited } from '../../domain/application/form.ts';
import { type IsoDate, parisDate } from '../../domain/eligibility/age.ts';
import { parisInstant } from '../../domain/events/paris-time.ts';
import { formatWeekday } from '../../domain/french-dates.ts';
import { isWorkingDay, workingDayAfter, workingDayBefore } from '../../domain/working-days/working-days.ts';
import type { Awaited } from './awaited-guardians.ts';
import type { Inbox } from '../inbox/inbox.ts';
import { type MessageSettings, messageOf, paragraphs } from '../letters/draft.ts';
import type { Mail } from '../mail/mail.ts';
import type { Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import { referencesToContact } from '../executor/contact-list.ts';
import { type DatedRow, duePromises } from '../plans/due-promises.ts';

export interface DigestPorts {
  readonly inbox: Pick<Inbox, 'wasAlerted' | 'noteAlert'>;
  readonly spreadsheet: Pick<Spreadsheet, 'read'>;
  readonly awaitedGuardians: () => Promise<readonly Awaited[]>;
  readonly mail: Mail;
  readonly settings: MessageSettings;
  /** Nobody is told when there is none. */
  readonly teamEmail: string | undefined;
  readonly now: () => Date;
}

/** Hours of the clocks in France from which each leaves. */
const DIGEST_HOUR = 8;
const ALARM_HOUR = 14;
/** Tabs that a digest is made of. */
const TABS_READ = 3;
/** A line names no more. */
const NAMED = 20;

function hourIn(now: Date): number {
  return Number(parisTimestamp(now.toISOString()).slice(11, 13));
}

function morningOf(day: IsoDate): Date {
  return parisInstant(`${day}T0${DIGEST_HOUR}:00`);
}

/** One line of the digest; none without anybody. */
function line(title: string, references: readonly string[]): readonly string[] {
  if (references.length === 0) return [];
  const others = references.length > NAMED ? ` et ${references.length - NAMED} de plus` : '';
  return [`${title} : ${references.slice(0, NAMED).join(', ')}${others}.`];
}

function namesOf(list: readonly { readonly reference: string }[]): readonly string[] {
  return list.map(({ reference }) => reference);
}

async function digestLines(
  rows: readonly DatedRow[],
  today: IsoDate,
  { spreadsheet, awaitedGuardians, settings }: DigestPorts,
): Promise<readonly string[]> {
  const due = duePromises(rows, settings, today);
  const next = workingDayAfter(today, 1);
  const before = workingDayBefore(today);
  const since = morningOf(before);
  const fresh = rows.filter(({ receivedAt }) => new Date(receivedAt) >= since);
  const awaited = await awaitedGuardians();
  return [
    ...line('En retard', namesOf(due.late)),
    ...line('Réponse promise pour aujourd’hui', namesOf(due.today)),
    ...line(`Réponse promise pour le ${formatWeekday(next)}`, namesOf(due.next)),
    ...line(`Nouvelles depuis le ${formatWeekday(before)} au matin`, namesOf(fresh)),
    ...line(
      'Autorisation d’un responsable légal attendue',
      awaited.map(({ reference, state }) => (state === 'Demandée' ? reference : `${reference} (${state})`)),
    ),
    ...line('À appeler ou à prévenir (onglet « À contacter »)', await referencesToContact(spreadsheet)),
  ];
}

/** What a letter to the team says; nothing leaves without a line. */
interface Words {
  readonly title: string;
  readonly lines: readonly string[];
  readonly closing: string;
}

/** Once a day: what is to be said is looked for, sent if there is something, and not looked for again. */
async function onceToday(
  event: 'point' | 'promesse',
  day: IsoDate,
  { inbox, mail, settings, teamEmail }: DigestPorts,
  write: () => Promise<Words>,
): Promise<void> {
  if (teamEmail === undefined || (await inbox.wasAlerted(event, day))) return;
  const { title, lines, closing } = await write();
  const letter = { title, blocks: paragraphs(...lines), closing };
  if (lines.length > 0)
    await mail.send(messageOf({ id: `${event}-${day}`, event, to: teamEmail, letter }, settings));
  // Of an alarm, nothing to say now does not mean nothing to say today.
  if (lines.length > 0 || event === 'point') await inbox.noteAlert(event, day);
}

/** Promises that began after the morning's digest and are due the next working day. */
function alarmLines(rows: readonly DatedRow[], today: IsoDate, settings: MessageSettings): readonly string[] {
  const morning = morningOf(today);
  const next = workingDayAfter(today, 1);
  const fresh = duePromises(rows, settings, today).next.filter(({ begins }) => begins >= morning);
  return line(`Réponse promise pour le ${formatWeekday(next)}`, namesOf(fresh));
}

/**
 * Tells the team, by references only: each working morning what is new, late, promised or awaited, if anything is; in the
 * afternoon, whom the digest could not name and the next working day is promised to. Once a day each, whatever the hour at which
 * the day's first watch could read every tab. Throws as the spreadsheet, the mail and the store do.
 */
export async function sendDigest(
  watched: ReadonlyMap<Recruited, readonly DatedRow[]>,
  ports: DigestPorts,
): Promise<void> {
  const today = parisDate(ports.now());
  const hour = hourIn(ports.now());
  if (watched.size < TABS_READ || hour < DIGEST_HOUR || !isWorkingDay(today)) return;
  const rows = [...watched.values()].flat();
  await onceToday('point', today, ports, async () => ({
    title: `Le point du ${formatWeekday(today)}`,
    lines: await digestLines(rows, today, ports),
    closing: 'Ce message part chaque matin de travail, quand il y a quelque chose à dire.',
  }));
  if (hour < ALARM_HOUR) return;
  await onceToday('promesse', today, ports, () =>
    Promise.resolve({
      title: 'À voir : une réponse est promise pour demain ou le prochain jour de travail',
      lines: alarmLines(rows, today, ports.settings),
      closing:
        'Changez le statut, ou notez la date dans « Dernier contact », quand la personne a eu sa réponse.',
    }),
  );
}
