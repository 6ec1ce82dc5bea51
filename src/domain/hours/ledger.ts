import { ANY_REFERENCE, ERASED_REFERENCE } from '../application/reference.ts';
import { statusKey } from '../application/statuses.ts';
import type { RowCells } from '../application/tab.ts';
import type { IsoDate } from '../eligibility/age.ts';
import { lastDayIn } from '../retention/staff-dates.ts';
import { durationIn, type Minutes } from './duration.ts';
import { HOURS_LINE, hoursKindIn, type HoursKind, lineStateIn } from './hours-tab.ts';

/** A pair as far as its hours go. */
export interface LedgerPair {
  readonly reference: string;
  /** References of the two; `''` of whom was erased. */
  readonly youth: string;
  readonly mentor: string;
  /** True once it has begun, whatever became of it. */
  readonly hasBegun: boolean;
  /** `undefined` when no day is known. */
  readonly startedOn: IsoDate | undefined;
  readonly endedOn: IsoDate | undefined;
}

/** Somebody who came to an event. */
export interface Attendance {
  readonly event: string;
  readonly day: IsoDate | undefined;
  readonly reference: string;
}

export interface LedgerInputs {
  /** The rows of `Heures`, by `Identifiant` or the name of a row without. */
  readonly lines: ReadonlyMap<string, RowCells>;
  readonly came: readonly Attendance[];
  readonly pairs: readonly LedgerPair[];
  /** True of the reference of a youth or a mentor who has a row. */
  readonly isKnown: (reference: string) => boolean;
  readonly today: IsoDate;
}

/** A line of the ledger that counts: whom it credits, each once. */
export interface Credit {
  readonly id: string;
  readonly day: IsoDate;
  readonly minutes: Minutes;
  readonly kind: HoursKind;
  readonly event: string;
  /** References of pairs. */
  readonly pairs: ReadonlySet<string>;
  /** References of youths and mentors. */
  readonly people: ReadonlySet<string>;
}

/** Reasons why a line, or one of its participants, counts for nothing until somebody mends it. */
export type LineFault =
  | 'date'
  | 'future'
  | 'duration'
  | 'impossible'
  | 'state'
  | 'nobody'
  | 'unknown'
  | 'before'
  | 'after'
  | 'to-check'
  /** It counts, and stands there twice. */
  | 'twice';

export interface LineMatter {
  readonly id: string;
  /** Words that name the line: its day as it was typed, its event or references. */
  readonly line: string;
  readonly fault: LineFault;
  /** The participant that it is about. */
  readonly about?: string;
}

export interface Ledger {
  /** The oldest first. */
  readonly credits: readonly Credit[];
  readonly matters: readonly LineMatter[];
}

/** The references that `Participants` names, each once, and the words between separators that name nobody; whoever was erased is neither. */
function participantsIn(cell: string): {
  readonly references: readonly string[];
  readonly others: readonly string[];
  readonly isAnyErased: boolean;
} {
  const parts = cell.normalize('NFKC').split(/[;,\n]/u);
  const found = parts.map((part) => ({
    part: part.trim(),
    references: part.toUpperCase().match(ANY_REFERENCE) ?? [],
  }));
  const others = found.flatMap(({ part, references }) =>
    part !== '' && references.length === 0 ? [part] : [],
  );
  const isErased = (part: string): boolean => part.includes(ERASED_REFERENCE);
  return {
    references: [...new Set(found.flatMap(({ references }) => references))],
    others: others.filter((part) => !isErased(part)),
    isAnyErased: others.some(isErased),
  };
}

/** Those who came to an event; of one that recurs under its name, those of that day and those beside whom no day stands. */
function cameTo(event: string, day: IsoDate, came: readonly Attendance[]): readonly string[] {
  const key = statusKey(event);
  const all = came.filter((one) => statusKey(one.event) === key);
  const isOnDay = all.some((one) => one.day === day);
  return all.flatMap((one) => (!isOnDay || one.day === undefined || one.day === day ? [one.reference] : []));
}

/** True on a day on which the pair was under way, or may have been. */
export function isUnderWay({ hasBegun, startedOn, endedOn }: LedgerPair, day: IsoDate): boolean {
  return (
    hasBegun && (startedOn === undefined || day >= startedOn) && (endedOn === undefined || day <= endedOn)
  );
}

interface Credited {
  readonly pairs: readonly string[];
  readonly people: readonly string[];
  readonly fault?: LineFault;
}

const NOBODY = { pairs: [], people: [] } as const;

/** The people and pairs that a reference credits on a day: a pair its two people, a youth their pair as well, a mentor nobody else. */
function creditedBy(reference: string, day: IsoDate, { pairs, isKnown }: LedgerInputs): Credited {
  const pair = pairs.find((one) => one.reference === reference);
  if (pair !== undefined) {
    if (!isUnderWay(pair, day)) {
      const isAfter = pair.hasBegun && pair.endedOn !== undefined && day > pair.endedOn;
      return { ...NOBODY, fault: isAfter ? 'after' : 'before' };
    }
    return { pairs: [reference], people: [pair.youth, pair.mentor].filter((one) => one !== '') };
  }
  if (!isKnown(reference)) return { ...NOBODY, fault: 'unknown' };
  const own = pairs.filter((one) => one.youth === reference && isUnderWay(one, day));
  return { pairs: own.map((one) => one.reference), people: [reference] };
}

