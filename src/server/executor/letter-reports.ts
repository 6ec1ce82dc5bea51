import { statusNamed } from '../../domain/application/statuses.ts';
import { parisDate } from '../../domain/eligibility/age.ts';
import { FILE_EVENTS, GUARDIAN_EVENTS } from '../../domain/tracking/journal-texts.ts';
import { type Message, nameOf, subjectOf } from '../letters/message.ts';
import type { MailReports } from '../mail/persistent-mail.ts';
import { reasonFor } from '../mail/refusals.ts';
import type { Undelivered, UndeliveredNote } from '../mail/undelivered.ts';
import type { CaseRecord, CaseStore } from '../cases/case-store.ts';

/** `id` of the notes about the team's own e-mail address, which has no row. */
export const TEAM_ID = 'equipe';

const LETTERS: readonly (readonly [RegExp, string])[] = [
  [/^confirmation$/, 'confirmation'],
  [/^guardian-request/, 'demande au responsable légal'],
  [/^guardian-reminder/, 'rappel au responsable légal'],
  [/^guardian-answer/, 'réponse du responsable légal'],
  [/^tracking-|^progress-/, 'nouveau lien'],
  [/^correction-/, 'coordonnées corrigées'],
  [/^guardian-(?:started|dated)/, 'binôme, au responsable légal'],
  [/^(?:youth|mentor)-(?:asked|reminded)/, 'proposition de binôme'],
  [/^(?:youth|mentor)-/, 'binôme'],
  [/^(?:invitation|reminder|nudge|renewal)/, 'invitation'],
];

/** Which letter a message is, for the team, with nothing personal: « statut Acceptée ». */
export function letterName(event: string, file: Pick<CaseRecord, 'audience'> | undefined): string {
  const key = /^status-\d+-(?<key>.+)$/.exec(event)?.groups?.key;
  if (key !== undefined && file !== undefined)
    return `statut ${statusNamed(file.audience, key)?.label ?? key}`;
  return LETTERS.find(([pattern]) => pattern.test(event))?.[1] ?? 'message';
}

/** True when a message about a youth goes to the guardian. */
export function isToGuardian(event: string): boolean {
  return /^guardian-(?:request|reminder|started|dated)/.test(event);
}

/** Letters whose own flow notes that they have left. */
const NOTED_ELSEWHERE = /^(?:status-|guardian-re|tracking-)/;

/**
 * Reports in the Journal, and so on the person's page, what becomes of the letters that are not taken at once, and
 * notes for `À contacter` whom the team has to reach. Of a message to the team only the latter. Idempotent; throws
 * `StoreUnavailable`.
 */
export class LetterReports implements MailReports {
  readonly #ports: LetterReportPorts;

  constructor(ports: LetterReportPorts) {
    this.#ports = ports;
  }

  async waits(message: Message, code: string): Promise<void> {
    await this.#note(message, 'mail-waits', code);
  }

  async needsTeam(message: Message, code: string): Promise<void> {
    await this.#list(message, 'waits', code);
  }

  async givenUp(message: Message, code: string): Promise<void> {
    await this.#note(message, 'mail-lost', code);
    await this.#list(message, 'lost', code);
  }

  async taken(
    message: Message,
    { wasWaitTold, wasListed }: { readonly wasWaitTold: boolean; readonly wasListed: boolean },
  ): Promise<void> {
    const { undelivered, teamEmail } = this.#ports;
    if (message.to === teamEmail) {
      for (const { name } of await this.#openTeamNotes()) await undelivered.note(name, 'taken');
      return;
    }
    if (wasWaitTold && !NOTED_ELSEWHERE.test(subjectOf(message).event))
      await this.#note(message, 'mail-sent');
    if (wasListed) await undelivered.note(nameOf(message), 'taken');
  }

  /** The team's address has one note from its first failure until a message is taken, whatever the message. */
  async #list(message: Message, state: 'waits' | 'lost', code: string): Promise<void> {
    const { undelivered, teamEmail, now } = this.#ports;
    if (message.to !== teamEmail) {
      await undelivered.note(nameOf(message), state, code);
      return;
    }
    const [open] = await this.#openTeamNotes();
    if (open?.state === state && open.code === code) return;
    await undelivered.note(open?.name ?? `${TEAM_ID}.adresse-${parisDate(now())}`, state, code);
  }

  async #openTeamNotes(): Promise<readonly UndeliveredNote[]> {
    const notes = await this.#ports.undelivered.all(TEAM_ID);
    return notes.filter(({ state }) => state !== 'taken');
  }

  async #note(message: Message, name: keyof typeof STARTS, code?: string): Promise<void> {
    const { cases, teamEmail, now } = this.#ports;
    const { id, event } = subjectOf(message);
    if (message.to === teamEmail) return;
    const file = await cases.read(id);
    // No application, or erased meanwhile.
    if (file === undefined) return;
    const [start, why] = [STARTS[name], code === undefined ? '' : ` : ${reasonFor(code)}`];
    await cases.note(id, {
      name: `${name}-${event.replace(/[^a-z0-9-]/g, '-')}`.slice(0, 80),
      kind: isToGuardian(event) ? 'guardian' : 'message',
      at: now().toISOString(),
      detail: `${isToGuardian(event) ? start.guardian : start.person} (${letterName(event, file)})${why}`,
    });
  }
}

export interface LetterReportPorts {
  readonly cases: CaseStore;
  readonly undelivered: Undelivered;
  readonly teamEmail: string | undefined;
  readonly now: () => Date;
}

/** Starts of the Journal's lines. */
const STARTS = {
  'mail-waits': { person: FILE_EVENTS.emailWaits, guardian: GUARDIAN_EVENTS.requestWaits },
  'mail-lost': { person: FILE_EVENTS.emailLost, guardian: GUARDIAN_EVENTS.requestLost },
  'mail-sent': { person: FILE_EVENTS.emailed, guardian: GUARDIAN_EVENTS.byEmail },
} as const;
