import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { aCompany } from '../../../tests/fixtures/company.fixture.ts';
import { companyForm } from '../../domain/application/company.ts';
import { aMentor } from '../../../tests/fixtures/mentor.fixture.ts';
import { mentorForm } from '../../domain/application/mentor.ts';
import { nextSeasonForm } from '../../domain/application/next-season.ts';
import { type TypedFixture, aYouth } from '../../../tests/fixtures/youth.fixture.ts';
import { AUTHORISATIONS_TAB } from '../../domain/guardian/authorisations-tab.ts';
import { type Addressee, addresseeCell, CONTACT_TAB } from '../../domain/tracking/contact-tab.ts';
import { GUARDIAN_EVENTS } from '../../domain/tracking/journal-texts.ts';
import type { TextStore } from '../store/key-store.ts';
import { tokenIn } from '../../../tests/fixtures/invitations.fixture.ts';
import { expiryOf, readLink, signLink } from '../links/links.ts';
import type { Message } from '../letters/message.ts';
import { forgetOldDays } from '../retention/old-marks.ts';
import { Unavailable } from '../spreadsheet/spreadsheet.ts';
import { STORE_DOWN } from '../../../tests/fixtures/faults.fixture.ts';
import { SECRET, TEAM } from '../../../tests/fixtures/programme.fixture.ts';
import { type FollowedProgramme, aFollowedProgramme } from '../../../tests/fixtures/tracking.fixture.ts';
import { answerLookup } from './lookup-endpoint.ts';
import { type Sent, readPage, requestTo } from '../../../tests/fixtures/request.fixture.ts';
import { answerTracking } from './tracking-endpoint.ts';
import type { TrackingEndpoint } from './tracking-visit.ts';

const INES = 'ines@exemple.fr';
const PAGE =
  '<html><head><title>Suivi – Mentorat d’excellence</title></head><body><page-content><tracking-form>…</tracking-form></page-content><footer>Pied</footer></body></html>';

let programme: FollowedProgramme;
let endpoint: TrackingEndpoint;
let reference: string;

beforeEach(async () => {
  programme = aFollowedProgramme();
  endpoint = {
    ports: () => programme.ports(),
    retentionMonths: 24,
    openSpreadsheet: () => Promise.resolve(programme.memory),
    readPage: () => Promise.resolve(PAGE),
    contactEmail: 'contact@exemple.org',
    onAct: vi.fn(),
    log: vi.fn(),
  };
  reference = await programme.apply();
  await programme.drain();
});

function hasLink({ letter }: Message): boolean {
  return letter.blocks.some(({ kind }) => kind === 'action');
}

/** The token of somebody's last letter that brings one. */
function tokenOf(address: string): string {
  const letter = programme.lettersTo(address).findLast(hasLink);
  if (letter === undefined) throw new Error('No letter.');
  return tokenIn(letter);
}

async function page(
  token: string,
  { step, ...sent }: Sent & { readonly step?: string } = {},
  changes: Partial<TrackingEndpoint> = {},
) {
  const query = step === undefined ? '' : `?faire=${step}`;
  const request = requestTo(`/suivi/${encodeURIComponent(token)}${query}`, sent);
  const answer = await answerTracking(request, token, { ...endpoint, ...changes });
  return { answer, html: await readPage(answer) };
}

async function lookup(body: TypedFixture, ports = endpoint.ports) {
  const answer = await answerLookup(requestTo('/suivi/', { body }), {
    ...endpoint,
    ports: () => ({ ...programme.ports(), ...ports() }),
  });
  return { answer, html: await readPage(answer) };
}

function tokenAt(answer: Response): string {
  return answer.headers.get('location')?.split('/').at(-1) ?? '';
}

const known = () => ({ reference, email: INES });

function youth() {
  return programme.rows('Jeunes')[0] ?? {};
}