function nameOf(cells: RowCells, references: readonly string[]): string {
  const day = lastDayIn(cells[HOURS_LINE.date] ?? '');
  const [written = 'sans date'] = [typeof day === 'string' ? undefined : day.day];
  const [event, who] = [(cells[HOURS_LINE.event] ?? '').trim(), references.slice(0, 2).join(' et ')];
  return [written, event === '' ? who : event].filter((text) => text !== '').join(', ');
}

/** The line's day and length, or what is wrong with them. */
function measureOf(
  cells: RowCells,
  today: IsoDate,
): { readonly day: IsoDate; readonly minutes: Minutes } | LineFault {
  const day = lastDayIn(cells[HOURS_LINE.date] ?? '');
  const duration = durationIn(cells[HOURS_LINE.duration] ?? '');
  if (typeof day === 'string') return 'date';
  if (day.day > today) return 'future';
  if (typeof duration === 'string') return duration === 'impossible' ? 'impossible' : 'duration';
  return { day: day.day, minutes: duration.minutes };
}

function readLine(id: string, cells: RowCells, inputs: LedgerInputs): Pick<Ledger, 'credits' | 'matters'> {
  const { references, others, isAnyErased } = participantsIn(cells[HOURS_LINE.participants] ?? '');
  const line = nameOf(cells, references);
  const state = lineStateIn(cells[HOURS_LINE.state] ?? '');
  const only = (fault: LineFault) => ({ credits: [], matters: [{ id, line, fault }] });
  if (state === 'Refusée') return { credits: [], matters: [] };
  if (state === undefined) return only('state');
  const measure = measureOf(cells, inputs.today);
  if (typeof measure === 'string') return only(measure);
  if (state === 'À vérifier') return only('to-check');
  const event = (cells[HOURS_LINE.event] ?? '').trim();
  const isOfNobody = references.length + others.length === 0;
  if (isOfNobody && isAnyErased) return { credits: [], matters: [] };
  const named = isOfNobody && event !== '' ? cameTo(event, measure.day, inputs.came) : references;
  if (named.length + others.length === 0) return only('nobody');
  const credited = named.map((reference) => ({ reference, ...creditedBy(reference, measure.day, inputs) }));
  // An erasure may have named all pairs of a youth: the line is that of the one under way.
  const ofErased = inputs.pairs.filter((pair) => pair.youth === '' && named.includes(pair.reference));
  const oneOfSeveral = new Set(ofErased.length > 1 ? ofErased.map(({ reference }) => reference) : []);
  const matters = [
    ...credited.flatMap(({ reference, fault }) =>
      fault === undefined || oneOfSeveral.has(reference) ? [] : [{ id, line, fault, about: reference }],
    ),
    // Their words may be a name.
    ...others.map(() => ({ id, line, fault: 'unknown' as const })),
  ];
  const pairs = new Set(credited.flatMap((one) => one.pairs));
  const people = new Set(credited.flatMap((one) => one.people));
  if (pairs.size + people.size === 0) return { credits: [], matters };
  const kind = hoursKindIn(cells[HOURS_LINE.kind] ?? '');
  return { credits: [{ id, ...measure, kind, event, pairs, people }], matters };
}

/** The same hours of the same people, written down again. */
function twiceIn(credits: readonly Credit[]): readonly LineMatter[] {
  const same = Map.groupBy(credits, ({ day, minutes, kind, event, pairs, people }) =>
    JSON.stringify([day, minutes, kind, statusKey(event), [...pairs].toSorted(), [...people].toSorted()]),
  );
  return [...same.values()].flatMap(([, ...again]) =>
    again.map(({ id, day, event, pairs, people }) => ({
      id,
      line: [day, event === '' ? ([...pairs, ...people][0] ?? '') : event].join(', '),
      fault: 'twice' as const,
    })),
  );
}

/**
 * The ledger of hours: each line credits each of its people, and each of their pairs under way on that day, once. What cannot be read counts
 * for nothing, and is told. A pure function of the rows: a line that is corrected, refused or taken away changes every total.
 */
export function ledgerOf(inputs: LedgerInputs): Ledger {
  const read = [...inputs.lines].map(([id, cells]) => readLine(id, cells, inputs));
  const credits = read
    .flatMap((one) => one.credits)
    .toSorted((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
  return { credits, matters: [...read.flatMap(({ matters }) => matters), ...twiceIn(credits)] };
}

/** The lines that credit a person, or a pair, by reference. */
export function creditsOf(reference: string, { credits }: Pick<Ledger, 'credits'>): readonly Credit[] {
  return credits.filter(({ pairs, people }) => pairs.has(reference) || people.has(reference));
}

export function totalOf(credits: readonly Credit[]): Minutes {
  return credits.reduce((total, { minutes }) => total + minutes, 0);
}
