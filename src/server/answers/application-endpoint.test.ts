import { beforeEach, describe, expect, test, vi } from 'vitest';
import { companyForm } from '../../domain/application/company.ts';
import { nextSeasonForm } from '../../domain/application/next-season.ts';
import { REFERENCE_PATTERN } from '../../domain/application/reference.ts';
import { type TypedFixture, aYouth } from '../../../tests/fixtures/youth.fixture.ts';
import { youthForm } from '../../domain/application/youth.ts';
import { STORE_DOWN } from '../../../tests/fixtures/faults.fixture.ts';
import { SECRET } from '../../../tests/fixtures/programme.fixture.ts';
import { Inbox } from '../cases/inbox.ts';
import { MemoryStore } from '../../../tests/doubles/memory-store.ts';
import { type ApplicationEndpoint, answerApplication } from './application-endpoint.ts';
import { requestTo } from '../../../tests/fixtures/request.fixture.ts';

const PAGE =
  '<html><head><meta http-equiv="content-security-policy" content="default-src &#39;self&#39;"><title>Candidater</title></head><body><application-form><form></form></application-form><footer>Pied</footer></body></html>';

const YOUTH = '/api/candidatures/jeune';
const DATA = { accept: 'application/json' };
const HTML = { accept: 'text/html' };

// Vitest types its matchers as `any`.
const aReference: unknown = expect.stringMatching(REFERENCE_PATTERN);
const aWordOnFiles: unknown = expect.stringContaining('fichier');
const aMessage: unknown = expect.stringMatching(/./);
const anExplanation: unknown = expect.stringContaining('impossible');

let inbox: Inbox;
let endpoint: ApplicationEndpoint;

beforeEach(() => {
  inbox = new Inbox(new MemoryStore());
  endpoint = {
    ports: () => ({
      inbox,
      secret: SECRET,
      season: '2026-2027',
      now: () => new Date('2026-11-22T20:00:00Z'),
    }),
    readPage: () => Promise.resolve(PAGE),
    closedMessage: () => undefined,
    onAccepted: vi.fn(),
    log: vi.fn(),
  };
});

async function send(
  fixture: TypedFixture,
  {
    json = true,
    endpointChanges = {},
  }: { json?: boolean; endpointChanges?: Partial<ApplicationEndpoint> } = {},
): Promise<Response> {
  const request = requestTo(YOUTH, { body: fixture, headers: json ? DATA : HTML });
  return await answerApplication(request, youthForm, { ...endpoint, ...endpointChanges });
}

const DOWN: Partial<ApplicationEndpoint> = {
  ports: () => ({ ...endpoint.ports(), inbox: new Inbox(STORE_DOWN) }),
};