describe('the link of a follow-up', () => {
  test('shows the state, what comes next and by when, what happened, to nobody else and no cache', async () => {
    const { answer, html } = await page(tokenOf(INES));
    expect(answer.status).toBe(200);
    expect(html).toContain('<h1>Ta candidature est bien arrivée</h1>');
    expect(html).toContain('On la lit. Réponse le lundi 30 novembre 2026.');
    expect(html).toContain(
      '<time dateTime="2026-11-30">lundi <span class="whole-date">30 novembre 2026</span></time>',
    );
    expect(html).toContain(reference);
    expect(html).toContain('<title>Mon suivi – Mentorat d’excellence</title>');
    expect(html).not.toMatch(/Inès|ines@|06 12/);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
    });
  });

  test('opened by every scanner of a mail server, each step included, changes nothing', async () => {
    const keysOf = async () => (await programme.parts.store.list('')).toSorted();
    const before = await keysOf();
    const row = youth();
    for (const method of ['GET', 'HEAD'])
      for (const step of [undefined, 'corriger', 'retirer', 'effacer', 'rien'])
        await page(tokenOf(INES), step === undefined ? { method } : { method, step });
    expect(await keysOf()).toEqual(before);
    await programme.drain();
    expect(youth()).toEqual(row);
    expect(endpoint.onAct).not.toHaveBeenCalled();
  });

  test('of a mentor, a company or somebody who waits for the next season says « vous »', async () => {
    const others = [
      [mentorForm, aMentor()],
      [companyForm, aCompany()],
      [nextSeasonForm, { wish: 'mentor', email: 'saison@exemple.fr', consent: 'on' }],
    ] as const;
    for (const [form, fixture] of others) {
      const theirs = await programme.apply(fixture, form);
      await programme.drain();
      const { answer, html } = await page(tokenOf(String(fixture.email)));
      expect(answer.status).toBe(200);
      expect(html).toContain(theirs);
      expect(html).toContain('Votre référence');
      expect(html).not.toMatch(/\b(ta|ton|tes|tu)\b/i);
    }
  });

  test('of somebody who left an address alone speaks of an address, on every page and in every letter', async () => {
    const before = 'saison@exemple.fr';
    const after = 'saison.neuve@exemple.fr';
    await programme.apply({ wish: 'youth', email: before, consent: 'on' }, nextSeasonForm);
    await programme.drain();
    const link = tokenOf(before);
    const steps = ['corriger', 'retirer', 'effacer'];
    const pages = await Promise.all(steps.map(async (step) => await page(link, { step })));
    const body = { intent: 'correct', email: after, 'email-shown': before, once: '1'.repeat(16) };
    const visit = tokenAt((await page(link, { body })).answer);
    const asked = await page(visit);
    await programme.drain();
    programme.wait(0.1);
    await page(visit, { body: { intent: 'renew' } });
    await programme.drain();
    await page(tokenOf(after), { body: { intent: 'withdraw', once: '2'.repeat(16) } });
    const left = await page(tokenOf(after));
    await programme.drain();
    const done = await page(tokenOf(after));
    programme.edit('Prochaine saison', ([headers = []]) => [headers]);
    const gone = await page(tokenOf(after), { step: 'corriger' });
    const letters = [before, after].flatMap((to) => programme.lettersTo(to));
    expect(letters).toHaveLength(4);
    for (const { html } of [...pages, asked, left, done, gone])
      expect(html).not.toMatch(/votre inscription/i);
    expect(JSON.stringify(letters)).not.toMatch(/(votre|l’)\s?inscription\b/i);
  });

  test('altered, of another purpose or of another secret is a page not found, whatever is sent, without a look at the store', async () => {
    const subject = readLink(SECRET, 'tracking', tokenOf(INES), new Date(0));
    if (subject.state === 'invalid') throw new Error('The token is invalid.');
    const other = {
      ...subject.link,
      purpose: 'authorisation',
      expires: expiryOf('authorisation', new Date()),
    } as const;
    const get = vi.spyOn(programme.parts.store, 'get');
    for (const token of [
      tokenOf(INES).slice(0, -1),
      signLink(SECRET, other),
      signLink('t'.repeat(32), subject.link),
    ])
      for (const sent of [{}, { body: { intent: 'erase' } }, { body: { intent: 'read' } }]) {
        const { answer, html } = await page(token, sent);
        expect(answer.status).toBe(404);
        expect(html).toContain('href="/suivi/"');
      }
    expect(get).not.toHaveBeenCalled();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (token) => {
        expect((await answerTracking(requestTo('/suivi/x'), token, endpoint)).status).toBe(404);
      }),
      { numRuns: 30 },
    );
  });

  test('expired opens nothing; another goes to the address of the row, once an hour, and the old one stays dead', async () => {
    const old = tokenOf(INES);
    programme.wait(61);
    const { answer, html } = await page(old);
    expect(answer.status).toBe(410);
    expect(html).not.toContain(reference);
    for (const body of [{ intent: 'erase' }, { intent: 'read' }, { intent: 'withdraw' }])
      expect((await page(old, { body })).answer.status).toBe(410);
    await Promise.all([0, 1].map(() => page(old, { body: { intent: 'renew', email: 'autre@exemple.fr' } })));
    expect((await page(old)).html).toContain('vient de partir');
    await programme.drain();
    await page(old, { body: { intent: 'renew' } });
    await programme.drain();
    expect(programme.lettersTo('autre@exemple.fr')).toEqual([]);
    expect(programme.lettersTo(INES).filter(hasLink)).toHaveLength(2);
    expect((await page(old)).answer.status).toBe(410);
    const { html: opened } = await page(tokenOf(INES));
    expect(opened).toContain('Nouveau lien de suivi envoyé');
  });

  test('asked for the same thing twenty times at once does it once, and writes one letter', async () => {
    const old = tokenOf(INES);
    const twenty = async (token: string, body: TypedFixture) => {
      const before = programme.sent.length;
      const once = (nth: number) => String(nth).padStart(16, '0');
      await Promise.all(
        Array.from({ length: 20 }, (_, nth) => page(token, { body: { ...body, once: once(nth) } })),
      );
      for (let minute = 0; minute < 3; minute += 1) await programme.drain();
      return programme.sent.slice(before).map(({ to }) => to);
    };
    programme.wait(61);
    expect(await twenty(old, { intent: 'renew' })).toEqual([INES]);
    expect(await twenty(tokenOf(INES), { intent: 'withdraw' })).toEqual([TEAM]);
    const journal = programme.rows('Journal').map(({ Événement }) => Événement);
    expect(journal.filter((line) => line === 'Retirée par la personne')).toHaveLength(1);
  });

  test('says so when the store or the spreadsheet is down, and logs nothing of the link', async () => {
    const ports = () => programme.ports({ ...programme.parts, store: STORE_DOWN });
    expect((await page(tokenOf(INES), {}, { ports })).answer.status).toBe(503);
    expect((await page(tokenOf(INES), { body: { intent: 'erase' } }, { ports })).answer.status).toBe(503);
    const openSpreadsheet = () => Promise.reject(new Unavailable('passing', 'panne'));
    expect((await page(tokenOf(INES), {}, { openSpreadsheet })).answer.status).toBe(200);
    for (const sent of [{ step: 'corriger' }, { body: { intent: 'read' } }]) {
      const { answer, html } = await page(tokenOf(INES), sent, { openSpreadsheet });
      expect(answer.status).toBe(503);
      expect(html).toContain('Nous n’arrivons pas à lire tes données');
    }
    const logged = JSON.stringify(vi.mocked(endpoint.log).mock.calls);
    expect(logged).toContain('Unavailable');
    expect(logged).not.toMatch(new RegExp(`${tokenOf(INES)}|${reference}|Inès`));
  });
});

