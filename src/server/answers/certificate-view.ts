import { APPLICATION } from '../../domain/application/tabs.ts';
import { fieldOf } from '../../domain/application/form.ts';
import { parisDate } from '../../domain/eligibility/age.ts';
import { certifiedHours, missingFor } from '../../domain/hours/certificate.ts';
import { MENTORS_TAB, YOUTHS_TAB } from '../../domain/pairs/pair-row.ts';
import { followUpPathOf } from './certificate-path.ts';
import { ownCredits, readLedger, readPairRows } from './ledger-read.ts';
import { type ShownPage, pathOf } from './link-answer.ts';
import { sideOf } from './pair-view.ts';
import {
  type OpenTracking,
  readOrExplain,
  type TrackingEndpoint,
  trackingNoticePage,
} from './tracking-visit.ts';

/** The certificate of a youth or a mentor, from the spreadsheet as it is now, or what is missing for it. */
export async function certificatePage(
  { state, tracking }: OpenTracking,
  request: Request,
  deps: TrackingEndpoint,
): Promise<ShownPage> {
  const { file, form } = state;
  const side = sideOf(state);
  const back = followUpPathOf(pathOf(request));
  const notice = { audience: file.audience, path: back };
  if (side === undefined || tracking.pending.includes('erase'))
    return await trackingNoticePage({ kind: 'invalid' }, deps);
  const names = ['givenName', 'familyName'].map((name) => fieldOf(form, name).column);
  const [own, pairs] = await Promise.all([
    readOrExplain(deps, async (spreadsheet) => {
      const headers = [APPLICATION.reference, ...names];
      const rows = await spreadsheet.read(side === 'youth' ? YOUTHS_TAB : MENTORS_TAB, headers);
      return rows.get(file.id) ?? 'gone';
    }),
    readPairRows(deps),
  ]);
  if (own === 'gone') return await trackingNoticePage({ kind: 'rowGone', ...notice }, deps);
  if (own === 'unreadable' || pairs === 'unreadable')
    return await trackingNoticePage({ kind: 'unreadable', ...notice }, deps);
  const ledger = await readLedger(state, pairs, deps);
  if (ledger === 'unreadable') return await trackingNoticePage({ kind: 'unreadable', ...notice }, deps);
  const credits = ownCredits(state, pairs, ledger);
  const { renderCertificate } = await import('./render-tracking.ts');
  return renderCertificate({
    side,
    name: names
      .map((header) => own[header])
      .join(' ')
      .trim(),
    hours: certifiedHours(credits),
    missing: missingFor(credits),
    madeOn: parisDate(deps.ports().now()),
    contactEmail: deps.contactEmail,
    back,
  });
}
