import { parisDate } from '../../domain/eligibility/age.ts';
import type { Inbox } from '../inbox/inbox.ts';
import { type AlertKind, alertMessage } from '../mail/alerts.ts';
import type { Mail } from '../mail/mail.ts';
import type { MessageSettings } from '../mail/draft.ts';
import { MissingColumns, Unavailable, type UnavailableReason } from '../spreadsheet/spreadsheet.ts';
import { LATE_SECONDS, readHealth } from './health.ts';

export interface AlertPorts {
  readonly inbox: Pick<Inbox, 'pending' | 'quarantined' | 'wasAlerted' | 'noteAlert'>;
  readonly mail: Mail;
  readonly settings: MessageSettings;
  /** Nobody is told when there is none. */
  readonly teamEmail: string | undefined;
  readonly now: () => Date;
}

/** What no other try mends. */
const ACCESS: ReadonlySet<UnavailableReason> = new Set([
  'credentials',
  'not-shared',
  'api-off',
  'no-spreadsheet',
  'grist-key',
  'grist-access',
  'grist-document',
  'grist-column',
]);
/** A letter names no more. */
const NAMED = 20;

/** What a drain that just ended met. */
export interface Met {
  readonly failures: readonly unknown[];
  /** The references of the rows whose status is none of their list's. */
  readonly unknownStatuses?: readonly string[];
  /** `<Identifiant>.<event>` of the messages that were held. */
  readonly held?: readonly string[];
}

/** Each alert that is due, with what it says. */
async function dueAlerts(
  { inbox, now }: AlertPorts,
  { failures, unknownStatuses = [], held = [] }: Met,
): Promise<ReadonlyMap<AlertKind, readonly string[]>> {
  const { oldestPendingSeconds, pending } = await readHealth(inbox, now());
  const aside = [...new Set((await inbox.quarantined()).map(({ id }) => id))];
  const messagesOf = (errors: readonly Error[]): readonly string[] => [
    ...new Set(errors.map(({ message }) => message)),
  ];
  const facts: Readonly<Record<AlertKind, readonly string[]>> = {
    late:
      oldestPendingSeconds !== null && oldestPendingSeconds > LATE_SECONDS
        ? [`En attente : ${pending}. La plus ancienne, depuis plus d’une heure.`]
        : [],
    'missing-column': messagesOf(failures.filter((error) => error instanceof MissingColumns)),
    quarantine: aside.length > 0 ? [`Mises de côté : ${aside.length}.`, ...aside.slice(0, NAMED)] : [],
    access: messagesOf(
      failures.filter((error) => error instanceof Unavailable).filter(({ reason }) => ACCESS.has(reason)),
    ),
    status: unknownStatuses.slice(0, NAMED),
    held: held.length > 0 ? [`Retenus depuis hier : ${held.length}.`, ...held.slice(0, NAMED)] : [],
  };
  const kinds = [
    'late',
    'missing-column',
    'quarantine',
    'access',
    'status',
    'held',
  ] as const satisfies readonly AlertKind[];
  return new Map(kinds.filter((kind) => facts[kind].length > 0).map((kind) => [kind, facts[kind]]));
}

/** Tells the team what it has to mend, once a day for each kind. Throws `InboxUnavailable`. */
export async function alertTeam(ports: AlertPorts, met: Met): Promise<void> {
  const { inbox, mail, settings, teamEmail, now } = ports;
  if (teamEmail === undefined) return;
  const day = parisDate(now());
  for (const [kind, facts] of await dueAlerts(ports, met)) {
    if (await inbox.wasAlerted(kind, day)) continue;
    await mail.send(alertMessage(kind, { day, facts }, settings, teamEmail));
    await inbox.noteAlert(kind, day);
  }
}