describe('correcting contact details', () => {
  const shown = { 'phone-shown': '06 12 34 56 78', 'email-shown': INES, 'preferredContact-shown': 'sms' };
  const same = { phone: '06 12 34 56 78', email: INES, preferredContact: 'sms' };
  const correction = (changes: TypedFixture, once = 'a'.repeat(16)) => ({
    body: { intent: 'correct', once, ...shown, ...same, ...changes },
  });

  test('begins with what the team has, in the form’s own fields', async () => {
    const { html } = await page(tokenOf(INES), { step: 'corriger' });
    expect(html).toContain('value="06 12 34 56 78"');
    expect(html).toContain(`value="${INES}"`);
    expect(html).toMatch(/id="preferredContact-sms"[^>]* checked=""/);
    expect(html).toContain('Comment préfères-tu qu’on te réponde');
  });

  test('writes what changed and nothing else, is told at once and in the journal without what it is', async () => {
    const { answer } = await page(tokenOf(INES), correction({ phone: '07 11 22 33 44' }));
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/suivi/${tokenOf(INES)}`]);
    expect((await page(tokenOf(INES))).html).toContain('Ta correction est notée');
    expect(youth().Téléphone).toBe('+33612345678');
    programme.edit('Jeunes', ([headers = [], ...rows]) => [
      headers,
      ...rows.map((row) => row.map((text, at) => (headers[at] === 'E-mail' ? 'corrige@exemple.fr' : text))),
    ]);
    await programme.drain();
    expect(youth()).toMatchObject({
      Téléphone: '+33711223344',
      'E-mail': 'corrige@exemple.fr',
      Statut: 'Reçue',
    });
    expect(programme.lettersTo('corrige@exemple.fr').map(({ subject }) => subject)).toEqual([
      `Tes coordonnées sont corrigées (${reference})`,
    ]);
    const journal = programme.rows('Journal').map(({ Événement }) => Événement);
    expect(journal).toContain('Coordonnées corrigées par la personne : Téléphone');
    expect((await page(tokenOf(INES))).html).not.toContain('Ta correction est notée');
  });

  test('with a mistake keeps what was typed under the form’s own message, and stores nothing', async () => {
    const { answer, html } = await page(tokenOf(INES), correction({ phone: '06 12', email: 'moi@ici' }));
    expect(answer.status).toBe(422);
    expect(html).toContain('<title>Erreur : Corrige tes coordonnées');
    expect(html).toContain('value="06 12"');
    expect(html).toContain('href="#phone"');
    expect(html).toContain('value="06 12 34 56 78"');
    const none = await page(tokenOf(INES), correction({ phone: '', email: '' }));
    expect(none.html).toContain('Donne-nous un numéro de téléphone ou une adresse e-mail');
    expect((await page(tokenOf(INES), correction({}))).html).toContain('Rien n’a changé');
    await programme.drain();
    expect(youth()).toMatchObject({ Téléphone: '+33612345678', 'E-mail': INES });
  });

  test('of a preference that the other answers make impossible keeps what was typed, and says which is wrong', async () => {
    const wrong = await page(tokenOf(INES), correction({ email: '', preferredContact: 'email' }));
    expect(wrong.answer.status).toBe(422);
    expect(wrong.html).toContain('href="#preferredContact"');
    expect(wrong.html).toMatch(/id="preferredContact-email"[^>]* checked=""/);
    expect(wrong.html).toContain('Pour recevoir un e-mail, écris aussi ton adresse e-mail');
    expect(wrong.html).not.toMatch(/role="status"|est notée/);
    await programme.drain();
    expect(youth()).toMatchObject({ 'E-mail': INES });
  });

  test('that takes the address away leaves no link that says it is on its way to one', async () => {
    const { answer } = await page(tokenOf(INES), correction({ email: '' }));
    const old = tokenOf(INES);
    for (let minute = 0; minute < 2; minute += 1) {
      for (const token of [old, tokenAt(answer)]) {
        programme.wait(0.001);
        const { html } = await page(token);
        expect(html).not.toMatch(/lien[^.]* (part|partir) (à|vers) [^.]*adresse/);
      }
      await programme.drain();
    }
    expect((await page(tokenOf(INES))).html).toContain('Avec ta référence et ta date de naissance');
  });

  test('of the address tells both: a link to the new one, and to the old one a warning without a link', async () => {
    const old = tokenOf(INES);
    const { answer } = await page(old, correction({ email: 'ines.neuve@exemple.fr' }));
    const visit = tokenAt(answer);
    expect(visit).not.toBe(old);
    expect((await page(visit)).html).toContain('Ta correction est notée');
    const closed = await page(old);
    expect(closed.html).toContain('a été remplacé');
    // Whoever opens it may be whose address was taken: no link goes to theirs.
    expect(closed.html).not.toMatch(/ton adresse/);
    // The very same form, sent again: the visit goes on.
    const again = await page(old, correction({ email: 'ines.neuve@exemple.fr' }));
    expect((await page(tokenAt(again.answer))).answer.status).toBe(200);
    await programme.drain();
    expect(youth()['E-mail']).toBe('ines.neuve@exemple.fr');
    const [, warning] = programme.lettersTo(INES);
    expect(warning?.subject).toBe(`L’adresse e-mail de ta candidature a changé (${reference})`);
    expect(JSON.stringify(warning)).not.toMatch(/suivi\/|neuve|Inès/);
    expect(programme.lettersTo('ines.neuve@exemple.fr')).toHaveLength(1);
    expect((await page(tokenOf('ines.neuve@exemple.fr'))).answer.status).toBe(200);
    expect((await page(old)).answer.status).toBe(410);
    expect((await lookup(known())).answer.status).toBe(422);
    expect((await lookup({ reference, email: 'INES.NEUVE@exemple.fr' })).answer.status).toBe(303);
    expect((await page(old, correction({ email: 'voleur@exemple.fr' }, 'b'.repeat(16)))).answer.status).toBe(
      410,
    );
  });

  test('sent twice, or twice at once, is one correction and one message', async () => {
    const sent = correction({ phone: '07 11 22 33 44' });
    await Promise.all([page(tokenOf(INES), sent), page(tokenOf(INES), sent)]);
    await programme.drain();
    await page(tokenOf(INES), sent);
    await programme.drain();
    expect(programme.lettersTo(INES)).toHaveLength(2);
    const noted = programme.rows('Journal').filter(({ Événement }) => Événement?.startsWith('Coordonnées'));
    expect(noted).toHaveLength(1);
  });

  test('is not a way to write to the whole world: five a day', async () => {
    for (let nth = 0; nth < 5; nth += 1) {
      const sent = correction({ phone: `07 11 22 33 4${nth}` }, String(nth).repeat(16));
      expect((await page(tokenOf(INES), sent)).answer.status).toBe(303);
      await programme.drain();
    }
    const { answer, html } = await page(
      tokenOf(INES),
      correction({ phone: '07 99 88 77 66' }, 'f'.repeat(16)),
    );
    expect(answer.status).toBe(429);
    expect(html).toContain('value="07 99 88 77 66"');
    programme.wait(1.1);
    expect((await page(tokenOf(INES), correction({ phone: '07 99 88 77 66' }))).answer.status).toBe(303);
  });

  test('is not one either when many are sent at once', async () => {
    const before = programme.sent.length;
    const sendings = Array.from({ length: 40 }, async (_, nth) => {
      const once = String(nth).padStart(16, '0');
      return await page(tokenOf(INES), correction({ email: `inconnu-${nth}@exemple.fr` }, once));
    });
    const statuses = (await Promise.all(sendings)).map(({ answer }) => answer.status);
    for (let minute = 0; minute < 3; minute += 1) await programme.drain();
    const sent = programme.sent.slice(before).map(({ to }) => to);
    const strangers = new Set(sent.filter((to) => to.startsWith('inconnu')));
    expect(strangers.size).toBeLessThanOrEqual(5);
    expect(statuses).toContain(429);
  });

  test('of a row that staff deleted is told kindly and brings nothing back', async () => {
    programme.edit('Jeunes', ([headers = []]) => [headers]);
    const { answer, html } = await page(tokenOf(INES), { step: 'corriger' });
    expect(answer.status).toBe(410);
    expect(html).toContain('n’est plus dans le tableur');
    await page(tokenOf(INES), correction({ phone: '07 11 22 33 44' }));
    await programme.drain();
    expect(programme.rows('Jeunes')).toEqual([]);
    expect((await page(tokenOf(INES))).html).toContain('Ta ligne n’est plus dans le tableur');
  });
});

describe('a link that a correction has replaced', () => {
  const MINUTE = 60_000;
  const intents = ['correct', 'renew', 'read', 'data', 'withdraw', 'erase', undefined];

  /** Corrects the address by a link, and gives the answer. */
  const correct = async (token: string, email: string, once: string) =>
    (
      await page(token, {
        body: { intent: 'correct', once, 'email-shown': 'a@exemple.fr', email, phone: '06 12 34 56 78' },
      })
    ).answer;

  /** Sends all that was ever sent, and more, with all that is known, by every way. */
  async function expectClosed(token: string, marks: readonly string[]): Promise<void> {
    await programme.drain();
    const now = () => JSON.stringify([youth(), programme.lettersTo(INES).length]);
    const before = now();
    for (const headers of [{ accept: 'text/html' }, { accept: 'application/json' }]) {
      for (const step of [undefined, 'corriger', 'effacer'])
        expect((await page(token, { headers, ...(step && { step }) })).answer.status).toBe(410);
      for (const intent of intents.filter((one) => one !== 'renew'))
        for (const once of [...marks, 'f'.repeat(16), '', undefined]) {
          const body = {
            email: 'voleur@exemple.fr',
            'email-shown': '',
            phone: '06 12 34 56 78',
            ...(intent && { intent }),
            ...(once !== undefined && { once }),
          };
          const { answer, html } = await page(token, { body, headers });
          expect([answer.status, answer.headers.get('location')]).toEqual([410, null]);
          expect(html).not.toContain(reference);
        }
    }
    await programme.drain();
    expect(now()).toBe(before);
  }

  test('answers the very form that replaced it again, within minutes, and nothing else', async () => {
    const link = tokenOf(INES);
    const once = '1'.repeat(16);
    const first = await correct(link, 'deux@exemple.fr', once);
    const again = await correct(link, 'deux@exemple.fr', once);
    for (const answer of [first, again]) expect((await page(tokenAt(answer))).answer.status).toBe(200);
    await programme.drain();
    programme.advance(3 * MINUTE);
    const afterTheDrain = await correct(link, 'deux@exemple.fr', once);
    expect((await page(tokenAt(afterTheDrain))).answer.status).toBe(200);
    programme.advance(3 * MINUTE);
    expect((await correct(link, 'deux@exemple.fr', once)).status).toBe(410);
    await expectClosed(link, [once]);
  });

  test('sent twice at once is one correction, and both answers open', async () => {
    const link = tokenOf(INES);
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => correct(link, 'deux@exemple.fr', '1'.repeat(16))),
    );
    for (const answer of answers) expect((await page(tokenAt(answer))).answer.status).toBe(200);
    await programme.drain();
    for (const answer of answers) expect((await page(tokenAt(answer))).answer.status).toBe(200);
    expect(programme.lettersTo('deux@exemple.fr')).toHaveLength(1);
    expect((await page(tokenOf('deux@exemple.fr'))).answer.status).toBe(200);
  });

  test('opens nothing, with the mark of any correction, after one, after more, months later, and once it has expired', async () => {
    const links = [tokenOf(INES)];
    const marks: string[] = [];
    const addresses = ['deux@exemple.fr', 'trois@exemple.fr', 'quatre@exemple.fr'];
    for (const [nth, address] of addresses.entries()) {
      const once = String(nth + 1).repeat(16);
      const answer = await correct(links.at(-1) ?? '', address, once);
      // The link of the visit is replaced with the others by the next correction.
      links.push(tokenAt(answer));
      marks.push(once);
      await programme.drain();
      links.push(tokenOf(address));
    }
    const replaced = links.slice(0, -2);
    // At once: only the last correction's own link answers its own form.
    const [last = ''] = replaced.slice(-1);
    for (const link of replaced.slice(0, -1)) await expectClosed(link, marks);
    await expectClosed(last, marks.slice(0, -1));
    programme.advance(6 * MINUTE);
    for (const link of replaced) await expectClosed(link, marks);
    programme.wait(59);
    for (const link of replaced) await expectClosed(link, marks);
    programme.wait(30);
    for (const link of links) await expectClosed(link, marks);
  });

  test('of a visit that is over in the meantime opens nothing, with the form that replaced it either', async () => {
    const { answer } = await lookup(known());
    const visit = tokenAt(answer);
    programme.advance(58 * MINUTE);
    const once = '1'.repeat(16);
    expect((await correct(visit, 'deux@exemple.fr', once)).status).toBe(303);
    programme.advance(3 * MINUTE);
    await expectClosed(visit, [once]);
  });

  test('is not opened by a correction that replaced nothing', async () => {
    const link = tokenOf(INES);
    const once = '1'.repeat(16);
    const shown = { 'email-shown': INES, 'phone-shown': '', 'preferredContact-shown': 'sms' };
    const phone = { email: INES, phone: '07 11 22 33 44', preferredContact: 'sms' };
    await page(link, { body: { intent: 'correct', once, ...shown, ...phone } });
    await page(link, { body: { intent: 'renew' } });
    await expectClosed(link, [once]);
  });

  test('of somebody who was erased or has withdrawn opens nothing either', async () => {
    const link = tokenOf(INES);
    const once = '1'.repeat(16);
    const visit = tokenAt(await correct(link, 'deux@exemple.fr', once));
    await page(visit, { body: { intent: 'withdraw', once: '2'.repeat(16) } });
    await programme.drain();
    programme.advance(6 * MINUTE);
    await expectClosed(link, [once, '2'.repeat(16)]);
    await page(visit, { body: { intent: 'erase', once: '3'.repeat(16) } });
    await programme.drain();
    for (const one of [link, visit, tokenOf('deux@exemple.fr')])
      await expectClosed(one, [once, '2'.repeat(16), '3'.repeat(16)]);
  });

  test('asks for another to the address that counts, and is told nothing of it', async () => {
    const link = tokenOf(INES);
    await correct(link, 'deux@exemple.fr', '1'.repeat(16));
    await programme.drain();
    programme.wait(0.1);
    const { answer } = await page(link, { body: { intent: 'renew', once: '1'.repeat(16), email: INES } });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/suivi/${link}`]);
    await programme.drain();
    expect(programme.lettersTo('deux@exemple.fr')).toHaveLength(2);
    expect(programme.lettersTo(INES).filter(hasLink)).toHaveLength(1);
    expect((await page(link)).answer.status).toBe(410);
  });
});

