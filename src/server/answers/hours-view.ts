import type { HoursLineShown, HoursShown } from '../../components/tracking/Hours.tsx';
import type { Tracking } from '../../components/tracking/TrackingPage.tsx';
import type { FormErrors } from '../../domain/application/form.ts';
import { APPLICATION } from '../../domain/application/tabs.ts';
import { parisDate } from '../../domain/eligibility/age.ts';
import { REGISTRATIONS_TAB } from '../../domain/events/registrations-tab.ts';
import { parseDeclaration } from '../../domain/hours/declaration.ts';
import { durationInWords } from '../../domain/hours/duration.ts';
import { HOURS_TAB } from '../../domain/hours/hours-tab.ts';
import { type Credit, creditsOf, totalOf } from '../../domain/hours/ledger.ts';
import { pairRowOf } from '../../domain/pairs/pair-row.ts';
import { PAIRS_TAB } from '../../domain/pairs/pairs-tab.ts';
import { declarationsIn, keepDeclaration } from '../cases/declarations.ts';
import { TypedStore, type TypedTexts } from '../cases/typed-store.ts';
import { ledgerFrom, LEDGER_HEADERS } from '../../domain/hours/ledger-rows.ts';
import { generalError } from './form-request.ts';
import type { PostedForm, ShownPage } from './link-answer.ts';
import { begunIn, type BegunPair, begunPairs } from './pair-acts.ts';
import { knownPairs, type PairRows, pairsShown, readPairs, SHOWN_OF_PAIRS } from './pair-view.ts';
import type { TrackingState } from './tracking-view.ts';
import {
  newOnce,
  onceOf,
  type OpenTracking,
  readOrExplain,
  type TrackingEndpoint,
} from './tracking-visit.ts';

const PAIR_HEADERS = [...new Set([...SHOWN_OF_PAIRS, ...LEDGER_HEADERS.pairs])];
const LINE_HEADERS = [...LEDGER_HEADERS.lines, ...LEDGER_HEADERS.linesBeside];

/** Declarations of one pair that may wait for the spreadsheet at once: more is no mentor's work. */
const MOST_WAITING = 20;
const TOO_MANY =
  'Beaucoup de rencontres attendent déjà d’arriver dans le tableur. Réessayez dans quelques minutes.';

async function pairRows(deps: TrackingEndpoint): Promise<PairRows> {
  return await readOrExplain(deps, async (spreadsheet) => await spreadsheet.read(PAIRS_TAB, PAIR_HEADERS));
}

/** Pairs and hours for the page of a youth or a mentor. Never throws as the spreadsheet does. */
export async function programmeShown(
  state: TrackingState,
  deps: TrackingEndpoint,
): Promise<Pick<Tracking, 'pairs' | 'hours'>> {
  if (knownPairs(state).length === 0) return { pairs: [], hours: [] };
  const [known, rows] = await Promise.all([readPairs(state, deps.ports()), pairRows(deps)]);
  const [pairs, hours] = await Promise.all([
    pairsShown(state, known, rows, deps),
    hoursShown(state, begunIn(known), rows, deps),
  ]);
  return { pairs, hours };
}

function lineOf(
  { day, minutes, kind }: Pick<Credit, 'day' | 'minutes' | 'kind'>,
  event = '',
): HoursLineShown {
  const what = event === '' ? kind : event;
  return { day, text: `${what}, ${durationInWords(minutes)}` };
}

function waitingIn(texts: TypedTexts): readonly HoursLineShown[] {
  return declarationsIn(texts).map((declared) => lineOf(declared));
}

