import { beforeEach, expect, test, vi } from 'vitest';
import { SECRET } from '../../../tests/fixtures/programme.fixture.ts';
import { readPage, requestTo, type Sent } from '../../../tests/fixtures/request.fixture.ts';
import {
  type Act,
  type ClosedLink,
  type LinkDeps,
  type LinkKind,
  OWN_FORM,
  answerLink,
} from './link-answer.ts';

const NOW = new Date('2026-11-30T12:00:00Z');
const HOUR = 3_600_000;
const PAGE =
  '<html><head><title>Page – Programme</title></head><body><page-content></page-content></body></html>';

let deps: LinkDeps;
let done: string[];
let lookedAt: Date[];
let closed: ClosedLink | undefined;

beforeEach(() => {
  done = [];
  lookedAt = [];
  closed = undefined;
  deps = {
    ports: () => ({ secret: SECRET, now: () => NOW }),
    readPage: () => Promise.resolve(PAGE),
    contactEmail: 'contact@exemple.org',
    onAct: vi.fn(),
    log: vi.fn(),
  };
});

const act =
  (name: string): Act =>
  () => {
    done.push(name);
    return Promise.resolve(undefined);
  };

const kind: LinkKind<string> = {
  purpose: 'progress',
  mayEndLate: new Set(['finish']),
  look: (_, at) => {
    lookedAt.push(at);
    return Promise.resolve(closed === undefined ? { open: 'ouverte' } : { closed });
  },
  show: (open) => Promise.resolve({ title: 'Ouverte', markup: `<p>${open}</p>` }),
  acts: () => new Map([['finish', act('finish')]]),
};

const expired = (changes: Partial<ClosedLink> = {}): ClosedLink => ({
  status: 410,
  page: (isFormLost) => Promise.resolve({ title: isFormLost ? 'Perdu' : 'Fini', markup: '' }),
  ...changes,
});

// Vitest types its matchers as `any`.
const containing = (text: string): unknown => expect.stringContaining(text);

async function ask(sent: Sent = {}, used = kind) {
  const answer = await answerLink(requestTo('/entreprises/suivi/jeton', sent), 'jeton', used, deps);
  return { status: answer.status, location: answer.headers.get('location'), html: await readPage(answer) };
}

test('a GET shows and does nothing; an act that is offered is done, and the page shown again', async () => {
  expect(await ask()).toMatchObject({ status: 200, html: containing('<p>ouverte</p>') });
  expect(deps.onAct).not.toHaveBeenCalled();
  const acted = await ask({ body: { intent: 'finish' } });
  expect([acted.status, acted.location]).toEqual([303, '/entreprises/suivi/jeton']);
  expect(done).toEqual(['finish']);
  expect(deps.onAct).toHaveBeenCalledOnce();
});

test('no line of what is shown ends inside « e-mail »', async () => {
  const show = () => Promise.resolve({ title: 'Un e-mail', markup: '<p>Un e-mail</p>' });
  const answer = await answerLink(requestTo('/entreprises/suivi/jeton'), 'jeton', { ...kind, show }, deps);
  const html = await answer.text();
  expect(html).toContain('<p>Un <span class="whole">e-mail</span></p>');
  expect(html).toContain('<title>Un e-mail ');
});

test.each(['', 'autre', 'constructor', '__proto__', 'toString'])(
  'what the page does not offer (« %s ») changes nothing',
  async (intent) => {
    expect((await ask({ body: { intent } })).status).toBe(303);
    expect(done).toEqual([]);
    expect(deps.onAct).not.toHaveBeenCalled();
  },
);

test('a body that cannot be read is told, or taken up by the page’s own form', async () => {
  const unread = { method: 'POST', headers: { 'content-type': 'text/plain' } };
  expect(await ask(unread)).toMatchObject({
    status: 415,
    html: containing('L’envoi n’est pas arrivé'),
  });
  const withForm = { ...kind, acts: () => new Map([[OWN_FORM, act('form')]]) };
  expect((await ask(unread, withForm)).status).toBe(303);
  expect(done).toEqual(['form']);
});

test('only what was begun in time may end within the hour after its link', async () => {
  await ask();
  await ask({ body: { intent: 'finish' } });
  await ask({ body: { intent: 'autre' } });
  expect(lookedAt.map((at) => NOW.getTime() - at.getTime())).toEqual([0, HOUR, 0]);
});

test('a closed link does nothing, whatever is sent, and says so as a page or as data', async () => {
  closed = expired();
  for (const intent of ['finish', 'renew', 'autre'])
    expect(await ask({ body: { intent } })).toMatchObject({
      status: 410,
      html: containing('Fini'),
    });
  expect(await ask({ headers: { accept: 'application/json' } })).toMatchObject({
    status: 410,
    html: '{"error":"Fini."}',
  });
  expect(done).toEqual([]);
  expect(deps.onAct).not.toHaveBeenCalled();
});

test('a form that changes nothing of what its link has led to is 409', async () => {
  closed = expired({ status: 200 });
  expect((await ask()).status).toBe(200);
  expect((await ask({ body: { intent: 'finish' } })).status).toBe(200);
  expect(await ask({ body: { name: 'x' } })).toMatchObject({
    status: 409,
    html: containing('Perdu'),
  });
});

test('a closed link gives another where one may be asked for, and answers again the form that closed it', async () => {
  const renew = vi.fn(() => Promise.resolve());
  closed = expired({ renew });
  expect((await ask({ body: { intent: 'renew' } })).status).toBe(303);
  expect(renew).toHaveBeenCalledOnce();
  expect(deps.onAct).toHaveBeenCalledOnce();
  closed = expired({ renew, answerAgain: () => Promise.resolve(new Response('la même')) });
  expect((await ask({ body: { intent: 'renew' } })).html).toBe('la même');
  expect(renew).toHaveBeenCalledOnce();
});

test('whatever fails, there is an answer, without a word of why', async () => {
  const look = () => Promise.reject(new Error('secret'));
  const { status, html } = await ask({}, { ...kind, look });
  expect(status).toBe(503);
  expect(html).toContain('Un instant');
  expect(html).not.toContain('secret');
});
