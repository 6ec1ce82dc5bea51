import { expect, test } from 'vitest';
import { EXAMPLE_REPORT } from '../src/components/report/example-report.ts';
import { FigureMarks } from '../src/server/cases/figure-marks.ts';
import { messageSettings } from '../src/server/letters/draft.ts';
import type { Message } from '../src/server/letters/message.ts';
import { renderReport } from '../src/server/letters/render-report.ts';
import { AlertNotes } from '../src/server/schedule/alert-notes.ts';
import { sendReport } from '../src/server/schedule/send-report.ts';
import settings from '../src/content/settings/site.json' with { type: 'json' };
import { MemoryStore } from './doubles/memory-store.ts';
import { TEAM } from './fixtures/programme.fixture.ts';

const PLAIN = (html: string) => html.replaceAll(/<[^>]+>/g, '|').replaceAll('\u00A0', ' ');

test('the report tells each total with what it is out of, what it counts, and a bar as long as its share', () => {
  const html = renderReport(EXAMPLE_REPORT);
  const text = PLAIN(html);
  for (const told of ['36 sur 40, 90 %', '48 sur 71, 68 %', '755 h 30', 'sur 40 jeunes', 'moins de 5'])
    expect(text).toContain(told);
  // No line of the heads or of a breakdown ends between a number and its whole.
  expect(html).toContain('(36\u00A0sur\u00A040)');
  expect(html).toContain('sur\u00A040\u00A0jeunes');
  expect(text).toContain('suivies par les jeunes');
  expect(text).toMatch(/Projets bâtis\|+ \|+Jeunes qui ont répondu « oui »/);
  expect(html).toContain('<rect width="90" height="6" fill="#b83a1b">');
  expect(html.match(/<svg/g)).toHaveLength(13 + 13);
  expect(html).not.toMatch(/https?:|<script|<img|<link/);
});

/** A season with figures, and a team that waits for its report. */
async function aSeason(isCounted = true) {
  const store = new MemoryStore();
  const sent: Message[] = [];
  let now = new Date();
  if (isCounted) await store.set(`figures/2026-2027/youths/oui/${'a'.repeat(32)}`, '');
  const on = async (day: string, reportDates: readonly string[] = []): Promise<number> => {
    now = new Date(`${day}T09:00:00Z`);
    await sendReport(
      { season: '2026-2027', seasonEndsOn: '2027-08-31', reportDates },
      {
        figures: new FigureMarks(store),
        alertNotes: new AlertNotes(store, () => now),
        mail: { send: (message) => Promise.resolve(void sent.push(message)) },
        settings: messageSettings(settings, 'https://site.test'),
        teamEmail: TEAM,
        now: () => now,
      },
    );
    return sent.splice(0).length;
  };
  return { on, sent, store };
}

test('the report leaves once at the season’s end, and once on each date of the settings', async () => {
  const { on } = await aSeason();
  const dates = ['2027-01-15', '2027-06-01'];
  expect(await on('2027-01-14', dates)).toBe(0);
  expect(await on('2027-01-15', dates)).toBe(1);
  expect(await on('2027-01-15', dates)).toBe(0);
  expect(await on('2027-01-16', dates)).toBe(0);
  // Drains were stopped on the day itself; a date that is long over is not caught up with.
  expect(await on('2027-06-05', dates)).toBe(1);
  expect(await on('2027-07-15', [...dates, '2027-07-01'])).toBe(0);
  expect(await on('2027-08-30')).toBe(0);
  expect(await on('2027-08-31')).toBe(1);
  expect(await on('2027-09-01')).toBe(0);
});

test('no report leaves while nobody counts', async () => {
  const { on, store } = await aSeason(false);
  expect(await on('2027-08-31')).toBe(0);
  await store.set(`figures/2026-2027/youths/oui/${'a'.repeat(32)}`, '');
  expect(await on('2027-09-01')).toBe(1);
});
