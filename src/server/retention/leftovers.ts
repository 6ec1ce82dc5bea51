import { type IsoDate, parisDate } from '../../domain/eligibility/age.ts';
import { INVITATION, INVITATIONS_TAB } from '../../domain/invitations/invitations-tab.ts';
import { lastDayIn } from '../../domain/retention/staff-dates.ts';
import { termOf } from '../../domain/retention/term.ts';
import { eraseCases } from '../store/case-keys.ts';
import { takeOutOfCompanies } from './announced-names.ts';
import type { ErasurePorts } from './erase.ts';
import type { RetentionPorts, SurveyPorts } from './retention-ports.ts';

/**
 * Rows of volunteers whom a company announced so long ago that neither their link nor their answer is of use any more. Who
 * applied has a row of their own. Throws as the spreadsheet does.
 */
export async function oldInvitations({ spreadsheet, months, now }: SurveyPorts): Promise<readonly string[]> {
  const { sentAt, completedAt } = INVITATION;
  const rows = await spreadsheet.read(INVITATIONS_TAB, [sentAt, completedAt]);
  const today = parisDate(now());
  return [...rows].filter(([, cells]) => isOver(Object.values(cells), months, today)).map(([id]) => id);
}

/** Whether the last of these days is past its term; not while one of them cannot be read. */
function isOver(cells: readonly string[], months: number, today: IsoDate): boolean {
  const read = cells.map(lastDayIn);
  const last = read
    .flatMap((one) => (typeof one === 'string' ? [] : [one.day]))
    .toSorted()
    .at(-1);
  return last !== undefined && !read.includes('unreadable') && termOf(last, months) <= today;
}

/** Takes a few invitations out of every place. Idempotent; throws as the spreadsheet and the store do. */
export async function eraseInvitations(
  ids: readonly string[],
  { spreadsheet, store, mail }: ErasurePorts,
): Promise<void> {
  if (ids.length === 0) return;
  await takeOutOfCompanies(ids, spreadsheet);
  await spreadsheet.remove(INVITATIONS_TAB, ids);
  await mail.erase?.(ids);
  await eraseCases(
    store,
    ids.map((id) => ({ id })),
  );
}

/** Forgets what was put aside and that nobody has mended within the term. Throws `StoreUnavailable`. */
export async function forgetAside({ inbox, months, now }: RetentionPorts): Promise<void> {
  const today = parisDate(now());
  for (const item of await inbox.quarantined())
    if (termOf(parisDate(item.receivedAt), months) <= today) await inbox.discard(item);
}
