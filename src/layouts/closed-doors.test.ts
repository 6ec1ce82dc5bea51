import { expect, test } from 'vitest';
import { youthForm } from '../domain/application/youth.ts';
import { REOPENING } from '../domain/application/reopening.ts';
import { withClosedDoors } from './closed-doors.ts';

const youthClosed = (form: { audience: string }) =>
  form.audience === youthForm.audience
    ? { title: 'Les candidatures sont fermées', lead: 'Reviens au printemps.' }
    : undefined;

test.each([
  [
    '<p><a href="/candidater/">Candidate</a>, ou lis.</p>',
    '<p><a href="/candidater/">Candidate</a> (les candidatures sont fermées), ou lis.</p>',
  ],
  [
    '<a href="/candidater?site=eurasante#etape-toi"><strong>Vite</strong></a>',
    '<a href="/candidater?site=eurasante#etape-toi"><strong>Vite</strong></a> (les candidatures sont fermées)',
  ],
  [
    '<a class="button" href="/candidater/">Je candidate</a>',
    `<a class="button" href="/candidater/">${REOPENING}</a>`,
  ],
])('a link to a closed form says so: %s', (open, closed) => {
  expect(withClosedDoors(open, youthClosed)).toBe(closed);
  expect(withClosedDoors(open, () => undefined)).toBe(open);
});

test('any other link stays as it is', () => {
  const html =
    '<a href="/devenir-mentor/">Mentor</a> <a href="/candidater/autre/">x</a> <a href="https://exemple.fr/candidater/">y</a>';
  expect(withClosedDoors(html, youthClosed)).toBe(html);
});

test('words that begin with initials keep them', () => {
  const closed = () => ({ title: 'MEL & cie', lead: '' });
  expect(withClosedDoors('<a href="/candidater/">Candidate</a>', closed)).toContain(' (MEL &amp; cie)');
});
