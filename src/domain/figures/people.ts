import { fieldOf, type Form, type Recruited } from '../application/form.ts';
import { formOf } from '../application/forms.ts';
import { isFirstStatus, statusKey, statusNamed } from '../application/statuses.ts';
import type { RowCells } from '../application/tab.ts';
import { APPLICATION } from '../application/tabs.ts';
import { youthForm } from '../application/youth.ts';
import type { IsoDate } from '../eligibility/age.ts';
import { creditsOf, type Ledger, totalOf } from '../hours/ledger.ts';
import { dayIn, ledgerFrom, ledgerPairOf } from '../hours/ledger-rows.ts';
import { LATER_AGREEMENTS, NEXT_STEPS, PROJECT_ANSWERS } from '../pairs/ending-answers.ts';
import { hasBegun, PAIR, type PairStateLabel, pairStateIn } from '../pairs/pairs-tab.ts';
import { referencesIn } from '../pairs/places.ts';
import { ageCell, districtCell, siteCell } from './breakdowns.ts';
import { COUNTED, MARK_KINDS, type MarkKind, SEASON_PATTERN } from './marks.ts';

type Rows = ReadonlyMap<string, RowCells>;

/** The rows that figures follow from, by tab; `undefined` of a tab that cannot be read whole. */
export interface FigureRows extends Readonly<Record<Recruited, Rows | undefined>> {
  readonly pairs: Rows | undefined;
  readonly lines: Rows | undefined;
  readonly registrations: Rows | undefined;
}

type Values = Readonly<Partial<Record<MarkKind, string | undefined>>>;

/** One person as far as figures go. */
export interface CountedPerson {
  readonly id: string;
  readonly season: string;
  /** The value of each mark: `undefined` where the person has none, absent where that cannot be told now. */
  readonly values: Values;
}

export const BIRTH_DATE = fieldOf(youthForm, 'birthDate').column;
export const DISTRICT = fieldOf(youthForm, 'district').column;

export const NO_ANSWER = 'sans-reponse';
/** The answers to the two questions after the end of a pair as marks hold them, the one that says most first. */
const PROJECTS = PROJECT_ANSWERS.map(statusKey);
const LATER = [...NEXT_STEPS, ...LATER_AGREEMENTS].map(statusKey);

/** A row that bears a signal (a machine, a duplicate) counts once the team has taken it up, and no more once it has put it aside. */
function isCounted({ audience }: Form, cells: RowCells): boolean {
  if ((cells[APPLICATION.signals] ?? '').trim() === '') return true;
  const text = cells[APPLICATION.status] ?? '';
  const status = statusNamed(audience, text);
  if (status === undefined) return text.trim() !== '';
  return !isFirstStatus(audience, text) && (status.isFinal !== true || status.isAccepted === true);
}

/** A pair that has begun, as far as one of its two goes. */
interface BegunPair {
  readonly cells: RowCells;
  readonly state: PairStateLabel | undefined;
}

/** The pairs that began, by the reference of a side, the oldest first; those typed by hand too. */
function begunBy(header: string, pairs: Rows): ReadonlyMap<string, readonly BegunPair[]> {
  const begun = [...pairs.values()].flatMap((cells) => {
    const { hasBegun: isBegun, startedOn = '' } = ledgerPairOf(cells);
    const state = pairStateIn(cells[PAIR.state] ?? '');
    return isBegun || state === 'Terminé'
      ? referencesIn(cells[header] ?? '').map((reference) => ({
          reference,
          cells,
          state,
          order: `${startedOn} ${cells[PAIR.reference] ?? ''}`,
        }))
      : [];
  });
  return Map.groupBy(
    // By reference where the days are equal: staff may sort the rows.
    begun.toSorted((a, b) => (a.order < b.order ? -1 : Number(a.order > b.order))),
    ({ reference }) => reference,
  );
}

/** The end of a youth's way: none while a pair is under way. */
function endOf(pairs: readonly BegunPair[]): 'ended' | 'stopped' | undefined {
  if (pairs.some(({ state }) => hasBegun(state))) return undefined;
  if (pairs.some(({ state }) => state === 'Terminé')) return 'ended';
  return pairs.some(({ state }) => state === 'Arrêté') ? 'stopped' : undefined;
}

