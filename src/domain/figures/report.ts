import { NO_BREAK } from '../day-in-words.ts';
import type { IsoDate } from '../eligibility/age.ts';
import { DIMENSIONS } from './breakdowns.ts';
import {
  type Breakdowns,
  countInWords,
  indicatorOf,
  type IndicatorKey,
  type Total,
  totalsOf,
} from './indicators.ts';
import type { Mark } from './marks.ts';
import { shownInWords } from './published.ts';

/** A figure of the report. */
export interface ReportFigure {
  readonly label: string;
  readonly definition: string;
  /** « 36 sur 40, 90 % ». */
  readonly value: string;
  /** Length of its bar, from 0 to 1; `undefined` where it is out of nothing. */
  readonly share: number | undefined;
}

export interface ReportBreakdown {
  readonly title: string;
  readonly definition: string;
  /** People in it when it was last told. */
  readonly of: number;
  readonly cells: readonly { readonly label: string; readonly value: string; readonly share: number }[];
}

/** One season on one page, for whoever funds the programme. */
export interface Report {
  readonly season: string;
  /** Day on which it is made: the figures are those of the night before. */
  readonly madeOn: IsoDate;
  readonly heads: readonly { readonly value: string; readonly label: string }[];
  readonly sections: readonly { readonly title: string; readonly figures: readonly ReportFigure[] }[];
  readonly breakdowns: readonly ReportBreakdown[];
}

/** A report with what it says of the programme. */
export interface ReportTold {
  readonly report: Report;
  readonly programme: string;
  readonly organisation: string;
  /** The sentence about who funds the programme. */
  readonly support: string;
}

const SECTIONS: readonly { readonly title: string; readonly keys: readonly IndicatorKey[] }[] = [
  { title: 'Qui s’est inscrit', keys: ['youths', 'mentors', 'companies'] },
  {
    title: 'Qui a été accompagné',
    keys: ['accepted', 'paired', 'mentoring', 'hours', 'with-hours', 'twenty-hours', 'ended', 'stopped'],
  },
  { title: 'Avec quel projet', keys: ['projects', 'projects-under-way', 'no-projects', 'no-answers'] },
  { title: 'Six mois après', keys: ['later', 'later-active'] },
];

function shareOf({ value, of = 0 }: Total): number | undefined {
  return of === 0 ? undefined : value / of;
}

/** « 36 sur 40, 90 % »; of nothing, the number alone. */
function inWords(key: IndicatorKey, total: Total): string {
  const share = shareOf(total);
  const count = countInWords(key, total);
  return total.of === undefined || share === undefined
    ? count
    : `${count} sur ${total.of}, ${Math.round(share * 100)} %`;
}

/** The report of a season, from the marks and the breakdowns as they are told; `undefined` while nobody counts in it. */
export function reportOf(
  marks: readonly Mark[],
  season: string,
  breakdowns: Breakdowns,
  madeOn: IsoDate,
): Report | undefined {
  if (!marks.some((mark) => mark.season === season)) return undefined;
  const totals = totalsOf(marks, season);
  const figure = (key: IndicatorKey): ReportFigure => {
    const { label, definition } = indicatorOf(key);
    return { label, definition, value: inWords(key, totals(key)), share: shareOf(totals(key)) };
  };
  return {
    season,
    madeOn,
    heads: [
      { value: String(totals('paired').value), label: 'jeunes accompagnés' },
      { value: String(totals('mentoring').value), label: 'mentors en binôme' },
      { value: countInWords('hours', totals('hours')), label: 'suivies par les jeunes' },
      {
        value: inWords('projects', totals('projects')).replace(/^.*, /u, ''),
        label: `ont bâti un projet (${[totals('projects').value, 'sur', totals('projects').of ?? 0].join(NO_BREAK)})`,
      },
    ],
    sections: SECTIONS.map(({ title, keys }) => ({ title, figures: keys.map(figure) })),
    breakdowns: DIMENSIONS.flatMap(({ kind, title, definition, cells }) => {
      const told = breakdowns[kind]?.told;
      if (told === undefined) return [];
      const shown = cells.map(({ value, label }) => ({ label, count: told.cells[value] ?? 0 }));
      const most = Math.max(...shown.map(({ count }) => count), 1);
      return [
        {
          ...{ title, definition, of: told.of },
          cells: shown.map(({ label, count }) => ({
            label,
            value: shownInWords(count),
            share: count / most,
          })),
        },
      ];
    }),
  };
}
