/** A commune outside the territory, where a list has to offer one. */
export const ELSEWHERE = 'ailleurs';

export type AgeRange = 'younger' | 'inside' | 'older';

/** `yes`, `toCheck` (never a dead end), or why it is no. */
export type Verdict = 'yes' | 'toCheck' | 'tooYoung' | 'tooOld' | 'elsewhere';

/**
 * True when the programme is for somebody. Only age and a commune outside the territory make a no; a commune says nothing of the
 * neighbourhood. A check by address would tell `livesInPriorityNeighbourhood` as well.
 */
export function verdictOf({
  age,
  commune,
  livesInPriorityNeighbourhood,
}: {
  readonly age: AgeRange | undefined;
  readonly commune: string;
  readonly livesInPriorityNeighbourhood: boolean;
}): Verdict {
  if (age === 'younger') return 'tooYoung';
  if (age === 'older') return 'tooOld';
  if (commune === ELSEWHERE) return 'elsewhere';
  return age === 'inside' && livesInPriorityNeighbourhood ? 'yes' : 'toCheck';
}

/** True when an answer is the code of a neighbourhood rather than « Je ne sais pas ». */
export function isNeighbourhoodCode(answer: string): boolean {
  return /^QN\d{5}M$/.test(answer);
}
