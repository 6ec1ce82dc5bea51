import { type IsoDate, parisDate } from '../../domain/eligibility/age.ts';
import { INVITATION, INVITATIONS_TAB } from '../../domain/invitations/invitations-tab.ts';
import { lastDayIn } from '../../domain/retention/staff-dates.ts';
import { termOf } from '../../domain/retention/term.ts';
import { IDENTIFIER_PATTERN } from '../foundation/identifier.ts';
import type { RetentionPorts, SurveyPorts } from './retention-ports.ts';

/**
 * Rows of volunteers whom a company announced so long ago that neither their link nor their answer is of use any more. Who
 * applied has a row of their own, and a row added by hand is left to staff. Throws as the spreadsheet does.
 */
export async function oldInvitations({ spreadsheet, months, now }: SurveyPorts): Promise<readonly string[]> {
  const { sentAt, completedAt } = INVITATION;
  const rows = await spreadsheet.read(INVITATIONS_TAB, [sentAt, completedAt]);
  const today = parisDate(now());
  return [...rows]
    .filter(([id, cells]) => IDENTIFIER_PATTERN.test(id) && isOver(Object.values(cells), months, today))
    .map(([id]) => id);
}

/** True when the last of these days is past its retention term; false while one of them cannot be read. */
function isOver(cells: readonly string[], months: number, today: IsoDate): boolean {
  const read = cells.map(lastDayIn);
  const last = read
    .flatMap((one) => (typeof one === 'string' ? [] : [one.day]))
    .toSorted()
    .at(-1);
  return last !== undefined && !read.includes('unreadable') && termOf(last, months) <= today;
}

/** Forgets what was put aside and that nobody has mended within the term. Throws `StoreUnavailable`. */
export async function forgetAside({ inbox, months, now }: RetentionPorts): Promise<void> {
  const today = parisDate(now());
  for (const item of await inbox.quarantined())
    if (termOf(parisDate(item.receivedAt), months) <= today) await inbox.discard(item);
}
