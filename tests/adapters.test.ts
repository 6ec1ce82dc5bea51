import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { problemOf } from '../src/server/spreadsheet/administration.ts';
import { Unavailable, type Wording } from '../src/server/spreadsheet/spreadsheet.ts';
import { reasonOf } from '../src/server/spreadsheet/tab-backoff.ts';

// Each adapter words its own failures in `<adapter>/<adapter>-unavailable.ts`; the tests take up a new one by themselves.

const ROOM = 'src/server/spreadsheet';
const adapters = readdirSync(ROOM, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const modules = import.meta.glob<{ readonly REASONS: Readonly<Record<string, Wording>> }>(
  '../src/server/spreadsheet/*/*-unavailable.ts',
  { eager: true },
);
const reasonsOf = (adapter: string): Readonly<Record<string, Wording>> =>
  modules[`../${ROOM}/${adapter}/${adapter}-unavailable.ts`]?.REASONS ?? {};
const failures = adapters.flatMap((adapter) =>
  Object.entries(reasonsOf(adapter)).map(([reason, wording]) => ({ adapter, reason, ...wording })),
);

/** The server's source files whose path passes, without tests. */
function sources(passes: (path: string) => boolean): readonly { path: string; text: string }[] {
  return readdirSync('src/server', { recursive: true, encoding: 'utf8' })
    .map((name) => join('src/server', name))
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && passes(path))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

const inAdapter = (path: string) => adapters.some((adapter) => path.startsWith(`${ROOM}/${adapter}/`));

test.each(adapters)('%s words its own failures', (adapter) => {
  expect(Object.keys(reasonsOf(adapter)).length).toBeGreaterThan(0);
});

test('a reason in the log belongs to one adapter', () => {
  const reasons = failures.map(({ reason }) => reason);
  expect(reasons).toEqual([...new Set(reasons)]);
});

test.each(failures)('$reason is told in a French sentence that ends with its remedy', (failure) => {
  const { kind, message } = failure;
  const { what, remedy } = problemOf(new Unavailable(kind, message));
  expect(`${what} : ${remedy}`).toMatch(/^\p{Lu}[^:]{8,} : \p{Lu}.{8,}\.$/u);
  // A passing failure says that it is tried again; a lasting one says what somebody is to do.
  if (kind === 'lasting') expect(remedy).toMatch(/ez\b|faites/i);
});

test.each(failures)(
  'the log names $reason by its word, which no message may change',
  ({ reason, ...wording }) => {
    const error = new Unavailable(wording.kind, wording.message, { reason });
    expect(reason).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(reasonOf(error)).toEqual({ reason, message: wording.message });
  },
);

describe('an adapter can be added without a change elsewhere', () => {
  test('nobody but adapters and what chooses one names their services or their reasons', () => {
    const words = [...adapters, 'sheets', 'excel', 'xlsx', 'libreoffice', 'classeur'].join('|');
    const service = new RegExp(`\\b(?:${words})\\b(?!\\|)`, 'i');
    const reasons = failures.map(({ reason }) => `'${reason}'`);
    const named = sources((path) => !inAdapter(path) && !path.startsWith('src/server/compose/'))
      // The provider of a mailbox, not of the spreadsheet.
      .filter(({ path }) => path !== 'src/server/doctor/sender.ts')
      .filter(({ text }) => service.test(text) || reasons.some((reason) => text.includes(reason)));
    expect(named.map(({ path }) => path)).toEqual([]);
  });

  test('an adapter throws no failure but those that it words', () => {
    const thrown = sources(inAdapter).filter(({ text }) => text.includes('new Unavailable('));
    expect(thrown.map(({ path }) => path)).toEqual([]);
  });
});
