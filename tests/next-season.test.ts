import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Recruited } from '../src/domain/application/form.ts';
import { settings } from '../src/content-queries/settings.ts';
import { TABS } from '../src/domain/spreadsheet-tabs.ts';
import { nextSeasonForm } from '../src/domain/application/next-season.ts';
import { tabOf } from '../src/domain/application/tabs.ts';
import { CONTACT_TAB } from '../src/domain/tracking/contact-tab.ts';
import { JOURNAL_TAB } from '../src/domain/tracking/journal-tab.ts';
import { dayAfter, Desk, type Sent } from './simulation/season-desk.ts';
import type { TypedFixture } from './fixtures/youth.fixture.ts';

// Who waits for the next season, from their address to its erasure: one message, once, and never a link to a closed form.

const TAB = tabOf(nextSeasonForm);
const MONDAY = '2026-11-23';
const TOLD = 'status-prevenue';

let closed: Set<Recruited>;
let desk: Desk;

beforeEach(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  closed = new Set();
  desk = new Desk(`${MONDAY}T08:00:00Z`, { dead: new Set(), downOn: '', closed });
  for (const tab of TABS) await desk.spreadsheet.insert(tab, []);
});

/** Leaves an address or a number, and gives the row once it is there. */
async function wait(wish: Recruited, reached: TypedFixture) {
  await desk.post(nextSeasonForm.apiPath, { wish, consent: 'on', ...reached });
  await desk.site.drain();
  return desk.rows(TAB).at(-1) ?? expect.fail();
}

async function give(status: string, ids: readonly string[]): Promise<void> {
  await desk.spreadsheet.update(
    TAB,
    ids.map((id) => ({ id, cells: { Statut: status } })),
  );
}

const ids = () => desk.rows(TAB).map(({ Identifiant: id = '' }) => id);

/** The messages of the reopening. */
const told = (): readonly Sent[] =>
  desk.sent
    .filter(({ kind }) => kind === TOLD)
    .toSorted((a, b) => a.on.localeCompare(b.on) || a.to.localeCompare(b.to));

/** Drains as every five minutes of half an hour, from an hour of a day on. */
async function halfAnHour(day: string, hour: string): Promise<void> {
  const minutes = [0, 5, 10, 15, 20, 25];
  await desk.drainFor(
    day,
    minutes.map((past) => `${hour}:${String(past + 1).padStart(2, '0')}`),
  );
}

/** Nights and mornings, up to a day. */
async function live(from: string, to: string): Promise<void> {
  for (let day = from; day <= to; day = dayAfter(day, 1)) {
    desk.goTo(day, '02:30');
    await desk.site.night();
    // What a drain saw of a change that waits is believed for a quarter of an hour.
    await desk.drainFor(day, ['07:45', '07:55', '08:05']);
  }
}