test('the link of a letter works for sixty days from the letter on, and replaces none', async () => {
  const first = tokenOf(INES);
  programme.wait(55);
  const { answer } = await lookup(known());
  const shown = { 'phone-shown': '06 12 34 56 78', 'email-shown': INES, 'preferredContact-shown': 'sms' };
  const body = { intent: 'correct', once: '1'.repeat(16), ...shown, email: INES, phone: '07 11 22 33 44' };
  await page(tokenAt(answer), { body: { ...body, preferredContact: 'sms' } });
  await programme.drain();
  const second = tokenOf(INES);
  expect(second).not.toBe(first);
  expect((await page(first)).answer.status).toBe(200);
  programme.wait(59);
  expect((await page(first)).answer.status).toBe(410);
  expect((await page(second)).answer.status).toBe(200);
  programme.wait(2);
  expect((await page(second)).answer.status).toBe(410);
});

test('what the journal tells the team is told to the person in other words, and a refusal as an answer only', async () => {
  const { cases } = programme.ports();
  const id = (await cases.idOf(reference)) ?? '';
  const note = async (name: string, detail: string) => {
    await cases.note(id, { name, kind: 'guardian', at: programme.now().toISOString(), detail });
    return (await page(tokenOf(INES))).html;
  };
  const asked = await note('guardian-asked-0', GUARDIAN_EVENTS.byEmail);
  expect(asked).toContain('Un message est parti à ton responsable légal');
  expect(asked).toContain('/autorisation/papier/JE-');
  const refused = await note('guardian-refused-1', GUARDIAN_EVENTS.refused);
  expect(refused).toContain('Ton responsable légal a répondu. L’équipe t’en parle');
  expect(refused).not.toMatch(/refus|Autorisation :|autorisation\/papier/);
});

