import { quotableFirstName } from '../../domain/application/quotable.ts';
import { type IsoDate, parisDate } from '../../domain/eligibility/age.ts';
import { formatDay, formatWeekday } from '../../domain/french-dates.ts';
import type { PlaceholderValues } from '../../domain/tracking/status-words.ts';
import { promisedOn } from '../../domain/working-days/working-days.ts';
import type { MessageSettings } from './draft.ts';

export interface TrackingSettings extends MessageSettings {
  /** Last day of the season. */
  readonly seasonEndsOn: IsoDate;
}

/** The day by which the team promises a first answer. */
export function promisedDate(
  { receivedAt }: { readonly receivedAt: string },
  { promiseDays }: Pick<MessageSettings, 'promiseDays'>,
): IsoDate {
  return promisedOn(new Date(receivedAt), promiseDays);
}

/**
 * From when the days of a promise count: from the change of status, unless the promised day had passed before the person was notified,
 * after days without mail. Then from the notification, so that no letter promises a past day. `notifiedAt`: `undefined` until then.
 */
export function promiseBegins(since: Date, notifiedAt: Date | undefined, promiseDays: number): Date {
  return notifiedAt !== undefined && promisedOn(since, promiseDays) < parisDate(notifiedAt)
    ? notifiedAt
    : since;
}

/** Values of the placeholders in the status messages; `since`: when the application got its status. */
export function placeholderValues(
  {
    reference,
    since,
    givenName = '',
    formUrl = '',
  }: {
    readonly reference: string;
    readonly since: Date;
    readonly givenName?: string;
    readonly formUrl?: string | undefined;
  },
  { promiseDays, seasonEndsOn, programmeName, contactEmail, siteUrl, bulletin = '' }: TrackingSettings,
): PlaceholderValues {
  return {
    prénom: quotableFirstName(givenName),
    référence: reference,
    date: formatWeekday(promisedOn(since, promiseDays)),
    'fin de saison': formatDay(seasonEndsOn),
    programme: programmeName,
    contact: contactEmail,
    'adresse du site': siteUrl.replace(/\/$/, ''),
    formulaire: formUrl,
    bulletin,
  };
}
