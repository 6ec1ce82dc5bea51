import { APPLICATION } from '../../domain/application/tabs.ts';
import { fieldOf } from '../../domain/application/form.ts';
import { parisDate } from '../../domain/eligibility/age.ts';
import { certifiedHours, missingFor } from '../../domain/hours/certificate.ts';
import { MENTORS_TAB, YOUTHS_TAB } from '../../domain/pairs/pair-row.ts';
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
  const [side, { file, form }] = [sideOf(state), state];
  const back = pathOf(request).replace(/\/attestation\/?$/, '');
  const { audience } = file;
  const notice = { audience, path: back };
  if (side === undefined || tracking.pending.includes('erase'))
    return await trackingNoticePage({ kind: 'invalid' }, deps);
  const [givenName, familyName] = ['givenName', 'familyName'].map((name) => fieldOf(form, name).column);
  const headers = [APPLICATION.reference, givenName ?? '', familyName ?? ''];
  const own = await readOrExplain(deps, async (spreadsheet) => {
    const rows = await spreadsheet.read(side === 'youth' ? YOUTHS_TAB : MENTORS_TAB, headers);
    return rows.get(file.id) ?? 'gone';
  });
  const pairs = await readPairRows(deps);
  if (own === 'gone') return await trackingNoticePage({ kind: 'rowGone', ...notice }, deps);
  if (own === 'unreadable' || pairs === 'unreadable')
    return await trackingNoticePage({ kind: 'unreadable', ...notice }, deps);
  const ledger = await readLedger(state, pairs, deps);
  if (ledger === 'unreadable') return await trackingNoticePage({ kind: 'unreadable', ...notice }, deps);
  const credits = ownCredits(state, pairs, ledger);
  const { renderCertificate } = await import('./render-tracking.ts');
  return renderCertificate({
    side,
    name: [own[givenName ?? ''], own[familyName ?? '']].join(' ').trim(),
    hours: certifiedHours(credits),
    missing: missingFor(credits),
    madeOn: parisDate(deps.ports().now()),
    contactEmail: deps.contactEmail,
    back,
  });
}
