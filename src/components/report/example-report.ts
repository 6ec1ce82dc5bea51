import { breakdownsOf } from '../../domain/figures/indicators.ts';
import type { Mark, MarkKind } from '../../domain/figures/marks.ts';
import { type Report, reportOf, type ReportTold } from '../../domain/figures/report.ts';
import { EXCELLENCE_SITES } from '../../domain/excellence-sites.ts';
import { PROGRAMME } from '../../domain/programme.ts';

const SEASON = '2026-2027';

function marks(kind: MarkKind, counts: Readonly<Record<string, number>>): readonly Mark[] {
  return Object.entries(counts).flatMap(([value, count]) =>
    Array.from({ length: count }, () => ({ season: SEASON, kind, value })),
  );
}

const YOUTHS_BY_SITE = [9, 12, 6, 3, 10];

/** A made-up season of forty youths and eighteen mentors. */
const MARKS: readonly Mark[] = [
  ...marks('youths', { oui: 71 }),
  ...marks('mentors', { oui: 26 }),
  ...marks('companies', { oui: 9 }),
  ...marks('accepted', { oui: 48 }),
  ...marks('paired', { oui: 40 }),
  ...marks('mentoring', { oui: 18 }),
  ...marks('hours', { '1200': 24, '1350': 9, '750': 5, '315': 2 }),
  ...marks('end', { ended: 36, stopped: 4 }),
  ...marks('project', { oui: 36, 'en-cours': 2, 'sans-reponse': 2 }),
  ...marks('six-months', { etudes: 11, apprentissage: 6, emploi: 5, autre: 2, 'accord-donne': 4 }),
  ...marks(
    'site',
    Object.fromEntries(EXCELLENCE_SITES.map(({ slug }, at) => [slug, YOUTHS_BY_SITE[at] ?? 0])),
  ),
  ...marks('age', { '16-17': 8, '18-21': 17, '22-25': 11, '26-30': 4 }),
  ...marks('district', { oui: 33, 'a-verifier': 5, non: 2 }),
];

const NOBODY: Report = { season: SEASON, madeOn: '', heads: [], sections: [], breakdowns: [] };

export const EXAMPLE_REPORT: ReportTold = {
  report: reportOf(MARKS, SEASON, breakdownsOf(MARKS, SEASON, {}), '2027-08-31') ?? NOBODY,
  programme: PROGRAMME.name,
  organisation: PROGRAMME.organisation.name,
  support: 'Un exemple : aucun de ces nombres n’est vrai.',
};