describe('letting the request to the guardian leave', () => {
  const ask = { method: 'POST', body: { intent: 'ask-guardian' } };
  const released = async () =>
    (await programme.parts.store.list('cases/')).filter((key) => key.endsWith('/guardian-released')).length;

  /** As the work on guardians notes it. */
  async function hold(): Promise<void> {
    const { cases, now } = programme.ports();
    const id = (await cases.idOf(reference)) ?? '';
    const detail = GUARDIAN_EVENTS.held;
    await cases.note(id, { name: 'guardian-held-0', kind: 'guardian', at: now().toISOString(), detail });
  }

  test('is offered from the e-mail alone, and done once', async () => {
    await hold();
    const { html } = await page(tokenOf(INES));
    expect(html).toContain('Ton responsable légal n’est pas encore prévenu.');
    expect(html).toContain('Demander son accord');
    expect(await released()).toBe(0);
    await Promise.all([page(tokenOf(INES), ask), page(tokenOf(INES), ask)]);
    const after = await page(tokenOf(INES));
    expect(after.html).toContain('C’est noté : un message part à ton responsable légal.');
    expect(after.html).not.toContain('Demander son accord');
    expect(await released()).toBeGreaterThan(0);
    const count = await released();
    await page(tokenOf(INES), ask);
    expect(await released()).toBe(count);
  });

  test('is no act of whoever opened the page by the reference and the address: both may be a stranger’s', async () => {
    await hold();
    const visit = tokenAt((await lookup(known())).answer);
    const { html } = await page(visit);
    expect(html).toContain('ouvre ta page de suivi depuis l’e-mail');
    expect(html).not.toContain('Demander son accord');
    await page(visit, ask);
    expect(await released()).toBe(0);
  });

  test('is no act of whoever has no guardian to ask', async () => {
    await page(tokenOf(INES), ask);
    expect(await released()).toBe(0);
  });
});