test('« Prévenue » leaves as one message, with the form that each waits for, and its address is erased a month later', async () => {
  const forms = {
    youth: '/candidater/',
    mentor: '/devenir-mentor/',
    company: '/entreprises/inscription/',
  } as const;
  const references: string[] = [];
  for (const wish of ['company', 'mentor', 'youth'] as const) {
    const row = await wait(wish, { email: `${wish}@exemple.fr` });
    references.push(row.Référence ?? '');
  }
  const tuesday = dayAfter(MONDAY, 1);
  desk.goTo(tuesday, '10:00');
  await give('Prévenue', ids());
  await desk.drainFor(tuesday, ['10:01', '10:14']);
  expect(told()).toEqual([]);
  await desk.drainFor(tuesday, ['10:20', '10:25', '18:00']);
  expect(told().map(({ to, text }) => [to, /https:\/\/site\.test(\/[a-z/-]+\/)\n/.exec(text)?.[1]])).toEqual(
    Object.entries(forms)
      .toSorted()
      .map(([wish, path]) => [`${wish}@exemple.fr`, path]),
  );
  for (const [n, { subject, text }] of told().entries()) {
    expect(subject).toBe('Les inscriptions sont ouvertes');
    expect(text).toContain(`avec la référence ${references[n]}`);
    expect(text).toMatch(/nous l’effaçons dans un mois/);
    expect(text).not.toMatch(/[{}]|Bonjour \S/);
  }
  expect(new Set(desk.rows(JOURNAL_TAB).map(({ Saison: season }) => season))).toEqual(
    new Set([settings.season]),
  );
  const events = desk.rows(JOURNAL_TAB).filter(({ Référence: reference }) => reference === references[0]);
  expect(events.map(({ Événement: event }) => event)).toEqual([
    'Statut : Prévenue',
    'E-mail envoyé (statut Prévenue)',
  ]);
  const { text } = await desk.pageOf({ reference: references[2] ?? '', address: 'youth@exemple.fr' });
  expect(text).toContain('Les inscriptions ont rouvert');
  expect(text).not.toContain('Ne plus recevoir ce message');

  await live(dayAfter(tuesday, 1), dayAfter(tuesday, 29));
  expect(desk.rows(TAB)).toHaveLength(3);
  await live(dayAfter(tuesday, 30), dayAfter(tuesday, 31));
  expect(desk.rows(TAB)).toEqual([]);
  expect(told()).toHaveLength(3);
  expect(JSON.stringify(desk.tabNames.map((name) => desk.rows({ name })))).not.toContain('@exemple.fr');
});

test('who left a number is written to by the team, with the text and its link, and is erased too', async () => {
  const row = await wait('mentor', { phone: '06 12 34 56 78' });
  await give('Prévenue', ids());
  await halfAnHour(MONDAY, '11');
  const [call, ...others] = desk.rows(CONTACT_TAB);
  expect(others).toEqual([]);
  expect(call).toMatchObject({
    Référence: row.Référence,
    Téléphone: '+33612345678',
    Motif: 'Statut : Prévenue',
    Saison: row.Saison,
    Destinataire: 'La personne',
  });
  const sms = call?.['Texte à copier'] ?? '';
  expect(sms).toMatch(/^Bonjour, ici .*https:\/\/site\.test\/devenir-mentor\/ .*un mois\.$/);
  expect(call?.['Lien SMS']).toBe(`sms:+33612345678?body=${encodeURIComponent(sms)}`);
  await live(dayAfter(MONDAY, 1), dayAfter(MONDAY, 32));
  expect([desk.rows(TAB), desk.rows(CONTACT_TAB)]).toEqual([[], []]);
});

describe('while the form is closed', () => {
  test('nothing leaves, « Le point » says why, and all leaves within the hour of its opening', async () => {
    closed.add('youth');
    const { Référence: reference = '' } = await wait('youth', { email: 'attend@exemple.fr' });
    await wait('mentor', { email: 'mentor@exemple.fr' });
    await give('Prévenue', ids());
    await halfAnHour(MONDAY, '11');
    expect(told().map(({ to }) => to)).toEqual(['mentor@exemple.fr']);
    const page = await desk.pageOf({ reference, address: 'attend@exemple.fr' });
    expect(page.text).toContain('Votre adresse est notée');
    expect(page.text).not.toContain('ont rouvert');

    const thursday = dayAfter(MONDAY, 40);
    await live(dayAfter(MONDAY, 1), thursday);
    const points = desk.sent.filter(({ kind }) => kind === 'point').map(({ text }) => text);
    const why = `Pas encore prévenues, car leurs inscriptions sont fermées (Réglages du CMS) : ${reference} (Jeunes).`;
    expect(points[0]).toContain(`À faire\n${why}`);
    // A week later again, and so on.
    expect(points.filter((point) => point.includes(why))).toHaveLength(6);
    // Nobody is erased for a message that they have not had.
    expect(desk.rows(TAB)).toHaveLength(1);
    expect(told()).toHaveLength(1);

    closed.clear();
    await desk.drainFor(thursday, ['08:15', '08:25', '08:35', '08:45', '08:55', '09:05', '09:10']);
    expect(told().map(({ to }) => to)).toEqual(['mentor@exemple.fr', 'attend@exemple.fr']);
    expect(told()[1]?.text).toContain('https://site.test/candidater/');
    await live(dayAfter(thursday, 1), dayAfter(thursday, 29));
    expect(desk.rows(TAB)).toHaveLength(1);
    await live(dayAfter(thursday, 30), dayAfter(thursday, 31));
    expect([desk.rows(TAB), told().length]).toEqual([[], 2]);
  });

  test('the team may set the status back, and nothing is left to be said', async () => {
    closed.add('mentor');
    await wait('mentor', { email: 'mentor@exemple.fr' });
    await give('Prévenue', ids());
    await halfAnHour(MONDAY, '11');
    await give('Reçue', ids());
    await halfAnHour(MONDAY, '12');
    closed.clear();
    await live(dayAfter(MONDAY, 1), dayAfter(MONDAY, 3));
    expect(told()).toEqual([]);
    expect(desk.sent.filter(({ text }) => text.includes('Pas encore prévenues'))).toEqual([]);
  });
});