describe('with the script', () => {
  test('an application is stored, delivered and answered 201 with its reference', async () => {
    const answer = await send(aYouth());
    expect(answer.status).toBe(201);
    expect(await answer.json()).toEqual({ reference: aReference });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await inbox.pending()).toHaveLength(1);
    expect(endpoint.onAccepted).toHaveBeenCalledOnce();
  });

  test('errors are 422 with every message, and nothing is stored', async () => {
    const answer = await send(aYouth({ givenName: '', email: 'x' }));
    expect(answer.status).toBe(422);
    expect(await answer.json()).toEqual({
      formErrors: [],
      fieldErrors: {
        givenName: ['Écris ton prénom. Qui n’a qu’un seul nom l’écrit dans les deux cases.'],
        email: [expect.any(String)],
      },
    });
    expect(await inbox.pending()).toHaveLength(0);
  });

  test('a store that is down is 503, and nothing is delivered', async () => {
    const answer = await send(aYouth(), { endpointChanges: DOWN });
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ error: anExplanation });
    expect(endpoint.onAccepted).not.toHaveBeenCalled();
  });

  test('a mistake in the configuration is 503, never a crash, and its text is not told', async () => {
    const broken = {
      ports: () => {
        throw new Error('LINK_SECRET');
      },
    };
    const answer = await send(aYouth(), { endpointChanges: broken });
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toContain('LINK_SECRET');
  });

  test('another method is 405 with what is allowed', async () => {
    const request = requestTo(YOUTH, { method: 'PUT', headers: DATA });
    const answer = await answerApplication(request, youthForm, endpoint);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

test('every answer, good or bad, is kept by nobody and taken for what it says', async () => {
  const broken = new URLSearchParams([['a', 'b'.repeat(70_000)]]);
  const answers = await Promise.all(
    [true, false].flatMap((json) => [
      send(aYouth(), { json }),
      send({}, { json }),
      send(aYouth(), { json, endpointChanges: DOWN }),
      send({ a: broken.toString() }, { json }),
    ]),
  );
  expect(answers.map(({ status }) => status)).toEqual([201, 422, 503, 413, 303, 422, 503, 413]);
  for (const { headers } of answers) {
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
  }
});

test.each<[number, { method?: string; body?: string; headers?: Readonly<Record<string, string>> }]>([
  [400, { body: 'a=%FF', headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
  [403, { body: 'a=1', headers: { 'sec-fetch-site': 'cross-site' } }],
  [405, { method: 'DELETE' }],
  [413, { body: 'a'.repeat(70_000), headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
  [415, { body: '{}', headers: { 'content-type': 'application/json' } }],
])('%i is told as data, or on the form’s page with what to do', async (status, { headers, ...init }) => {
  const ask = (accept: string) =>
    answerApplication(
      new Request('https://site.test/api/candidatures/jeune', {
        method: 'POST',
        ...init,
        headers: { ...headers, accept },
      }),
      youthForm,
      endpoint,
    );
  const data = await ask('application/json');
  const json = await data.text();
  const [, message = ''] = /^\{"error":"([A-Z][^"]*\.)"\}$/.exec(json) ?? [];
  expect([data.status, message]).toEqual([status, aMessage]);
  const page = await ask('text/html');
  const html = await page.text();
  expect([page.status, page.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8']);
  expect(html).toContain('<title>Erreur : Candidater</title>');
  expect(html).toContain(`<li>${message}</li>`);
  expect(html).toContain('name="givenName"');
});

test('every wrong control says so and is described by its message, whatever its kind', async () => {
  const wrong = {
    givenName: '1',
    birthDay: '31',
    birthMonth: '2',
    email: 'x',
    commune: '1',
    situation: 'x',
    interests: ['x'],
    consent: 'x',
  };
  const html = await (await send(aYouth(wrong), { json: false })).text();
  for (const name of [...Object.keys(wrong), 'birthYear']) {
    const controls = html.match(new RegExp(`<(input|select|textarea)[^>]* name="${name}"[^>]*>`, 'g')) ?? [];
    expect(controls.length).toBeGreaterThan(0);
    for (const control of controls) {
      expect(control).toContain('aria-invalid="true"');
      const ids = /aria-describedby="([^"]*)"/.exec(control)?.[1]?.split(' ') ?? [];
      expect(ids.some((id) => new RegExp(`id="${id}"[^>]*>[^<]+\\.</p>`).test(html))).toBe(true);
    }
  }
  expect(html).not.toMatch(/name="familyName"[^>]*aria-invalid/);
});

test.each([
  [youthForm, 'givenName'],
  [companyForm, 'mentors[0].givenName'],
] as const)('a file in place of a text is 422 under that input ($1)', async (form, name) => {
  const body = new FormData();
  body.append(name, new File(['x'], 'x.png'));
  const request = new Request(`https://site.test${form.apiPath}`, { method: 'POST', body, headers: DATA });
  const answer = await answerApplication(request, form, endpoint);
  expect(answer.status).toBe(422);
  expect(await answer.json()).toEqual({ formErrors: [], fieldErrors: { [name]: [aWordOnFiles] } });
});

describe('closed recruitment', () => {
  const closedMessage = (): string => 'Les candidatures sont fermées. Écris-nous.';

  test('is told in the settings’ words as data, and nothing is stored', async () => {
    const answer = await send(aYouth(), { endpointChanges: { closedMessage } });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toEqual({ error: closedMessage() });
    expect(await inbox.pending()).toHaveLength(0);
  });

  test('is told in the same words on the page, every answer kept', async () => {
    const answer = await send(aYouth(), { json: false, endpointChanges: { closedMessage } });
    const html = await answer.text();
    expect(answer.status).toBe(403);
    expect(html).toContain(`<li>${closedMessage()}</li>`);
    expect(html).toContain('value="Inès"');
  });
});

test('an address for the next season is stored, and thanked for without a reference', async () => {
  const ask = (fixture: TypedFixture) =>
    answerApplication(requestTo('/api/prochaine-saison', { body: fixture }), nextSeasonForm, endpoint);
  const answer = await ask({ wish: 'mentor', email: 'sam@exemple.fr', consent: 'on' });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/prochaine-saison/merci/']);
  expect(await inbox.pending()).toHaveLength(1);
  const refused = await ask({ wish: 'mentor', email: 'sam@' });
  const html = await refused.text();
  expect(refused.status).toBe(422);
  expect(html).toContain('value="sam@"');
  expect(html).not.toMatch(/Étape|data-part="offer"/);
});

test.each([DATA, HTML, {}])(
  'an address for the next season is told no reference, whoever asks ($accept)',
  async (headers) => {
    for (const submissionId of ['', '0b61c1a2-6c9b-4c0e-9e0c-0d4b8f6c9b11']) {
      const body = { wish: 'mentor', email: 'sam@exemple.fr', consent: 'on', submissionId };
      const answer = await answerApplication(
        requestTo('/api/prochaine-saison', { body, headers }),
        nextSeasonForm,
        endpoint,
      );
      const told = [...answer.headers, await answer.text()].join();
      expect(answer.ok || answer.status === 303).toBe(true);
      for (const { id } of await inbox.pending()) expect(told).not.toContain(id);
      expect(told).not.toMatch(/[A-Z]{2}-[2-9A-HJ-NP-Z]{8}/);
    }
  },
);

describe('without the script', () => {
  test('a row more is the same page, without an error, nothing checked and nothing stored', async () => {
    const request = requestTo('/api/candidatures/entreprise', {
      body: { companyName: 'Exemple', 'mentors[0].email': 'x', addRow: 'mentors' },
      headers: HTML,
    });
    const answer = await answerApplication(request, companyForm, endpoint);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html).toContain('<title>Candidater</title>');
    expect(html).toContain('value="Exemple"');
    expect(html).toContain('name="mentors[1].email"');
    expect(html).not.toContain('name="mentors[2].email"');
    expect(html).not.toContain('aria-invalid');
    expect(await inbox.pending()).toHaveLength(0);
  });

  test('an application is answered 303 to its confirmation', async () => {
    const answer = await send(aYouth(), { json: false });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toMatch(/^\/candidature-recue\/JE-[2-9A-HJ-NP-Z]{8}$/);
  });

  test('errors are the same page with every answer kept, nothing run as HTML', async () => {
    const answer = await send(
      aYouth({ familyName: '', project: '</textarea><script>alert(1)</script> $& $1' }),
      { json: false },
    );
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain('<title>Erreur : Candidater</title>');
    expect(html).toContain('Écris ton nom de famille.');
    expect(html).toContain('value="Inès"');
    expect(html).toContain('&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt; $&amp; $1');
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('<footer>Pied</footer>');
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'self'; frame-ancestors 'none'");
  });

  test('a store that is down keeps every answer on the page, with 503', async () => {
    const answer = await send(aYouth(), { json: false, endpointChanges: DOWN });
    expect(answer.status).toBe(503);
    const html = await answer.text();
    expect(html).toContain('value="Inès"');
    expect(html).toContain('impossible pour le moment');
  });

  test.each([
    ['cannot be had', undefined],
    ['is another one', '<html>Mot de passe du site</html>'],
  ])('when the form’s page %s, the answers are kept all the same', async (_, page) => {
    const endpointChanges = { readPage: () => Promise.resolve(page) };
    const answer = await send(aYouth({ familyName: '' }), { json: false, endpointChanges });
    const html = await answer.text();
    expect(html).toContain('value="Inès"');
    expect(html).toMatch(/^<!doctype html><html lang="fr">/);
  });

  test('a hostile site header or cross-site post gets the page, and is not stored', async () => {
    const headers = { ...HTML, origin: 'https://ailleurs.test' };
    const request = requestTo(YOUTH, { body: aYouth(), headers });
    const answer = await answerApplication(request, youthForm, endpoint);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('autre site');
    expect(await inbox.pending()).toHaveLength(0);
  });
});