describe('withdrawing', () => {
  test('asks first, then writes the status, tells the team, and is offered once', async () => {
    const confirm = await page(tokenOf(INES), { step: 'retirer' });
    expect(confirm.html).toContain('Retirer ta candidature ?');
    const once = /name="once" value="([0-9a-f]{16})"/.exec(confirm.html)?.[1] ?? '';
    const body = { intent: 'withdraw', once };
    for (let nth = 0; nth < 3; nth += 1) await page(tokenOf(INES), { body });
    expect((await page(tokenOf(INES))).html).toContain('Ton retrait est noté');
    await programme.drain();
    await page(tokenOf(INES), { body });
    await programme.drain();
    expect(youth().Statut).toBe('Retirée');
    expect(programme.lettersTo(TEAM)).toHaveLength(1);
    expect(programme.rows('Journal').map(({ Événement }) => Événement)).toContain('Retirée par la personne');
    const { html } = await page(tokenOf(INES));
    expect(html).toContain('<h1>Ta candidature est retirée</h1>');
    expect(html).not.toContain('Retirer ma candidature');
    expect((await page(tokenOf(INES), { step: 'retirer' })).html).toContain('Ta candidature est retirée');
  });
});

describe('downloading', () => {
  test('gives everything held, what staff wrote and added included, and nobody else’s', async () => {
    await programme.apply(aYouth({ givenName: 'Yanis', email: 'yanis@exemple.fr' }));
    await programme.drain();
    programme.edit('Jeunes', ([headers = [], ...rows]) => [
      [...headers, 'Couleur'],
      ...rows.map((row, nth) => [
        ...row.map((text, at) => (headers[at] === "Notes de l'équipe" ? `note <b>${nth}</b>` : text)),
        `bleu ${nth}`,
      ]),
    ]);
    const { answer, html } = await page(tokenOf(INES), { body: { intent: 'read' } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="donnees-${reference}.html"`,
    );
    for (const text of [
      'Inès',
      '+33612345678',
      'note &lt;b&gt;0&lt;/b&gt;',
      'bleu 0',
      'version 2026-11',
      'Reçue',
    ])
      expect(html).toContain(text);
    expect(html).not.toMatch(/Yanis|bleu 1/);
    const data = await page(tokenOf(INES), { body: { intent: 'data' } });
    expect(data.answer.headers.get('content-disposition')).toContain('.json"');
    expect(JSON.parse(data.html)).toMatchObject({
      reference,
      rows: [{ tab: 'Jeunes', cells: { Prénom: 'Inès', Couleur: 'bleu 0' } }],
      kept: { 'Reçue le': '2026-11-23T10:00:01+01:00', Saison: '2026-2027' },
    });
    await programme.memory.insert(AUTHORISATIONS_TAB, [
      {
        id: youth().Identifiant ?? '',
        cells: { Référence: reference, État: 'Accordée', "Téléphone d'urgence": '+33700000000' },
      },
    ]);
    const authorised = await page(tokenOf(INES), { body: { intent: 'read' } });
    expect(authorised.html).toContain('Accordée');
    expect(authorised.html).not.toContain('+33700000000');
    expect(
      (await page(tokenOf(INES), { step: 'read' })).answer.headers.get('content-disposition'),
    ).toBeNull();
  });

  test('gives of what the team has to say only what is said to the person', async () => {
    const addressees: readonly Addressee[] = ['person', 'guardian', 'company', 'team'];
    const row = (id: string, cells: Readonly<Record<string, string>>) => ({
      id,
      cells: { Référence: reference, Motif: id, ...cells },
    });
    await programme.memory.insert(CONTACT_TAB, [
      ...addressees.map((addressee) => row(addressee, addresseeCell(addressee))),
      row('typed by hand', { Téléphone: '+33612345678' }),
    ]);
    const { html } = await page(tokenOf(INES), { body: { intent: 'data' } });
    expect([...html.matchAll(/"Motif":"([^"]*)"/g)].map(([, id]) => id)).toEqual(['person']);
  });
});

test('what a company downloads names none of its volunteers, so that a name that left tells of no refusal', async () => {
  await programme.apply(aCompany(), companyForm);
  await programme.drain();
  for (const intent of ['read', 'data']) {
    const { html } = await page(tokenOf('camille@filatures.exemple'), { body: { intent } });
    expect(html).toContain('Filatures Exemple');
    expect(html).not.toMatch(/Alix|Basile|Chloé/);
    expect(html).toContain('chaque personne annoncée peut lui demander');
  }
});

describe('erasing', () => {
  test('asks first, says what stays, and then the link says that it is done', async () => {
    const { html } = await page(tokenOf(INES), { step: 'effacer' });
    expect(html).toContain('Les totaux de la saison te comptent encore, sans nom');
    const sent = { body: { intent: 'erase', once: 'e'.repeat(16) } };
    await page(tokenOf(INES), sent);
    await page(tokenOf(INES), sent);
    const asked = await page(tokenOf(INES));
    expect(asked.html).toContain('il ne restera plus rien');
    expect(asked.html).not.toContain('?faire=');
    const link = tokenOf(INES);
    await programme.drain();
    const done = await page(link);
    expect(done.answer.status).toBe(410);
    expect(done.html).toContain('C’est effacé');
    expect((await page(link, sent)).answer.status).toBe(410);
    expect((await lookup(known())).answer.status).toBe(422);
    programme.wait(1);
    await programme.drain();
    const left = [...(await programme.kept()), JSON.stringify(programme.rows('Jeunes'))].join('\n');
    expect(left).not.toMatch(new RegExp(`${reference}|${INES}|Inès|33612345678`));
  });
});

describe('opening a follow-up by its reference', () => {
  test('needs the address, in any spelling, and lasts an hour', async () => {
    const { answer } = await lookup({
      reference: ` ${reference.toLowerCase().replace('-', ' ')} `,
      email: ' Ines@EXEMPLE.fr',
    });
    expect(answer.status).toBe(303);
    expect((await page(tokenAt(answer))).answer.status).toBe(200);
    programme.wait(0.99 / 24);
    expect((await page(tokenAt(answer))).answer.status).toBe(200);
    programme.wait(0.02 / 24);
    expect((await page(tokenAt(answer))).html).toContain('expiré');
    expect((await page(tokenOf(INES))).answer.status).toBe(200);
  });

  test.each([
    [403, { 'sec-fetch-site': 'cross-site' }, 'vient d’un autre site'],
    [413, { 'content-length': '70000' }, '64 Ko au plus'],
    [415, { 'content-type': 'text/plain' }, 'Ce format n’est pas accepté'],
  ])(
    'says what to do on the page when the form is refused (%s), and in JSON to who asks for it',
    async (status, headers, words) => {
      const ask = async (accept: string) =>
        await answerLookup(requestTo('/suivi/', { body: known(), headers: { ...headers, accept } }), {
          ...endpoint,
          ports: () => ({ ...programme.ports(), ...endpoint.ports() }),
        });
      const shown = await ask('text/html');
      expect([shown.status, shown.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8']);
      expect(await readPage(shown)).toContain(words);
      const json = await ask('application/json');
      expect(json.status).toBe(status);
      expect(await json.text()).toMatch(/^\{"error":"/);
    },
  );

  test('takes the date of birth of who gave no address, and of nobody else', async () => {
    const born = { birthDay: '14', birthMonth: 'mars', birthYear: '2006' };
    expect((await lookup({ reference, ...born })).answer.status).toBe(422);
    const other = await programme.apply(aYouth({ email: '', givenName: 'Sami' }));
    await programme.drain();
    expect((await lookup({ reference: other, ...born })).answer.status).toBe(303);
    expect((await lookup({ reference: other, ...born, birthDay: '15' })).answer.status).toBe(422);
    expect((await lookup({ reference: other, email: INES })).answer.status).toBe(422);
  });

  test('tells two applications of one person apart, and a twin by their reference', async () => {
    const next = await programme.apply(aYouth({ project: 'Une autre saison.' }));
    const twin = await programme.apply(aYouth({ givenName: 'Nour', email: 'nour@exemple.fr' }));
    await programme.drain();
    const opened = await Promise.all(
      [reference, next].map(async (one) => (await lookup({ reference: one, email: INES })).answer),
    );
    const pages = await Promise.all(opened.map(async (answer) => (await page(tokenAt(answer))).html));
    expect(pages[0]).toContain(reference);
    expect(pages[1]).toContain(next);
    expect((await lookup({ reference: twin, email: INES })).answer.status).toBe(422);
  });

  test('says the same of a reference that nobody has, of one that waits for its delivery, and of a wrong address', async () => {
    const early = await programme.apply(aYouth({ givenName: 'Tôt' }));
    const wrong = await lookup({ reference, email: 'autre@exemple.fr' });
    const anybody = await lookup({ reference: 'JE-22222222', email: 'autre@exemple.fr' });
    const waiting = await lookup({ reference: early, email: 'autre@exemple.fr' });
    expect(wrong.answer.status).toBe(422);
    expect(wrong.html).toContain('quelques minutes après');
    const without = (html: string) => html.replaceAll(/JE-[2-9A-Z]{8}/g, '');
    expect(without(anybody.html)).toBe(without(wrong.html));
    expect(without(waiting.html)).toBe(without(wrong.html));
    expect([...anybody.answer.headers]).toEqual([...wrong.answer.headers]);
  });

  test('asks the store the same, in the same order, whether the reference exists or not', async () => {
    const calls: string[] = [];
    const memory = programme.parts.store;
    const shape = (key: string) => key.replaceAll(/[0-9a-f]{16,}|\d{13,15}|JE-[2-9A-Z]{8}/g, '…');
    const spied: TextStore = {
      set: (key, text) => (calls.push(`set ${shape(key)} ${text.length}`), memory.set(key, text)),
      get: (key) => (calls.push(`get ${shape(key)}`), memory.get(key)),
      delete: (key) => (calls.push(`delete ${shape(key)}`), memory.delete(key)),
      list: (prefix) => (calls.push(`list ${shape(prefix)}`), memory.list(prefix)),
    };
    const asked = async (one: string, email: string) => {
      calls.length = 0;
      await lookup({ reference: one, email }, () => programme.ports({ ...programme.parts, store: spied }));
      return [...calls];
    };
    const wrong = await asked(reference, 'autre@exemple.fr');
    expect(wrong).toEqual([
      expect.stringMatching(/^set tries\//),
      expect.stringMatching(/^list tries\//),
      'list references/…/',
      'get cases/…/case',
      'get links/…/tracking',
    ]);
    expect(await asked('JE-22222222', 'autre@exemple.fr')).toEqual(wrong);
    for (let nth = 0; nth < 5; nth += 1) {
      await asked(reference, 'autre@exemple.fr');
      await asked('JE-22222222', 'autre@exemple.fr');
    }
    const refused = await asked(reference, 'autre@exemple.fr');
    expect(refused).toHaveLength(6);
    expect(await asked('JE-22222222', 'autre@exemple.fr')).toEqual(refused);
    // A right answer is refused alike, and reads no more.
    expect(await asked(reference, INES)).toEqual(refused);
  });

  test('is tried five times an hour and twenty times a day for one reference, by however many at once', async () => {
    const guess = (one = reference) => lookup({ reference: one, email: 'devine@exemple.fr' });
    const burst = await Promise.all(Array.from({ length: 30 }, () => guess()));
    expect(burst.filter(({ answer }) => answer.status === 422).length).toBeLessThanOrEqual(5);
    expect(burst.filter(({ answer }) => answer.status === 429).length).toBeGreaterThanOrEqual(25);
    for (let nth = 0; nth < 6; nth += 1) await Promise.all([guess(), guess('JE-22222222')]);
    const stopped = await lookup(known());
    const unknown = await lookup({ ...known(), reference: 'JE-22222222' });
    expect([stopped.answer.status, unknown.answer.status]).toEqual([429, 429]);
    expect(Number(unknown.answer.headers.get('retry-after'))).toBeGreaterThan(3_000);
    expect(unknown.html).toContain('Trop d’essais');
    programme.wait(1.01 / 24);
    expect((await lookup(known())).answer.status).toBe(303);
    let answered = 0;
    for (let hour = 0; hour < 8; hour += 1) {
      for (let nth = 0; nth < 7; nth += 1)
        answered += (await guess('JE-33333333')).answer.status === 422 ? 1 : 0;
      programme.wait(1.01 / 24);
    }
    expect(answered).toBe(20);
    expect((await guess('JE-33333333')).html).toContain('demain');
    programme.wait(1);
    expect((await guess('JE-33333333')).answer.status).toBe(422);
    programme.wait(1);
    await forgetOldDays({ store: programme.parts.store, now: programme.now }, new Date('2100-01-01'));
    expect(await programme.parts.store.list('tries/')).toHaveLength(1);
  });

  test('keeps what was typed when something is missing or the store is down', async () => {
    const { answer, html } = await lookup({ reference: 'JE-12', email: 'ines@' });
    expect(answer.status).toBe(422);
    expect(html).toContain('<title>Erreur : Suivi');
    expect(html).toContain('value="JE-12"');
    expect(html).toContain('href="#reference"');
    expect(html).toContain('Pied');
    const fault = await lookup(known(), () => programme.ports({ ...programme.parts, store: STORE_DOWN }));
    expect(fault.answer.status).toBe(503);
    expect(fault.html).toContain(`value="${INES}"`);
    expect(JSON.stringify(vi.mocked(endpoint.log).mock.calls)).not.toContain(INES);
    const foreign = requestTo('/suivi/', { method: 'POST', headers: { origin: 'https://autre.test' } });
    expect((await answerLookup(foreign, { ...endpoint, ports: () => programme.ports() })).status).toBe(403);
  });
});
