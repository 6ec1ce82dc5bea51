import { parisDate } from '../../domain/eligibility/age.ts';
import { type Report, reportOf } from '../../domain/figures/report.ts';
import type { FigureMarks } from '../cases/figure-marks.ts';

// Apart from its letter, which loads templates: a command of Node's own runs this.

export interface SeasonPorts {
  readonly figures: Pick<FigureMarks, 'all' | 'breakdowns'>;
  readonly now: () => Date;
}

/** The report of a season as the last night left its figures; `undefined` while nobody counts in it. Throws `StoreUnavailable`. */
export async function seasonReport(
  season: string,
  { figures, now }: SeasonPorts,
): Promise<Report | undefined> {
  const [marks, breakdowns] = await Promise.all([figures.all(), figures.breakdowns(season)]);
  return reportOf(marks, season, breakdowns, parisDate(now()));
}
