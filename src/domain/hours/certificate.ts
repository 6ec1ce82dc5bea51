import type { IsoDate } from '../eligibility/age.ts';
import { type Minutes, PROMISED_MINUTES } from './duration.ts';
import { HOURS_KINDS, type HoursKind } from './hours-tab.ts';
import { type Credit, totalOf } from './ledger.ts';

/** Hours as a certificate tells them. */
export interface CertifiedHours {
  readonly total: Minutes;
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** The kinds that there were, in the order of the list. */
  readonly kinds: readonly { readonly kind: HoursKind; readonly minutes: Minutes }[];
}

/** Minutes that are missing for a certificate; 0 once it is deserved. */
export function missingFor(credits: readonly Credit[]): Minutes {
  return Math.max(0, PROMISED_MINUTES - totalOf(credits));
}

/** The hours of a certificate, or `undefined` as long as it is not deserved. */
export function certifiedHours(credits: readonly Credit[]): CertifiedHours | undefined {
  const days = credits.map(({ day }) => day).toSorted();
  const [from, to] = [days[0], days.at(-1)];
  if (missingFor(credits) > 0 || from === undefined || to === undefined) return undefined;
  const kinds = HOURS_KINDS.map((kind) => ({
    kind,
    minutes: totalOf(credits.filter((credit) => credit.kind === kind)),
  }));
  return { total: totalOf(credits), from, to, kinds: kinds.filter(({ minutes }) => minutes > 0) };
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count > 1 ? 's' : ''}`;
}

/** « 30 minutes », « 2 heures », « 2 heures et 15 minutes ». */
export function durationSpelledOut(total: Minutes): string {
  const parts = [
    { count: Math.floor(total / 60), word: 'heure' },
    { count: total % 60, word: 'minute' },
  ];
  return parts
    .filter(({ count }) => count > 0)
    .map(({ count, word }) => counted(count, word))
    .join(' et ');
}
