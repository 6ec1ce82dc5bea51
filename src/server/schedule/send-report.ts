import { daysAfter } from '../../domain/days-after.ts';
import { type IsoDate, parisDate } from '../../domain/eligibility/age.ts';
import type { MessageSettings } from '../letters/draft.ts';
import { renderReport } from '../letters/render-report.ts';
import { reportLetter } from '../letters/report-letter.ts';
import type { Mail } from '../mail/mail.ts';
import type { AlertNotes } from './alert-notes.ts';
import { type SeasonPorts, seasonReport } from './season-report.ts';

/** Days after its date on which a report still leaves, when drains were stopped meanwhile. */
const LATEST_DAYS = 7;

export interface ReportPorts extends SeasonPorts {
  readonly alertNotes: Pick<AlertNotes, 'wasAlerted' | 'noteAlert'>;
  readonly mail: Pick<Mail, 'send'>;
  readonly settings: MessageSettings;
  /** Nobody is told when there is none. */
  readonly teamEmail: string | undefined;
}

export interface ReportDates {
  readonly season: string;
  readonly seasonEndsOn: IsoDate;
  readonly reportDates?: readonly IsoDate[] | undefined;
}

/** The last date whose report is due on this day; one of several that were missed tells as much as all. */
function dueOn(today: IsoDate, { seasonEndsOn, reportDates = [] }: ReportDates): IsoDate | undefined {
  const due = [seasonEndsOn, ...reportDates].filter(
    (date) => date <= today && today <= daysAfter(date, LATEST_DAYS),
  );
  return due.toSorted().at(-1);
}

/**
 * Sends the team the report of the season at its end and on the dates of the settings, once a date: none while nobody counts. Throws
 * `StoreUnavailable`, and as the mail does.
 */
export async function sendReport(dates: ReportDates, ports: ReportPorts): Promise<void> {
  const { alertNotes, mail, settings, teamEmail, now } = ports;
  const today = parisDate(now());
  const date = dueOn(today, dates);
  if (teamEmail === undefined || date === undefined || (await alertNotes.wasAlerted('report', date))) return;
  const { season } = dates;
  const report = await seasonReport(season, ports);
  if (report === undefined) return;
  const { programmeName: programme, organisation, support } = settings;
  const html = renderReport({ report, programme, organisation, support });
  await mail.send(
    reportLetter({ id: 'rapport', event: `${season}-${date}`, to: teamEmail }, report, html, settings),
  );
  await alertNotes.noteAlert('report', date);
}
