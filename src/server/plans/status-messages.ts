import { FILE_EVENTS } from '../../domain/tracking/journal-texts.ts';
import { type Association, type StatusTemplates, wordsOf } from '../../domain/tracking/status-words.ts';
import { statusNamed } from '../../domain/application/statuses.ts';
import type { Effect } from '../cases/effect.ts';
import { isLost, type StatusChange, notificationFact } from '../cases/status-facts.ts';
import { contactRow, isToldByTeam } from '../letters/contact-row.ts';
import type { TrackingSettings } from '../letters/promise.ts';
import { statusEmail, statusText } from '../letters/status-letters.ts';
import type { CaseNow } from './plan.ts';
import { awaitedFormUrl } from './reopening.ts';
import type { TrackedRow } from './status-rows.ts';

/** The content's words to a person about their status. */
export interface StatusContent {
  readonly templates: StatusTemplates;
  readonly associations: readonly Association[];
  readonly settings: TrackingSettings;
}

export function leaveUntold(change: StatusChange, now: Date): Effect {
  return { name: 'leave-untold', done: { facts: [notificationFact('untold', change, now)] } };
}

/** Tells a person of a change of status: by e-mail, or by the team, which has the same words with the row. */
export function notifyOfChange(
  change: StatusChange,
  row: TrackedRow,
  { facts, now }: Pick<CaseNow, 'facts' | 'now'>,
  { templates, associations, settings }: StatusContent,
): Effect {
  const words = wordsOf(templates, row.audience, change.key);
  if (words?.message === undefined) return leaveUntold(change, now);
  // As the lists name it; the row may have another by now.
  const status = statusNamed(row.audience, change.key)?.label ?? '';
  const told = {
    name: change.fact.name,
    at: new Date(change.fact.at),
    row: { ...row, formUrl: awaitedFormUrl(row, settings.siteUrl) },
    message: words.message,
    associations: words.associations ? associations : [],
  };
  const noted = (by: string) => ({
    facts: [notificationFact('message', change, now, `${by} (statut ${status})`)],
  });
  if (isToldByTeam(row) || isLost(change, facts)) {
    const contact = {
      id: row.id,
      event: told.name,
      reference: row.reference,
      addressee: 'person',
      name: row.givenName,
      phone: row.phone,
      preferred: row.preferredContact,
      reason: `Statut : ${status}`,
      text: statusText(told, now, settings),
    } as const;
    return {
      name: 'tell-by-team',
      contacts: [contactRow(contact, now)],
      done: noted(FILE_EVENTS.contacted),
    };
  }
  return {
    name: 'tell',
    // Its days may count from now: the page reads the same instant.
    letter: statusEmail(told, now, settings),
    done: noted(FILE_EVENTS.emailed),
    givenUp: { facts: [notificationFact('lost', change, now)] },
  };
}