test('a wish that no list has sends nobody anywhere, and the team is told', async () => {
  const { Identifiant: id = '', Référence: reference = '' } = await wait('mentor', { email: 'm@exemple.fr' });
  await desk.write(TAB, id, { Souhait: 'mentorat ?' });
  await give('Prévenue', [id]);
  await halfAnHour(MONDAY, '11');
  await live(dayAfter(MONDAY, 1), dayAfter(MONDAY, 1));
  expect(told()).toEqual([]);
  expect(desk.sent.at(-1)?.text).toContain(
    `Ce qui bloque : ${reference} (souhait qui n’est dans aucune liste).`,
  );
  await desk.write(TAB, id, { Souhait: ' devenir MENTOR' });
  await halfAnHour(dayAfter(MONDAY, 1), '11');
  expect(told()).toHaveLength(1);
});

test('one message was promised: given again, after a withdrawal, or beside it, nobody has another', async () => {
  const [again, gone] = [
    await wait('mentor', { email: 'encore@exemple.fr' }),
    await wait('mentor', { email: 'retire@exemple.fr' }),
  ].map(({ Identifiant: id = '', Référence: reference = '' }) => ({ id, reference }));
  if (again === undefined || gone === undefined) expect.fail();
  const { path } = await desk.pageOf({ reference: gone.reference, address: 'retire@exemple.fr' });
  await desk.post(path, { intent: 'withdraw', once: '1'.repeat(16) });
  await desk.site.drain();
  await give('Prévenue', [again.id, gone.id]);
  await halfAnHour(MONDAY, '11');
  await give('Reçue', [again.id]);
  await halfAnHour(MONDAY, '12');
  await give('Prévenue', [again.id]);
  await halfAnHour(MONDAY, '13');
  expect(told().map(({ to }) => to)).toEqual(['encore@exemple.fr']);
});

test('three hundred at once leave as the mail server takes them, each once', async () => {
  desk = new Desk(`${MONDAY}T08:00:00Z`, { dead: new Set(), downOn: '', closed, mostADay: 200 });
  const row = await wait('mentor', { email: 'm0@exemple.fr' });
  const many = Array.from({ length: 299 }, (_, n) => n + 1);
  // As from a season in which the site knew nothing of them: their cases begin with what stands there.
  await desk.spreadsheet.insert(
    TAB,
    many.map((n) => ({
      id: n.toString(16).padStart(32, '0'),
      cells: {
        ...row,
        Identifiant: n.toString(16).padStart(32, '0'),
        Référence: `PS-${n}`,
        'E-mail': `m${n}@exemple.fr`,
      },
    })),
  );
  await desk.site.drain();
  await give('Prévenue', ids());
  await halfAnHour(MONDAY, '11');
  await desk.drainFor(MONDAY, ['13:00', '16:00', '19:00']);
  expect(told().length).toBeLessThan(200);
  for (const after of [1, 2]) await desk.drainFor(dayAfter(MONDAY, after), ['08:05', '09:10', '11:00']);
  expect(
    told()
      .map(({ to }) => to)
      .toSorted(),
  ).toEqual([0, ...many].map((n) => `m${n}@exemple.fr`).toSorted());
});
