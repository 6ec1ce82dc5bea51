import { beforeEach, describe, expect, test, vi } from 'vitest';
import { EXCELLENCE_SITES } from '../../domain/excellence-sites.ts';
import { STORE_DOWN, spreadsheetThrough, storeThrough } from '../../../tests/fixtures/faults.fixture.ts';
import { type Parts, SECRET } from '../../../tests/fixtures/programme.fixture.ts';
import {
  type ProgrammeOfMinors,
  aProgrammeOfMinors,
  anAgreement,
  tokenIn,
} from '../../../tests/fixtures/guardian.fixture.ts';
import { readLink, signLink } from '../links/links.ts';
import { Unavailable } from '../spreadsheet/spreadsheet.ts';
import { type AuthorisationEndpoint, answerAuthorisation, answerPaper } from './authorisation-endpoint.ts';
import { type Sent, readPage, requestTo } from '../../../tests/fixtures/request.fixture.ts';

const GUARDIAN = 'camille@exemple.fr';
const PAGE =
  '<html><head><title>Accord – Mentorat d’excellence</title></head><body><page-content>…</page-content><footer>Pied</footer></body></html>';

let programme: ProgrammeOfMinors;
let endpoint: AuthorisationEndpoint;
let reference: string;

beforeEach(async () => {
  programme = aProgrammeOfMinors();
  endpoint = {
    ports: () => programme.viewPorts(),
    readPage: () => Promise.resolve(PAGE),
    contactEmail: 'contact@exemple.org',
    team: { name: 'L’équipe', email: 'contact@exemple.org', readsBulletin: true },
    onAct: vi.fn(),
    log: vi.fn(),
  };
  reference = await programme.apply();
  await programme.drain();
});

function tokenOf(): string {
  const letter = programme.lettersTo(GUARDIAN).at(-1);
  if (letter === undefined) throw new Error('No letter.');
  return tokenIn(letter);
}

/** The endpoint on parts that fail. */
function on(changes: Partial<Parts>): AuthorisationEndpoint {
  return { ...endpoint, ports: () => programme.viewPorts(changes) };
}

async function open(token: string, sent: Sent = {}, used = endpoint) {
  const request = requestTo(`/autorisation/${encodeURIComponent(token)}`, sent);
  const answer = await answerAuthorisation(request, token, used);
  return { answer, html: await readPage(answer) };
}

async function stateCells(): Promise<readonly (string | undefined)[]> {
  return (await programme.authorisations()).map((row) => row['État']);
}

