import { APPLICATION } from '../../domain/application/tabs.ts';
import { parisDate } from '../../domain/eligibility/age.ts';
import { REGISTRATIONS_TAB } from '../../domain/events/registrations-tab.ts';
import { HOURS_TAB } from '../../domain/hours/hours-tab.ts';
import { type Credit, creditsOf, type Ledger } from '../../domain/hours/ledger.ts';
import { ledgerFrom, LEDGER_HEADERS } from '../../domain/hours/ledger-rows.ts';
import { pairRowOf } from '../../domain/pairs/pair-row.ts';
import { PAIR, PAIRS_TAB } from '../../domain/pairs/pairs-tab.ts';
import { SHOWN_OF_ENDINGS } from './ending-view.ts';
import { type PairRows, SHOWN_OF_PAIRS, sideOf } from './pair-view.ts';
import type { TrackingState } from './tracking-view.ts';
import { readOrExplain, type TrackingEndpoint } from './tracking-visit.ts';

const PAIR_HEADERS = [...new Set([...SHOWN_OF_PAIRS, ...SHOWN_OF_ENDINGS, ...LEDGER_HEADERS.pairs])];
const LINE_HEADERS = [...LEDGER_HEADERS.lines, ...LEDGER_HEADERS.linesBeside];

/** The rows of all pairs, as far as a page shows them. Never throws as the spreadsheet does. */
export async function readPairRows(deps: TrackingEndpoint): Promise<PairRows> {
  return await readOrExplain(deps, async (spreadsheet) => await spreadsheet.read(PAIRS_TAB, PAIR_HEADERS));
}

/** The ledger as it concerns somebody and their pairs. Never throws as the spreadsheet does. */
export async function readLedger(
  { file: { id, reference } }: TrackingState,
  pairs: Exclude<PairRows, 'unreadable'>,
  deps: TrackingEndpoint,
): Promise<Ledger | 'unreadable'> {
  const read = await readOrExplain(deps, async (spreadsheet) => {
    const [lines, registrations] = await Promise.all([
      spreadsheet.read(HOURS_TAB, LINE_HEADERS),
      spreadsheet.read(REGISTRATIONS_TAB, LEDGER_HEADERS.registrations),
    ]);
    return { lines, registrations };
  });
  if (read === 'unreadable') return read;
  // A line may name the other of a pair, or their attendance be what it counts: whoever a pair names is known.
  const named = [...pairs.values()].flatMap((cells) => [cells[PAIR.youth] ?? '', cells[PAIR.mentor] ?? '']);
  const known = new Map(
    [reference, ...named].map((one) => [`${id} ${one}`, { [APPLICATION.reference]: one }]),
  );
  return ledgerFrom({ ...read, pairs, youths: known, mentors: new Map() }, parisDate(deps.ports().now()));
}

/** The lines that a certificate counts: a youth's own, a mentor's those of their pairs, each once. */
export function ownCredits(
  state: TrackingState,
  pairs: Exclude<PairRows, 'unreadable'>,
  ledger: Ledger,
): readonly Credit[] {
  const { reference } = state.file;
  if (sideOf(state) === 'youth') return creditsOf(reference, ledger);
  const rows = [...pairs.values()].map((cells) => pairRowOf(cells));
  const own = new Set(rows.filter(({ mentor }) => mentor === reference).map((row) => row.reference));
  return ledger.credits.filter((credit) => !own.isDisjointFrom(credit.pairs));
}