async function hoursShown(
  state: TrackingState,
  begun: readonly BegunPair[],
  pairs: PairRows,
  deps: TrackingEndpoint,
): Promise<readonly HoursShown[]> {
  if (begun.length === 0 || pairs === 'unreadable') return [];
  const { reference, audience } = state.file;
  const read = await readOrExplain(deps, async (spreadsheet) => {
    const [lines, registrations] = await Promise.all([
      spreadsheet.read(HOURS_TAB, LINE_HEADERS),
      spreadsheet.read(REGISTRATIONS_TAB, LEDGER_HEADERS.registrations),
    ]);
    return { lines, registrations };
  });
  if (read === 'unreadable') return [];
  const { now, store } = deps.ports();
  const typed = new TypedStore(store);
  const own = new Map([[state.file.id, { [APPLICATION.reference]: reference }]]);
  const ledger = ledgerFrom({ ...read, pairs, youths: own, mentors: own }, parisDate(now()));
  const blockOf = (title: string, credits: readonly Credit[]) => ({
    title,
    total: totalOf(credits),
    lines: credits.map((credit) => lineOf(credit, credit.event)),
  });
  if (audience === 'youth') return [{ ...blockOf('Tes heures', creditsOf(reference, ledger)), waiting: [] }];
  return await Promise.all(
    begun.flatMap(({ id, isOpen }) => {
      const cells = pairs.get(id);
      if (!isOpen || cells === undefined) return [];
      const row = pairRowOf(cells);
      const block = blockOf(`Vos heures avec ${row.names.youth}`, creditsOf(row.reference, ledger));
      return [typed.of(id).then((texts) => ({ ...block, declares: id, waiting: waitingIn(texts) }))];
    }),
  );
}

/** The pair that somebody may declare hours of: begun, and not over. */
async function declarable(
  id: string | undefined | null,
  state: TrackingState,
  deps: TrackingEndpoint,
): Promise<BegunPair | undefined> {
  const begun = await begunPairs(state, deps.ports());
  return begun.find((pair) => pair.id === id && pair.isOpen);
}

/** The form of a declaration; `undefined` where there is no such pair to declare of. */
export async function hoursPage(
  { state }: OpenTracking,
  request: Request,
  deps: TrackingEndpoint,
): Promise<ShownPage | undefined> {
  const { searchParams, pathname } = new URL(request.url);
  const pair = await declarable(searchParams.get('binome'), state, deps);
  if (state.file.audience !== 'mentor' || pair === undefined) return undefined;
  return await formPage({ path: pathname, pair: pair.id, once: newOnce(), values: new Map() }, deps);
}

async function formPage(
  shown: {
    readonly path: string;
    readonly pair: string;
    readonly once: string;
    readonly values: PostedForm['values'];
  },
  deps: TrackingEndpoint,
  errors?: FormErrors,
): Promise<ShownPage> {
  const { renderHours } = await import('./render-tracking.ts');
  const rows = await pairRows(deps);
  const cells = rows === 'unreadable' ? undefined : rows.get(shown.pair);
  const other = cells === undefined ? '' : pairRowOf(cells).names.youth;
  return renderHours({ ...shown, other, errors });
}

/** Takes the hours that a mentor declares, which the next drain writes into the ledger. */
export async function declareHours(
  form: PostedForm,
  { state }: OpenTracking,
  deps: TrackingEndpoint,
): Promise<Response | ShownPage | undefined> {
  const { values, path } = form;
  const pair = await declarable(values.get('pair')?.[0], state, deps);
  if (pair === undefined) return undefined;
  const { store, now } = deps.ports();
  const typed = new TypedStore(store);
  const at = now();
  const shown = { path, pair: pair.id, once: onceOf(form) ?? newOnce(), values };
  const parsed = parseDeclaration(values, { today: parisDate(at), startedOn: pair.startedOn });
  if (!parsed.ok) return { ...(await formPage(shown, deps, parsed.errors)), status: 422, hasErrors: true };
  if (declarationsIn(await typed.of(pair.id)).length >= MOST_WAITING)
    return { ...(await formPage(shown, deps, generalError(TOO_MANY))), status: 429, hasErrors: true };
  await keepDeclaration(pair.id, { at, once: shown.once, declaration: parsed.declaration }, typed);
  return undefined;
}
