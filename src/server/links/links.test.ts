import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SECRET } from '../../../tests/fixtures/programme.fixture.ts';
import { MemoryStore } from '../../../tests/doubles/memory-store.ts';
import { type Link, expiryOf, linkUrl, readLink, signLink } from './links.ts';
import { isSentAgain, Renewals } from './renewals.ts';

const NOW = new Date('2026-11-22T10:00:00Z');

function aLink(overrides: Partial<Link> = {}): Link {
  return {
    purpose: 'invitation',
    subject: '0123456789abcdef0123456789abcdef',
    generation: 0,
    expires: expiryOf('invitation', NOW),
    ...overrides,
  };
}

test('a link says what was signed until the second it ends, and a short address holds it', () => {
  const link = aLink({ generation: 7 });
  const token = signLink(SECRET, link);
  expect(token).toMatch(/^[\w-]{51}$/);
  expect(readLink(SECRET, 'invitation', token, NOW)).toEqual({ state: 'valid', link });
  const last = new Date(link.expires.getTime() - 1);
  expect(readLink(SECRET, 'invitation', token, last).state).toBe('valid');
  expect(readLink(SECRET, 'invitation', token, link.expires)).toEqual({ state: 'expired', link });
  expect(linkUrl('https://site.test', SECRET, link)).toBe(`https://site.test/invitation/${token}`);
});

test('a link of another purpose, secret or spelling is invalid', () => {
  const token = signLink(SECRET, aLink());
  expect(readLink(SECRET, 'progress', token, NOW)).toEqual({ state: 'invalid' });
  expect(readLink('t'.repeat(32), 'invitation', token, NOW)).toEqual({ state: 'invalid' });
  for (const spelling of [`${token}=`, ` ${token}`, token.slice(0, -1), `${token}A`, `${token}\n`, '', 'é'])
    expect(readLink(SECRET, 'invitation', spelling, NOW)).toEqual({ state: 'invalid' });
});

test('the last character has one spelling, though base64 ignores some of its bits', () => {
  const token = signLink(SECRET, aLink());
  const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const read = Array.from(
    characters,
    (character) => readLink(SECRET, 'invitation', token.slice(0, -1) + character, NOW).state,
  );
  expect(read.filter((state) => state !== 'invalid')).toEqual(['valid']);
});

test('one character changed anywhere is invalid, and no text at all is anything else', () => {
  const token = signLink(SECRET, aLink());
  for (let at = 0; at < token.length; at += 1) {
    const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
    expect(readLink(SECRET, 'invitation', changed, NOW)).toEqual({ state: 'invalid' });
  }
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String(), fc.string({ unit: 'binary' })), (text) => {
      expect(readLink(SECRET, 'invitation', text, NOW)).toEqual({ state: 'invalid' });
    }),
  );
});

test('the signature of one person does not open the identifier of another', () => {
  const mine = Buffer.from(signLink(SECRET, aLink()), 'base64url');
  const theirs = Buffer.from(signLink(SECRET, aLink({ subject: 'f'.repeat(32) })), 'base64url');
  const forged = Buffer.concat([theirs.subarray(0, 22), mine.subarray(22)]).toString('base64url');
  expect(readLink(SECRET, 'invitation', forged, NOW)).toEqual({ state: 'invalid' });
});

test('a form that voids links is known again by its own link, for five minutes, until the next one', async () => {
  const renewals = new Renewals(new MemoryStore());
  const { subject } = aLink();
  const form = { link: aLink({ purpose: 'tracking' }), once: 'a'.repeat(16) };
  const after = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
  const latest = () => renewals.latest('tracking', subject);
  const first = await renewals.revoke('tracking', subject, NOW, form);
  expect(await renewals.revoke('tracking', subject, after(2), form)).toEqual(first);
  // The delivery does what was asked for then.
  expect(await renewals.revoke('tracking', subject, NOW)).toEqual(first);
  expect(isSentAgain(form, await latest(), after(4.9))).toBe(true);
  expect(isSentAgain(form, await latest(), after(5))).toBe(false);
  expect(isSentAgain({ ...form, once: 'b'.repeat(16) }, await latest(), NOW)).toBe(false);
  for (const overrides of [{ generation: 1 }, { expires: after(1) }, { expires: after(2 * 24 * 60) }])
    expect(
      isSentAgain({ ...form, link: aLink({ purpose: 'tracking', ...overrides }) }, await latest(), after(2)),
    ).toBe(false);
  expect(await renewals.revoke('tracking', subject, after(6), form)).toMatchObject({ generation: 2 });
  expect(isSentAgain(form, await latest(), after(6))).toBe(false);
});

test('a form that voids a link which ends meanwhile is not known again by it', async () => {
  const renewals = new Renewals(new MemoryStore());
  const link = aLink({ purpose: 'tracking', expires: new Date(NOW.getTime() + 60_000) });
  const form = { link, once: 'a'.repeat(16) };
  const latest = await renewals.revoke('tracking', link.subject, NOW, form);
  expect(isSentAgain(form, latest, NOW)).toBe(true);
  expect(isSentAgain(form, latest, link.expires)).toBe(false);
});

test('a link is renewed at most once an hour, each time under another number', async () => {
  const renewals = new Renewals(new MemoryStore());
  const { subject } = aLink();
  const after = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
  expect(await renewals.latest('invitation', subject)).toBeUndefined();
  const both = await Promise.all([
    renewals.renew('invitation', subject, NOW),
    renewals.renew('invitation', subject, NOW),
  ]);
  expect(both).toEqual([
    { generation: 1, issuedAt: NOW },
    { generation: 1, issuedAt: NOW },
  ]);
  expect(await renewals.renew('invitation', subject, after(59))).toBe('too-soon');
  expect(await renewals.latest('progress', subject)).toBeUndefined();
  expect(await renewals.renew('invitation', subject, after(60))).toEqual({
    generation: 2,
    issuedAt: after(60),
  });
  expect(await renewals.latest('invitation', subject)).toEqual({ generation: 2, issuedAt: after(60) });
});
