import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { eraseCases, typedAndWaiting } from './case-keys.ts';
import { KEYS, KEY_FAMILIES } from './key-families.ts';
import type { KeyStore } from './key-store.ts';
import { MemoryStore } from '../../../tests/doubles/memory-store.ts';

const ID = 'a1'.repeat(16);
const OTHER = 'b2'.repeat(16);

/** A key of every family, about somebody. */
function aKeyEach(id: string) {
  const parts = {
    id,
    about: id,
    at: new Date('2026-11-23T09:00:00Z'),
    day: '2026-11-23',
    reference: id === ID ? 'JE-22222222' : 'JE-33333333',
    hash: 'c3'.repeat(8),
    hmac: 'd4'.repeat(16),
    event: 'status-2-acceptee',
    letter: 'confirmation',
    kind: 'row',
    fact: 'late',
    tab: 'À contacter',
    season: '2026-2027',
    value: '750',
    what: 'e5'.repeat(16),
    step: 'wanted/0/001795341600000',
  };
  return KEY_FAMILIES.map((family) => ({ family, key: family.key(parts), parts }));
}

describe.each(Object.entries(KEYS))('the family of keys « %s »', (name, { pattern, facts }) => {
  test('says when its keys go', () => {
    const namesSomebody = /<(?:id|about|reference)>/.test(pattern);
    expect(facts.erased !== undefined).toBe(namesSomebody);
    if (facts.personal !== false) expect(facts.erased).toBe(true);
    if (facts.erased !== true && facts.forgotten === undefined && !namesSomebody)
      expect(facts.lasts).toBeDefined();
    if (typeof facts.forgotten === 'object') expect(pattern).toContain('<day>');
  });

  test('is written by the file that it names', async () => {
    const source = await readFile(join(import.meta.dirname, '..', facts.writer), 'utf8');
    expect(source).toMatch(new RegExp(String.raw`\bKEYS\.${name}\b`));
  });
});

test('a key is of one family, which reads what it was built from', () => {
  for (const { family, key, parts } of aKeyEach(ID)) {
    expect(KEY_FAMILIES.filter((other) => other.owns(key))).toEqual([family]);
    expect(parts).toMatchObject({ ...family.parse(key) });
    expect(family.parse(` ${key}`)).toBeUndefined();
  }
});

test('no text is a key of the store unless the table made it', async () => {
  const store: KeyStore = new MemoryStore();
  // @ts-expect-error -- A key that is spelt out.
  await store.set(`cases/${ID}/case`, '');
  // @ts-expect-error -- A beginning that is spelt out.
  expect(await store.list('cases/')).toEqual([KEYS.cases.key({ id: ID })]);
});

test('no key is made with a part of another shape, which the error does not quote', () => {
  const wrong = 'ines@exemple.fr';
  expect(() => KEYS.cases.key({ id: wrong })).toThrow(
    new TypeError('A part does not fit in a key cases/<id>/case.'),
  );
  expect(() => KEYS.facts.key({ id: ID, event: '../files' })).toThrow(TypeError);
  expect(() => KEYS.looks.key({ id: ID, day: '2026-11-23', at: new Date(Number.NaN) })).toThrow(TypeError);
  expect(KEYS.cases.find({ id: wrong })).toBeUndefined();
});

test('an erasure leaves of somebody only what the table says to stay, and nobody else is touched', async () => {
  const store = new MemoryStore();
  const [own, others] = [aKeyEach(ID), aKeyEach(OTHER)];
  for (const { key, parts } of [...others, ...own]) await store.set(key, parts.id);
  await eraseCases(store, [{ id: ID }]);
  const left = await store.list('');
  expect(left).toEqual(expect.arrayContaining(others.map(({ key }) => key)));
  expect(
    own.filter(({ family }) => family.facts.erased === true).filter(({ key }) => left.includes(key)),
  ).toEqual([]);
  expect(
    own.filter(({ family }) => family.facts.erased !== true).filter(({ key }) => !left.includes(key)),
  ).toEqual([]);
});

test('an erasure ends with the record, which tells whose the rest is', async () => {
  const store = new MemoryStore();
  const deleted: string[] = [];
  for (const { key, parts } of aKeyEach(ID)) await store.set(key, parts.id);
  const spied = {
    get: store.get.bind(store),
    list: store.list.bind(store),
    delete: (key: string) => {
      deleted.push(key);
      return store.delete(key);
    },
  };
  await eraseCases(spied, [{ id: ID }]);
  expect(deleted.at(0)).toMatch(/^typed\//);
  expect(deleted.at(-1)).toBe(`cases/${ID}/case`);
});

test('an erasure that goes on keeps of somebody the fact that says so and the look by which it does, not one of years ahead', async () => {
  const store = new MemoryStore();
  for (const { key } of aKeyEach(ID)) await store.set(key, '');
  for (const id of [ID, OTHER]) await store.set(KEYS.facts.key({ id, event: 'erased' }), '');
  await store.set(KEYS.looks.key({ id: OTHER, day: '2026-11-23', at: new Date('2026-11-23T09:00:00Z') }), '');
  await store.set(KEYS.looks.key({ id: ID, day: '2028-02-28', at: new Date('2028-02-28T23:00:00Z') }), '');
  await eraseCases(store, [{ id: ID, comesBackBy: new Date('2026-12-31T23:00:00Z') }, { id: OTHER }]);
  const left = (await store.list('')).filter((key) => /^(?:cases|look)\//.test(key));
  expect(left.toSorted()).toEqual([`cases/${ID}/erased`, expect.stringMatching(`^look/.*-${ID}$`)]);
});

test('an erasure takes the references of nobody else', async () => {
  const store = new MemoryStore();
  await store.set(`references/JE-33333333/${OTHER}`, '');
  await eraseCases(store, [{ id: ID }, { id: 'tapé à la main' }]);
  expect(await store.list('')).toEqual([`references/JE-33333333/${OTHER}`]);
});

test('a download gives back what its owner typed and waits, nothing of anybody else and nothing withheld', async () => {
  const store = new MemoryStore();
  for (const { family, key, parts } of [...aKeyEach(ID), ...aKeyEach(OTHER)]) {
    const { personal } = family.facts;
    const property = personal !== false && 'property' in personal ? personal.property : 'answers';
    await store.set(
      key,
      JSON.stringify({ [property]: { email: `${parts.id}@exemple.fr`, phone: '1' }, to: 'x' }),
    );
  }
  const guardians = { guardianName: 'Camille', emergencyPhone: '+33611223344' };
  await store.set(KEYS.typed.key({ id: ID, event: 'guardian-answer-0' }), JSON.stringify(guardians));
  expect(await typedAndWaiting(store, ID)).toEqual({
    'Corrections et réponses en attente': `${ID}@exemple.fr, 1`,
  });
  expect(await typedAndWaiting(store, 'c3'.repeat(16))).toEqual({ 'Corrections et réponses en attente': '' });
});
