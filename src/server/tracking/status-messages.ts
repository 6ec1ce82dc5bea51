import { type Association, type StatusTemplates, wordsOf } from '../../domain/tracking/status-words.ts';
import { statusNamed } from '../../domain/application/statuses.ts';
import type { TrackingSettings } from '../letters/promise.ts';
import { type StatusChange, statusText } from '../letters/status-letters.ts';
import type { ToContact } from '../letters/contact-row.ts';
import type { Fact } from '../cases/facts.ts';
import { changeIn } from './status-taken.ts';
import type { TrackedRow } from './tracked-rows.ts';

/** What the content says to a person of their status. */
export interface StatusContent {
  readonly templates: StatusTemplates;
  readonly associations: readonly Association[];
}

/** A change of status that the person is told of. */
export interface ToldChange extends StatusChange {
  /** As the lists name it; the row may have another by now. */
  readonly status: string;
  readonly row: TrackedRow;
}

/** What is told of a change; `undefined` where its status has no message. */
export function changeOf(
  row: TrackedRow,
  event: Fact,
  { templates, associations }: StatusContent,
): ToldChange | undefined {
  const key = changeIn(event)?.key ?? '';
  const words = wordsOf(templates, row.audience, key);
  if (words?.message === undefined) return undefined;
  return {
    name: event.name,
    at: new Date(event.at),
    status: statusNamed(row.audience, key)?.label ?? '',
    row,
    message: words.message,
    associations: words.associations ? associations : [],
  };
}

/** What the team has to say of a change, in its own words. */
export function contactOf(
  { name, at, status, row, message }: ToldChange,
  toldAt: Date,
  settings: TrackingSettings,
): ToContact {
  const { id, reference, givenName, phone, preferredContact } = row;
  return {
    id,
    event: name,
    reference,
    addressee: 'person',
    name: givenName,
    phone,
    preferred: preferredContact,
    reason: `Statut : ${status}`,
    text: statusText({ at, row, message }, toldAt, settings),
  };
}