describe('the link of a guardian', () => {
  test('says what it is about with the youth’s first name, to no cache, and a GET changes nothing', async () => {
    const { answer, html } = await open(tokenOf());
    expect(answer.status).toBe(200);
    expect(html).toContain('<title>Votre accord pour Inès – Mentorat d’excellence</title>');
    for (const { name } of EXCELLENCE_SITES) expect(html).toContain(name);
    expect(html).toContain('bulletin n° 3');
    expect(html).toMatch(/<details lang="ar" dir="rtl">/);
    const form = /<form.*<\/form>/s.exec(html)?.[0] ?? '';
    // Each choice, and the signature.
    expect(
      form.match(/<span lang="en" dir="ltr">[^<]+<\/span> <span lang="ar" dir="rtl">[^<]+</g),
    ).toHaveLength(7);
    expect(html).toContain(`href="/autorisation/papier/${reference}"`);
    expect(html).toContain('value="Camille Exemple"');
    expect(html).toContain(reference);
    expect(html).toContain('Pied');
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
    });
    for (let scan = 0; scan < 20; scan += 1) await open(tokenOf(), { method: scan % 2 ? 'HEAD' : 'GET' });
    await programme.drain();
    expect(await stateCells()).toEqual(['Demandée']);
    expect(endpoint.onAct).not.toHaveBeenCalled();
  });

  test('and its sheet tell of the bulletin n° 3 in every language, or in none while mentors are not asked for it', async () => {
    const words = /bulletin n° 3|criminal record|السجلّ العدلي/g;
    const told = async (readsBulletin: boolean) => {
      const used = { ...endpoint, team: { ...endpoint.team, readsBulletin } };
      const paper = await answerPaper(requestTo(`/autorisation/papier/${reference}`), reference, used);
      return [(await open(tokenOf(), {}, used)).html, await readPage(paper)].map(
        (html) => new Set(html.match(words)).size,
      );
    };
    expect(await told(true)).toEqual([3, 2]);
    expect(await told(false)).toEqual([0, 0]);
  });

  test('and its sheet say where paper goes when the settings do', async () => {
    const { team } = endpoint;
    const address = '1 rue de l’Exemple, 59000 Lille';
    const told = { ...endpoint, team: { ...team, phone: '03 20 00 00 00', address } };
    const paper = await answerPaper(requestTo(`/autorisation/papier/${reference}`), reference, told);
    for (const html of [(await open(tokenOf(), {}, told)).html, await readPage(paper)]) {
      expect(html).toContain(address);
      expect(html).toContain('03 20 00 00 00');
    }
    expect((await open(tokenOf())).html).toContain('écrivez-lui, elle vous dit où et quand');
  });

  test('takes an agreement, then shows a receipt with what was answered, before and after the drain', async () => {
    const { answer } = await open(tokenOf(), { body: anAgreement() });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`/autorisation/${tokenOf()}`);
    expect(endpoint.onAct).toHaveBeenCalledOnce();
    for (let look = 0; look < 2; look += 1) {
      const { html } = await open(tokenOf());
      for (const text of [
        'Vous autorisez',
        'Camille Exemple',
        'Sa mère',
        'Dominique Exemple',
        '06 11 22 33 44',
      ])
        expect(html).toContain(text);
      // As people say it: the cell is for machines.
      expect(html).toMatch(/le 22\snovembre 2026 \(texte de novembre 2026\)/);
      expect(html).not.toMatch(/\d{4}-\d{2}-\d{2}/);
      expect(html).toContain('Votre réponse pour Inès');
      expect(html).toContain('Vous changez d’avis ?');
      await programme.drain();
    }
    expect(await stateCells()).toEqual(['Accordée']);
  });

  test.each([
    ['nothing', {}, ['decision', 'guardianName', 'quality', 'statement']],
    [
      'no emergency contact',
      anAgreement({ emergencyName: '', emergencyPhone: '' }),
      ['emergencyName', 'emergencyPhone'],
    ],
    ['half a number', anAgreement({ emergencyPhone: '06 12' }), ['emergencyPhone']],
    ['no statement', anAgreement({ statement: '' }), ['statement']],
    ['an answer twice', anAgreement({ decision: ['oui', 'non'] }), ['decision']],
    ['another answer', anAgreement({ decision: 'peut-être' }), ['decision']],
  ])('with %s says what to correct, keeps what was typed and stores nothing', async (_, body, wrong) => {
    const typed = { ...body, ...('guardianName' in body && { guardianName: 'Zoé <b>' }) };
    const { answer, html } = await open(tokenOf(), { body: typed });
    expect(answer.status).toBe(422);
    expect(html).toContain('<title>Erreur : Votre accord pour Inès');
    for (const name of wrong) expect(html).toContain(`href="#${name}"`);
    if ('guardianName' in body) expect(html).toContain('value="Zoé &lt;b&gt;"');
    await programme.drain();
    expect(await stateCells()).toEqual(['Demandée']);
  });

  test('takes a refusal without an emergency contact, and drops one that was typed', async () => {
    const body = anAgreement({ decision: 'non', emergencyPhone: '06 12' });
    expect((await open(tokenOf(), { body })).answer.status).toBe(303);
    const { html } = await open(tokenOf());
    expect(html).toContain('Vous n’autorisez pas');
    await programme.drain();
    expect(await programme.authorisations()).toMatchObject([
      { État: 'Refusée', "Contact d'urgence": '', "Téléphone d'urgence": '' },
    ]);
  });

  test('that ended offers another, sent only to the address on record', async () => {
    programme.wait(15);
    await programme.drain();
    const former = tokenOf();
    const ended = await open(former);
    expect(ended.answer.status).toBe(410);
    expect(ended.html).toContain('Recevoir un nouveau lien');
    expect((await open(former, { body: anAgreement() })).answer.status).toBe(410);
    await open(former, { body: { intent: 'renew', email: 'autre@exemple.fr' } });
    await programme.drain();
    const { answer, html } = await open(former);
    expect(answer.status).toBe(410);
    expect(html).toContain('Un nouveau lien arrive');
    expect((await open(tokenOf())).answer.status).toBe(200);
    expect(new Set(programme.sent.map(({ to }) => to))).toEqual(new Set([GUARDIAN]));
  });

  test('that was replaced takes nothing and shows nothing, whatever is sent with it, before and after the answer', async () => {
    const former = tokenOf();
    programme.wait(15);
    await open(former, { body: { intent: 'renew' } });
    await programme.drain();
    const bodies = [undefined, anAgreement(), anAgreement({ decision: 'non' }), { once: 'a'.repeat(16) }];
    const expectClosed = async () => {
      for (const body of bodies)
        for (const accept of ['text/html', 'application/json']) {
          const { answer, html } = await open(former, { ...(body && { body }), headers: { accept } });
          expect([answer.status, answer.headers.get('location')]).toEqual([410, null]);
          expect(html).not.toMatch(new RegExp(`${reference}|Inès|Camille|Vous autorisez|Vous n’autorisez`));
        }
    };
    await expectClosed();
    await programme.drain();
    expect(await stateCells()).toEqual(['Demandée']);
    await open(tokenOf(), { body: anAgreement() });
    await expectClosed();
    await programme.drain();
    await expectClosed();
    expect(await stateCells()).toEqual(['Accordée']);
  });

  test('that was replaced asks for nothing more once the newer one was answered: the agreement stays', async () => {
    const former = tokenOf();
    programme.wait(15);
    await open(former, { body: { intent: 'renew' } });
    await programme.drain();
    await open(tokenOf(), { body: anAgreement() });
    await programme.drain();
    const sent = programme.sent.length;
    programme.wait(1);
    expect((await open(former)).html).not.toContain('Recevoir un nouveau lien');
    await open(former, { body: { intent: 'renew' } });
    await programme.drain();
    await programme.drain();
    expect(programme.sent).toHaveLength(sent);
    expect(await stateCells()).toEqual(['Accordée']);
  });

  test('that was replaced because somebody else is asked now promises its reader no message', async () => {
    const former = tokenOf();
    programme.wait(1);
    await programme.staffWrite('Jeunes', reference, { 'E-mail du responsable': 'autre@exemple.fr' });
    await programme.drain();
    await programme.drain();
    expect(programme.lettersTo('autre@exemple.fr')).toHaveLength(1);
    const now = await open(former);
    programme.wait(1);
    const later = await open(former);
    for (const { answer, html } of [now, later]) {
      expect(answer.status).toBe(410);
      expect(html).not.toMatch(/vous avons envoyé|C’est noté|le message le plus récent/);
    }
  });

  test('begun in time may be answered within the hour', async () => {
    const token = tokenOf();
    programme.wait(14 + 0.5 / 24);
    expect((await open(token)).answer.status).toBe(410);
    expect((await open(token, { body: anAgreement() })).answer.status).toBe(303);
    await programme.drain();
    expect(await stateCells()).toEqual(['Accordée']);
  });

  test('altered, cut, of another purpose or another secret is a 404 told without a look at the store', async () => {
    const token = tokenOf();
    const read = readLink(SECRET, 'authorisation', token, new Date(0));
    const link = read.state === 'invalid' ? undefined : read.link;
    if (link === undefined) throw new Error('No link.');
    const invalid = [
      `${token.slice(0, -2)}AA`,
      token.slice(1),
      'papier',
      signLink(SECRET, { ...link, purpose: 'tracking' }),
      signLink('t'.repeat(32), link),
    ];
    const store = STORE_DOWN;
    for (const one of invalid) {
      expect((await open(one, {}, on({ store }))).answer.status).toBe(404);
      expect((await open(one, { body: anAgreement() }, on({ store }))).answer.status).toBe(404);
    }
    expect((await open(token, {}, on({ store }))).answer.status).toBe(503);
  });

  test('answers other methods by 405 and a broken body by the page', async () => {
    expect((await open(tokenOf(), { method: 'DELETE' })).answer.status).toBe(405);
    const broken = await open(tokenOf(), { method: 'POST', headers: { 'content-type': 'text/plain' } });
    expect(broken.answer.status).toBe(415);
    expect(broken.html).toContain('Votre réponse n’est pas encore envoyée');
  });
});

