import type { HoursLineShown, HoursShown } from '../../components/tracking/Hours.tsx';
import type { Tracking } from '../../components/tracking/TrackingPage.tsx';
import type { FormErrors } from '../../domain/application/form.ts';
import { parisDate } from '../../domain/eligibility/age.ts';
import { parseDeclaration } from '../../domain/hours/declaration.ts';
import { durationInWords } from '../../domain/hours/duration.ts';
import { type Credit, creditsOf, totalOf } from '../../domain/hours/ledger.ts';
import { pairRowOf } from '../../domain/pairs/pair-row.ts';
import { declarationsIn, keepDeclaration } from '../cases/declarations.ts';
import { TypedStore, type TypedTexts } from '../cases/typed-store.ts';
import { endingsShown } from './ending-view.ts';
import { missingFor } from '../../domain/hours/certificate.ts';
import { generalError } from './form-request.ts';
import { ownCredits, readLedger, readPairRows } from './ledger-read.ts';
import type { PostedForm, ShownPage } from './link-answer.ts';
import { begunIn, type BegunPair, begunPairs } from './pair-acts.ts';
import { knownPairs, type PairRows, pairsShown, readPairs } from './pair-view.ts';
import type { TrackingState } from './tracking-view.ts';
import { newOnce, onceOf, type OpenTracking, type TrackingEndpoint } from './tracking-visit.ts';

interface HoursOfReader {
  readonly hours: readonly HoursShown[];
  /** They deserve a certificate. */
  readonly isCertified: boolean;
}

const NO_HOURS: HoursOfReader = { hours: [], isCertified: false };

/** Declarations of one pair that may wait for the spreadsheet at once: more is no mentor's work. */
const MOST_WAITING = 20;
const TOO_MANY =
  'Beaucoup de rencontres attendent déjà d’arriver dans le tableur. Réessayez dans quelques minutes.';

/** Pairs and hours for the page of a youth or a mentor. Never throws as the spreadsheet does. */
export async function programmeShown(
  state: TrackingState,
  deps: TrackingEndpoint,
): Promise<Pick<Tracking, 'pairs' | 'endings'> & HoursOfReader> {
  if (knownPairs(state).length === 0) return { pairs: [], endings: [], ...NO_HOURS };
  const [known, rows] = await Promise.all([readPairs(state, deps.ports()), readPairRows(deps)]);
  const [pairs, endings, hours] = await Promise.all([
    pairsShown(state, known, rows, deps),
    endingsShown(state, rows, deps),
    hoursShown(state, begunIn(known), rows, deps),
  ]);
  return { pairs, endings, ...hours };
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
): Promise<HoursOfReader> {
  if (begun.length === 0 || pairs === 'unreadable') return NO_HOURS;
  const { reference, audience } = state.file;
  const ledger = await readLedger(state, pairs, deps);
  if (ledger === 'unreadable') return NO_HOURS;
  const typed = new TypedStore(deps.ports().store);
  const isCertified = missingFor(ownCredits(state, pairs, ledger)) === 0;
  const blockOf = (title: string, credits: readonly Credit[]) => ({
    title,
    total: totalOf(credits),
    lines: credits.map((credit) => lineOf(credit, credit.event)),
  });
  if (audience === 'youth')
    return {
      hours: [{ ...blockOf('Tes heures', creditsOf(reference, ledger)), waiting: [] }],
      isCertified,
    };
  const hours = await Promise.all(
    begun.flatMap(({ id, isOpen }) => {
      const cells = pairs.get(id);
      if (!isOpen || cells === undefined) return [];
      const row = pairRowOf(cells);
      const block = blockOf(`Vos heures avec ${row.names.youth}`, creditsOf(row.reference, ledger));
      return [typed.of(id).then((texts) => ({ ...block, declares: id, waiting: waitingIn(texts) }))];
    }),
  );
  return { hours, isCertified };
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
  const rows = await readPairRows(deps);
  const cells = rows === 'unreadable' ? undefined : rows.get(shown.pair);
  const other = cells === undefined ? '' : pairRowOf(cells).names.youth;
  return renderHours({ ...shown, other, errors });
}

/** Takes the hours that a mentor declares, which the next drain writes into the ledger. */
export async function declareHours(
  form: Pick<PostedForm, 'values' | 'path'>,
  { state }: Pick<OpenTracking, 'state'>,
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
