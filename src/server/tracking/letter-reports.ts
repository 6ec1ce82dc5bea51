import { statusNamed } from '../../domain/application/statuses.ts';
import { FILE_EVENTS, GUARDIAN_EVENTS } from '../../domain/tracking/journal-texts.ts';
import { nameOf, subjectOf } from '../mail/draft.ts';
import type { Message } from '../mail/mail.ts';
import type { MailReports } from '../mail/persistent-mail.ts';
import { reasonFor } from '../mail/refusals.ts';
import type { Undelivered } from '../mail/undelivered.ts';
import type { ApplicationFile, Files } from './files.ts';

/** The note of the team's own address, which is about no row. */
export const TEAM_NOTE = { id: 'equipe', event: 'adresse' } as const;

const LETTERS: readonly (readonly [RegExp, string])[] = [
  [/^confirmation$/, 'confirmation'],
  [/^guardian-request/, 'demande au responsable légal'],
  [/^guardian-reminder/, 'rappel au responsable légal'],
  [/^guardian-answer/, 'réponse du responsable légal'],
  [/^tracking-|^progress-/, 'nouveau lien'],
  [/^correction-/, 'coordonnées corrigées'],
  [/^(?:invitation|reminder|nudge|renewal)/, 'invitation'],
];

/** Which letter a message is, for the team, with nothing personal: « statut Acceptée ». */
export function letterName(event: string, file: Pick<ApplicationFile, 'audience'> | undefined): string {
  const key = /^status-\d+-(?<key>.+)$/.exec(event)?.groups?.key;
  if (key !== undefined && file !== undefined)
    return `statut ${statusNamed(file.audience, key)?.label ?? key}`;
  return LETTERS.find(([pattern]) => pattern.test(event))?.[1] ?? 'message';
}

/** Whether a message about a youth goes to the guardian. */
export function isToGuardian(event: string): boolean {
  return /^guardian-re(?:quest|minder)/.test(event);
}

/** Letters whose own flow notes that they have left. */
const NOTED_ELSEWHERE = /^(?:status-|guardian-re|tracking-)/;

/**
 * Tells in the Journal, and so on the person's page, what becomes of the letters that are not taken at once, and notes for
 * `À contacter` whom the team has to reach. Of a message to the team only the latter. Safe to repeat; throws `InboxUnavailable`.
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
    await this.#ports.undelivered.note(this.#noteName(message), 'waits', code);
  }

  async givenUp(message: Message, code: string): Promise<void> {
    await this.#note(message, 'mail-lost', code);
    await this.#ports.undelivered.note(this.#noteName(message), 'lost', code);
  }

  async taken(message: Message, { wasListed }: { readonly wasListed: boolean }): Promise<void> {
    if (!NOTED_ELSEWHERE.test(subjectOf(message).event)) await this.#note(message, 'mail-sent');
    if (wasListed) await this.#ports.undelivered.note(this.#noteName(message), 'taken');
  }

  #noteName(message: Message): string {
    return message.to === this.#ports.teamEmail ? `${TEAM_NOTE.id}.${TEAM_NOTE.event}` : nameOf(message);
  }

  async #note(message: Message, name: keyof typeof STARTS, code?: string): Promise<void> {
    const { files, teamEmail, now } = this.#ports;
    const { id, event } = subjectOf(message);
    if (message.to === teamEmail) return;
    const file = await files.read(id);
    // Of no application, or erased meanwhile.
    if (file === undefined) return;
    const [start, why] = [STARTS[name], code === undefined ? '' : ` : ${reasonFor(code)}`];
    await files.note(id, {
      name: `${name}-${event.replace(/[^a-z0-9-]/g, '-')}`.slice(0, 80),
      kind: isToGuardian(event) ? 'guardian' : 'message',
      at: now().toISOString(),
      detail: `${isToGuardian(event) ? start.guardian : start.person} (${letterName(event, file)})${why}`,
    });
  }
}

export interface LetterReportPorts {
  readonly files: Files;
  readonly undelivered: Undelivered;
  readonly teamEmail: string | undefined;
  readonly now: () => Date;
}

/** How each line of the Journal begins. */
const STARTS = {
  'mail-waits': { person: FILE_EVENTS.emailWaits, guardian: GUARDIAN_EVENTS.requestWaits },
  'mail-lost': { person: FILE_EVENTS.emailLost, guardian: GUARDIAN_EVENTS.requestLost },
  'mail-sent': { person: FILE_EVENTS.emailed, guardian: GUARDIAN_EVENTS.byEmail },
} as const;
