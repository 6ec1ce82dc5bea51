import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aCompany } from '../../../tests/fixtures/company.fixture.ts';
import { companyForm } from '../../domain/application/company.ts';
import type { Form } from '../../domain/application/form.ts';
import { aMentor } from '../../../tests/fixtures/mentor.fixture.ts';
import { mentorForm } from '../../domain/application/mentor.ts';
import { nextSeasonForm } from '../../domain/application/next-season.ts';
import { type TypedFixture, aYouth } from '../../../tests/fixtures/youth.fixture.ts';
import { youthForm } from '../../domain/application/youth.ts';
import { Inbox } from '../cases/inbox.ts';
import { StoreUnavailable } from '../store/key-store.ts';
import { MemoryStore } from '../../../tests/doubles/memory-store.ts';
import { STORE_DOWN, storeThrough } from '../../../tests/fixtures/faults.fixture.ts';
import { accepted } from '../../../tests/fixtures/programme.fixture.ts';

const TEN = Date.parse('2026-11-22T10:00:00Z');
const MINUTE = 60_000;
const UUID = '0b61c1a2-6c9b-4c0e-9e0c-0d4b8f6c9b11';
const EMAIL = 'sam@exemple.fr';

const FORMS: readonly (readonly [string, Form, TypedFixture])[] = [
  ['youth', youthForm, aYouth()],
  ['mentor', mentorForm, aMentor()],
  ['company', companyForm, aCompany()],
  ['next season', nextSeasonForm, { wish: 'mentor', email: EMAIL, consent: 'on' }],
];

/** An inbox that receives forms at instants of the test's own. */
function anInbox(store = new MemoryStore()) {
  const inbox = new Inbox(store);
  return {
    store,
    send: async (minutes: number, fixture: TypedFixture = aYouth(), form: Form = youthForm) =>
      await accepted(form, fixture, { inbox, now: () => new Date(TEN + minutes * MINUTE) }),
    ids: async () => [...new Set((await inbox.pending()).map(({ id }) => id))],
  };
}

describe.each(FORMS)('the form of « %s » sent without a submissionId', (_, form, fixture) => {
  test('again at once is one application under one reference', async () => {
    const { send, ids } = anInbox();
    const references = [];
    for (const minutes of [0, 0, 1 / 60, 1, 4.9]) references.push(await send(minutes, fixture, form));
    expect(new Set(references).size).toBe(1);
    expect(await ids()).toHaveLength(1);
  });

  test('twenty times at once is one application under one reference', async () => {
    const { send, ids } = anInbox();
    const references = await Promise.all(Array.from({ length: 20 }, () => send(0, fixture, form)));
    expect(new Set(references).size).toBe(1);
    expect(await ids()).toHaveLength(1);
  });

  test('an hour after the first, a day or a month, is another application under another reference', async () => {
    const { send, ids } = anInbox();
    const references = [];
    for (const minutes of [0, 60, 24 * 60, 30 * 24 * 60]) references.push(await send(minutes, fixture, form));
    expect(new Set(references).size).toBe(4);
    expect(await ids()).toHaveLength(4);
  });
});

test('without a submissionId, what comes within five minutes of the first is the same, and an hour later never', async () => {
  const seconds = (minutes: number) => fc.integer({ min: 0, max: minutes * 60 - 1 }).map((one) => one / 60);
  await fc.assert(
    fc.asyncProperty(
      seconds(200),
      fc.array(seconds(5), { maxLength: 3 }),
      fc.array(seconds(300), { maxLength: 3 }),
      async (begin, again, later) => {
        const { send } = anInbox();
        const first = await send(begin);
        for (const after of again.toSorted((a, b) => a - b)) expect(await send(begin + after)).toBe(first);
        for (const after of later.toSorted((a, b) => a - b)) {
          const reference = await send(begin + 5 + after);
          if (5 + after >= 60) expect(reference).not.toBe(first);
        }
      },
    ),
  );
});

test('one a minute for a day is never under a reference that is an hour old', async () => {
  const { send } = anInbox();
  const firsts = new Map<string, number>();
  let before = '';
  for (let minute = 0; minute < 24 * 60; minute += 1) {
    const reference = await send(minute);
    if (reference !== before) expect(firsts.has(reference)).toBe(false);
    if (!firsts.has(reference)) firsts.set(reference, minute);
    expect(minute - (firsts.get(reference) ?? 0)).toBeLessThan(60);
    before = reference;
  }
  expect(firsts.size).toBeLessThan(30);
});

test('twice while a slot ends is one application, at once and one after the other; other answers are another', async () => {
  // Slots are of fifty minutes since 1970.
  const strike = (Math.ceil(TEN / (50 * MINUTE)) * 50 * MINUTE - TEN) / MINUTE;
  const { send, ids } = anInbox();
  const before = await send(strike - 0.001);
  expect(await Promise.all([send(strike), send(strike + 0.001)])).toEqual([before, before]);
  expect(await send(strike, aYouth({ project: 'Un autre.' }))).not.toBe(before);
  expect(await ids()).toHaveLength(2);
});

test('a submissionId is the same application whenever it comes again, and another one is another', async () => {
  const { send, ids } = anInbox();
  const fixture = aYouth({ submissionId: UUID });
  const first = await send(0, fixture);
  expect(await send(90 * 24 * 60, fixture)).toBe(first);
  expect(await send(0, aYouth({ submissionId: UUID.replace('0b', '1b') }))).not.toBe(first);
  expect(await send(0)).not.toBe(first);
  expect(await ids()).toHaveLength(3);
});

test('what is kept of a form to know it again says nothing of who sent it', async () => {
  const { store, send } = anInbox();
  await send(0, { wish: 'mentor', email: EMAIL, consent: 'on' }, nextSeasonForm);
  const keys = await store.list('');
  const texts = await Promise.all(
    keys.map(async (key) => `${key} ${key.startsWith('typed/') ? '' : ((await store.get(key)) ?? '')}`),
  );
  expect(texts.join('\n')).not.toMatch(/sam|exemple|PS-/);
});

test.each([0, 0.001, -0.001])(
  'a store that is down has received nothing, %s minutes from the end of a slot',
  async (minutes) => {
    const strike = Math.ceil(TEN / (50 * MINUTE)) * 50 * MINUTE;
    const now = () => new Date(strike + minutes * MINUTE);
    for (const method of ['set', 'get'] as const) {
      const inbox = new Inbox({ ...storeThrough(new MemoryStore()), [method]: STORE_DOWN[method] });
      const sending = accepted(youthForm, aYouth(), { inbox, now });
      // Only what is sent just after the end of a slot reads.
      if (method === 'get' && minutes < 0) await expect(sending).resolves.toMatch(/^JE-/);
      else await expect(sending).rejects.toBeInstanceOf(StoreUnavailable);
    }
  },
);