function answerIn(pairs: readonly BegunPair[], header: string, answers: readonly string[]) {
  const given = new Set(pairs.map(({ cells }) => statusKey(cells[header] ?? '')));
  return answers.find((answer) => given.has(answer));
}

/** Values that follow from the pairs of a youth. */
function valuesOfPairs(cells: RowCells, pairs: readonly BegunPair[]): Values {
  const [last] = pairs.slice(-1);
  if (last === undefined)
    return {
      paired: undefined,
      end: undefined,
      project: undefined,
      'six-months': undefined,
      site: undefined,
      age: undefined,
      district: undefined,
    };
  const end = endOf(pairs);
  const [birthDate, appliedOn] = [dayIn(cells[BIRTH_DATE]), dayIn(cells[APPLICATION.receivedAt])];
  return {
    paired: COUNTED,
    end,
    project: end && (answerIn(pairs, PAIR.project, PROJECTS) ?? NO_ANSWER),
    'six-months': end && answerIn(pairs, PAIR.later, LATER),
    site: siteCell(last.cells[PAIR.site] ?? ''),
    age: birthDate && appliedOn && ageCell(birthDate, appliedOn),
    district: districtCell(cells[DISTRICT] ?? ''),
  };
}

function youthValues(
  cells: RowCells,
  reference: string,
  begun: ReadonlyMap<string, readonly BegunPair[]> | undefined,
  ledger: Ledger | undefined,
): Values {
  const minutes = ledger && totalOf(creditsOf(reference, ledger));
  const pairs = begun === undefined ? undefined : (begun.get(reference) ?? []);
  const status = statusNamed('youth', cells[APPLICATION.status] ?? '');
  const isAccepted = status?.isAccepted === true || (pairs ?? []).length > 0;
  return {
    youths: COUNTED,
    // A status of the team's own says nothing, a pair does.
    ...((isAccepted || pairs !== undefined) && { accepted: isAccepted ? COUNTED : undefined }),
    ...(pairs && valuesOfPairs(cells, pairs)),
    ...(minutes !== undefined && { hours: minutes === 0 ? undefined : String(minutes) }),
  };
}

/** Everybody of whom there is a row that can be read and whose season is one: whoever is left out keeps the marks of before. */
export function peopleIn(rows: FigureRows, today: IsoDate): readonly CountedPerson[] {
  const { youth, mentor, company, pairs, lines, registrations } = rows;
  const ledger =
    youth &&
    mentor &&
    pairs &&
    lines &&
    registrations &&
    ledgerFrom({ youths: youth, mentors: mentor, pairs, lines, registrations }, today);
  const [byYouth, byMentor] = [PAIR.youth, PAIR.mentor].map((header) => pairs && begunBy(header, pairs));
  const of = (
    audience: Recruited,
    own: Rows | undefined,
    valuesOf: (cells: RowCells, reference: string) => Values,
  ): readonly CountedPerson[] =>
    [...(own ?? [])].flatMap(([id, cells]) => {
      const season = (cells[APPLICATION.season] ?? '').trim();
      if (!SEASON_PATTERN.test(season)) return [];
      const reference = (cells[APPLICATION.reference] ?? '').trim();
      const values = isCounted(formOf(audience), cells) ? valuesOf(cells, reference) : noValues(audience);
      return [{ id, season, values }];
    });
  return [
    ...of('youth', youth, (cells, reference) => youthValues(cells, reference, byYouth, ledger)),
    ...of('mentor', mentor, (_, reference) => ({
      mentors: COUNTED,
      ...(byMentor && { mentoring: byMentor.has(reference) ? COUNTED : undefined }),
    })),
    ...of('company', company, () => ({ companies: COUNTED })),
  ];
}

/** No mark at all, of somebody of these. */
export function noValues(audience: Recruited): Values {
  return Object.fromEntries(MARK_KINDS[audience].map((kind) => [kind, undefined]));
}
