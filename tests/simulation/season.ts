import messages from '../../src/content/messages/messages.json' with { type: 'json' };
import { wordsOf } from '../../src/domain/tracking/status-words.ts';
import { CONTACT_TAB } from '../../src/domain/tracking/contact-tab.ts';
import { formatWeekday } from '../../src/domain/french-dates.ts';
import { isWorkingDay, workingDayAfter } from '../../src/domain/working-days/working-days.ts';
import { act, apply } from './season-acts.ts';
import { type Cast, seasonCast } from './season-cast.ts';
import { dayAfter, Desk, readAs } from './season-desk.ts';
import { PointReader } from './season-point.ts';
import { staffWork } from './season-staff.ts';
import { Stories } from './season-story.ts';

const FIRST = '2026-09-01';
const LAST = '2027-07-31';
/** A Wednesday on which the mail server takes nothing. */
const DOWN_ON = '2026-11-18';
/** When nobody of the team works: the end of the year, and two weeks in which both are ill. */
const AWAY = [
  ['2026-12-24', '2027-01-01'],
  ['2027-02-08', '2027-02-19'],
] as const;

/** Results of one season. */
export interface Season extends Pick<Stories, 'people' | 'promises'> {
  readonly desk: Desk;
  readonly point: PointReader;
  readonly contacts: readonly Readonly<Record<string, string>>[];
  readonly pagesRead: number;
  /** Words that a page should not have said, or did not say. */
  readonly wrongPages: readonly string[];
}

function isAway(day: string): boolean {
  return AWAY.some(([first, last]) => day >= first && day <= last);
}

/**
 * One season of a programme, day by day, on everything that a deployed site runs: people apply, staff work in the spreadsheet, guardians
 * and volunteers answer, or do not. Its time is its own; nothing sleeps.
 */
export async function playSeason(size: Parameters<typeof seasonCast>[0]): Promise<Season> {
  const cast = seasonCast(size);
  const dead = cast.filter(({ isDead }) => isDead).map(({ email }) => email);
  const desk = new Desk(`${FIRST}T00:00:00Z`, { dead: new Set(dead), downOn: DOWN_ON });
  const stories = new Stories();
  const point = new PointReader(desk);
  const pages = { read: 0, wrong: new Array<string>() };
  for (let day = FIRST; day <= LAST; day = dayAfter(day, 1)) {
    await beginDay(day, desk, stories);
    if (isWorkingDay(day)) {
      point.read(day, stories.promises);
      await readPages(day, desk, stories, pages);
      if (!isAway(day)) await staffWork(day, desk, stories);
    }
    const comers = cast.filter(({ comesOn }) => dayAfter(FIRST, comesOn) === day);
    await endDay(day, comers, desk, stories);
  }
  const { people, promises } = stories;
  const contacts = desk.rows(CONTACT_TAB);
  return { people, promises, desk, point, contacts, pagesRead: pages.read, wrongPages: pages.wrong };
}

async function beginDay(day: string, desk: Desk, { people }: Stories): Promise<void> {
  desk.goTo(day, '02:30');
  await desk.site.night();
  // As every five minutes: what a drain saw of a change that waits is believed for a quarter of an hour.
  const isWaiting = people.some(({ mendOn = '' }) => mendOn >= day);
  await desk.drainFor(day, isWaiting ? ['07:45', '07:55', '08:05'] : ['08:05']);
}

async function endDay(day: string, comers: readonly Cast[], desk: Desk, stories: Stories): Promise<void> {
  desk.goTo(day, '12:00');
  await act(day, desk, stories);
  await apply(comers, day, desk, stories);
  await desk.drainFor(day, ['12:01']);
  stories.meet(desk);
  await desk.drainFor(day, isWorkingDay(day) ? ['14:05', '19:00'] : ['19:00']);
}

/** Pages on the first morning on which a promise is late, and a third of them on the day that they name. */
async function readPages(
  day: string,
  desk: Desk,
  { people }: Stories,
  pages: { read: number; readonly wrong: string[] },
): Promise<void> {
  for (const [n, person] of people.entries()) {
    const { promise, gone, audience, status, reference } = person;
    if (promise === undefined || gone !== undefined) continue;
    const isLate = workingDayAfter(promise.by, 1) === day;
    if (!isLate && (promise.by !== day || n % 3 > 0)) continue;
    pages.read += 1;
    const { text } = await desk.pageOf(person);
    const late = readAs(wordsOf(messages, audience, status)?.late ?? '').slice(0, 60);
    const dated = readAs(`au plus tard le ${formatWeekday(promise.by)}`);
    if (isLate !== text.includes(late) || isLate === text.includes(dated))
      pages.wrong.push(`${reference} (${status}), ${day}, promised for ${promise.by}`);
  }
}
