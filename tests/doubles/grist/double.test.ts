import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type Exchange, EXCHANGES } from './exchanges.ts';
import { GristDouble } from './double.ts';

/** Recorded with a real server: lies beside the project where there is one, and is no part of it. */
const RECORDED = fileURLToPath(new URL('../../../../shared/data/grist-traffic.json', import.meta.url));

const recordedTraffic = z.object({
  exchanges: z.array(
    z.looseObject({
      say: z.string(),
      method: z.enum(['GET', 'POST', 'PUT']).optional(),
      path: z.string().default(''),
      status: z.number(),
      contentType: z.string().optional(),
      body: z.unknown().optional(),
      answer: z.unknown().optional(),
    }),
  ),
});

/** A recorded text that was cut short ends so. */
const CUT = /…$/;

let double: GristDouble;

beforeEach(() => {
  double = new GristDouble();
});

afterEach(async () => {
  await double.close();
});

/** The body that was sent, or one of the size that is said of it. */
function bodyOf({ body }: Pick<Exchange, 'body'>): string | null {
  const [, bytes] = typeof body === 'string' ? (/^\((\d+) bytes\)$/.exec(body) ?? []) : [];
  if (bytes !== undefined) return JSON.stringify({ records: 'x'.repeat(Number(bytes)) });
  return body === undefined ? null : JSON.stringify(body);
}

/** Sends what was sent: with another key where that was refused, from somebody else where that was. */
async function sent({
  method,
  path,
  status,
  ...exchange
}: Omit<Exchange, 'say' | 'answer'>): Promise<Response> {
  const { docId, apiKey } = double.settings();
  double.access = status === 403 ? 'none' : 'editor';
  const url = new URL(`/api${path.replace('{doc}', docId)}`, 'http://grist.test');
  const headers = {
    Authorization: `Bearer ${status === 401 ? 'another' : apiKey}`,
    'Content-Type': 'application/json',
  };
  return await double.answer(new Request(url, { method, headers, body: bodyOf(exchange) }));
}

/** The hash of an action is any. */
function comparable(answer: unknown): unknown {
  const applied = z.looseObject({ actionHash: z.string().regex(/^[0-9a-f]{64}$/) }).safeParse(answer);
  return applied.success ? { ...applied.data, actionHash: '' } : answer;
}

async function expectAnswered(exchange: Exchange): Promise<void> {
  const answer = await sent(exchange);
  const text = await answer.text();
  expect
    .soft([answer.status, answer.headers.get('content-type')], exchange.say)
    .toEqual([exchange.status, 'application/json; charset=utf-8']);
  if (typeof exchange.answer === 'string')
    expect.soft(text.startsWith(exchange.answer.replace(CUT, '')), `${exchange.say}: ${text}`).toBe(true);
  else expect.soft(comparable(JSON.parse(text)), exchange.say).toEqual(comparable(exchange.answer));
}

test('answers what the adapter relies on', async () => {
  for (const exchange of EXCHANGES) await expectAnswered(exchange);
});

test('answers calls beyond ten at once with 429, without saying for how long', async () => {
  const exchange = { method: 'GET', path: '/docs/{doc}/tables', status: 200 } as const;
  const answers = await Promise.all(Array.from({ length: 25 }, () => sent(exchange)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
  for (const each of answers.filter(({ status }) => status !== 200))
    expect([each.status, each.headers.get('retry-after')]).toEqual([429, null]);
});

describe.skipIf(!existsSync(RECORDED))('the traffic of a real server, which is not here', () => {
  test('is answered as recorded, exchange by exchange', async () => {
    const { exchanges } = recordedTraffic.parse(JSON.parse(readFileSync(RECORDED, 'utf8')));
    expect(exchanges.length).toBeGreaterThan(30);
    for (const { method, contentType, answer, ...exchange } of exchanges) {
      // The one without a method tells of many calls at once: the test above.
      if (!method) continue;
      expect.soft(contentType, exchange.say).toBe('application/json; charset=utf-8');
      await expectAnswered({ ...exchange, method, answer });
    }
  });
});