describe('whatever fails', () => {
  test('a store that takes nothing keeps the answers on the page, never a success', async () => {
    const full = { ...storeThrough(programme.parts.store), set: STORE_DOWN.set };
    const { answer, html } = await open(tokenOf(), { body: anAgreement() }, on({ store: full }));
    expect(answer.status).toBe(503);
    expect(html).toContain('Dominique Exemple');
    expect(endpoint.onAct).not.toHaveBeenCalled();
  });

  test('a spreadsheet that cannot be read leaves the page whole, without names', async () => {
    const fail = () => Promise.reject(new Unavailable('passing', 'panne'));
    const spreadsheet = spreadsheetThrough(programme.parts.spreadsheet, fail);
    const { answer, html } = await open(tokenOf(), {}, on({ spreadsheet }));
    expect(answer.status).toBe(200);
    expect(html).toContain('Votre accord pour votre enfant');
    expect(html).toContain(reference);
    expect((await open(tokenOf(), { body: anAgreement() }, on({ spreadsheet }))).answer.status).toBe(303);
  });
});

test('the paper sheet is the same for any reference, and bears its code', async () => {
  const sheet = async (of: string) => {
    const answer = await answerPaper(requestTo(`/autorisation/papier/${of}`), of, endpoint);
    return { status: answer.status, html: await answer.text() };
  };
  const { status, html } = await sheet(reference);
  expect(status).toBe(200);
  expect(html).toContain(reference);
  expect(html).toMatch(/<svg class="paper-code"[\s\S]*<path d="M0 0h1/);
  expect(html).not.toContain('Inès');
  expect((await sheet('JE-22222222')).status).toBe(200);
  expect((await sheet('<script>')).status).toBe(404);
});

describe('an answer that is not taken', () => {
  const decisions = ['oui', 'non'] as const;
  const faults = [
    ['a missing field', anAgreement({ statement: '' }), 422],
    ['half a number', anAgreement({ emergencyPhone: '06 12' }), 422],
    ['an unknown answer', anAgreement({ decision: 'peut-être' }), 422],
  ] as const;

  test.each(decisions.flatMap((decision) => faults.map((fault) => [decision, ...fault] as const)))(
    'after « %s », with %s, is told without a word of success; the former one stays',
    async (decision, _, body, status) => {
      await open(tokenOf(), { body: anAgreement({ decision }) });
      await programme.drain();
      const { answer, html } = await open(tokenOf(), { body });
      expect(answer.status).toBe(status);
      expect(html).toContain('<title>Erreur : Votre accord pour Inès');
      expect(html).not.toMatch(/Merci|est enregistrée|Vous autorisez|Vous n’autorisez pas|role="status"/);
      expect(html).toContain('ne change pas tant que celle-ci n’est pas envoyée');
      expect((await open(tokenOf())).html).toContain(
        decision === 'oui' ? 'Vous autorisez' : 'Vous n’autorisez pas',
      );
    },
  );

  test('because it cannot be read or stored, is told in the same way', async () => {
    await open(tokenOf(), { body: anAgreement({ decision: 'non' }) });
    const store = { ...storeThrough(programme.parts.store), set: STORE_DOWN.set };
    const unstored = await open(tokenOf(), { body: anAgreement() }, on({ store }));
    const headers = { 'content-type': 'application/json' };
    const unread = await open(tokenOf(), { body: anAgreement(), headers });
    expect([unstored.answer.status, unread.answer.status]).toEqual([503, 415]);
    for (const { html } of [unstored, unread])
      expect(html).not.toMatch(/Merci|est enregistrée|Vous n’autorisez pas|role="status"/);
  });

  test.each([
    [
      'after the end of its link',
      async () => {
        programme.wait(15);
        await programme.drain();
      },
    ],
    [
      'after the end of its link and an answer',
      async () => {
        await open(tokenOf(), { body: anAgreement({ decision: 'non' }) });
        programme.wait(15);
        await programme.drain();
      },
    ],
  ])('%s, is told not to be recorded', async (_, happens) => {
    const token = tokenOf();
    await happens();
    const { answer, html } = await open(token, { body: anAgreement() });
    expect([409, 410]).toContain(answer.status);
    expect(html).toMatch(/<h1>Cet(te réponse| envoi) n’est pas enregistrée?<\/h1>/);
    expect(html).not.toMatch(/Merci|Nous avons votre réponse|C’est noté/);
  });
});
