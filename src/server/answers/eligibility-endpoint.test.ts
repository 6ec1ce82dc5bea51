import { expect, test } from 'vitest';
import { PRIORITY_NEIGHBOURHOODS } from '../../domain/eligibility/territory.ts';
import { youthForm } from '../../domain/application/youth.ts';
import { answerEligibility } from './eligibility-endpoint.ts';
import { requestTo } from '../../../tests/fixtures/request.fixture.ts';

const PAGE =
  '<html><head><title>Candidater</title></head><body><main><eligibility-check id="pour-toi"></eligibility-check><application-form><form></form></application-form></main></body></html>';
const [neighbourhood] = PRIORITY_NEIGHBOURHOODS;
const open = { readPage: () => Promise.resolve(PAGE), closedMessage: () => undefined };

async function ask(
  answers: Record<string, string>,
  settings: Parameters<typeof answerEligibility>[2] = open,
) {
  const request = requestTo('/api/eligibilite', { body: answers });
  const answer = await answerEligibility(request, youthForm, settings);
  return { answer, html: await answer.text() };
}

test('« oui » leads to the form, where the place stands already', async () => {
  const commune = neighbourhood?.communes[0] ?? '';
  const { answer, html } = await ask({
    checkAge: 'inside',
    checkCommune: commune,
    checkDistrict: neighbourhood?.code ?? '',
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(html).toContain('Oui, c’est pour toi');
  expect(html).toContain('<title>Candidater</title>');
  const form = /<application-form.*<\/application-form>/s.exec(html)?.[0] ?? '';
  expect(form).toContain(`<option value="${commune}" selected="">`);
  expect(form).toContain(`<option value="${neighbourhood?.code ?? ''}" selected="">`);
});

test.each([
  [{ checkAge: 'inside', checkCommune: '59350' }, 'À vérifier', '#etape-toi'],
  [{ checkAge: 'younger' }, 'Pas encore', '/contact/'],
  [{ checkAge: 'older' }, 'Il s’arrête à', '/contact/'],
  [{ checkAge: 'inside', checkCommune: 'ailleurs' }, 'métropole de Lille', '/contact/'],
])('%o is told kindly, with a way on', async (answers, words, link) => {
  const { html } = await ask(answers);
  const told = /<eligibility-check.*<\/eligibility-check>/s.exec(html)?.[0] ?? '';
  expect(told).toContain(words);
  expect(told).toContain(`href="${link}"`);
  expect(html).toContain('name="givenName"');
});

test('without an age there is no answer yet: what was told stays, and what is missing is said', async () => {
  const { answer, html } = await ask({ checkCommune: '59512' });
  expect(answer.status).toBe(422);
  expect(html).toContain('<title>Erreur : Candidater</title>');
  const told = /<eligibility-check.*<\/eligibility-check>/s.exec(html)?.[0] ?? '';
  expect(told).toContain('<details class="eligibility" open="">');
  expect(told).toContain('>Choisis ton âge.</p>');
  expect(told).toContain('<option value="59512" selected="">');
  expect(told).not.toContain('À vérifier');
});

test('a form that is begun goes on under its identifier', async () => {
  const submissionId = '3f1c9a52-7c1e-4a52-9d55-0b7a3f0c1d2e';
  const { html } = await ask({ checkAge: 'older', submissionId });
  expect(html.match(new RegExp(`name="submissionId" value="${submissionId}"`, 'g'))).toHaveLength(2);
});

test('usual names stand beside official ones, in both places', async () => {
  const { html } = await ask({}, { ...open, optionNotes: { QN05972M: 'Nom d’usage' } });
  for (const element of ['eligibility-check', 'application-form'])
    expect(new RegExp(`<${element}.*</${element}>`, 's').exec(html)?.[0]).toContain('(Nom d’usage)');
});

test('while recruitment is closed, the page says so', async () => {
  const { answer } = await ask({}, { ...open, closedMessage: () => 'Fermé.' });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/candidater/']);
});

test('without its page, the answer is told all the same', async () => {
  const { html } = await ask({ checkAge: 'older' }, { ...open, readPage: () => Promise.resolve(undefined) });
  expect(html).toContain('Il s’arrête à');
});

test.each<[number, { method?: string; body?: string; headers?: Readonly<Record<string, string>> }, string]>([
  [400, { body: 'a=%FF' }, 'remplir et envoyer le formulaire à nouveau'],
  [403, { body: 'a=1', headers: { 'sec-fetch-site': 'cross-site' } }, 'remplir le formulaire sur cette page'],
  [405, { method: 'PUT' }, 'seulement des formulaires'],
  [413, { body: 'a'.repeat(70_000) }, 'les raccourcir'],
  [
    415,
    { body: '{}', headers: { 'content-type': 'application/json' } },
    'envoyer le formulaire depuis sa page',
  ],
])(
  'a refusal (%i) is a page that says what to do, or data for who asks for it',
  async (status, sent, words) => {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const ask = async (accept: string) => {
      const headers = { ...type, ...sent.headers, accept };
      const request = new Request('https://site.test/api/eligibilite', { method: 'POST', ...sent, headers });
      return await answerEligibility(request, youthForm, open);
    };
    const shown = await ask('text/html');
    const html = await shown.text();
    expect([shown.status, shown.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8']);
    expect(html).toContain('<title>Erreur : Candidater</title>');
    expect(html).toContain(words);
    expect(html).toContain('<eligibility-check');
    const told = await ask('application/json');
    expect([told.status, await told.text()]).toEqual([status, expect.stringContaining(words)]);
  },
);
