import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MemoryStore } from '../../../tests/doubles/memory-store.ts';
import { type Claim, Claims, isGrantedNow, placesOf, settledAt } from './claims.ts';

const NOW = new Date('2026-11-23T09:00:00Z');
const PLACES = placesOf('a'.repeat(32));
const idOf = (rank: number): string => rank.toString(16).padStart(32, '0');

test('a claim is kept once, granted, and given back', async () => {
  const claims = new Claims(new MemoryStore());
  await claims.claim(PLACES, idOf(1), NOW);
  await claims.claim(PLACES, idOf(1), new Date(NOW.getTime() + 1_000));
  await claims.claim(PLACES, idOf(2), NOW);
  expect(await claims.of(PLACES)).toHaveLength(2);
  await claims.grant(PLACES, idOf(1));
  expect(await claims.of(PLACES)).toContainEqual({ what: PLACES, id: idOf(1), at: NOW, isGranted: true });
  expect(await claims.ids()).toEqual(new Set([idOf(1), idOf(2)]));
  await claims.release(PLACES, idOf(1));
  await claims.release(PLACES, idOf(1));
  expect((await claims.of(PLACES)).map(({ id }) => id)).toEqual([idOf(2)]);
});

test('nobody is granted a claim that another, earlier, may still come before', () => {
  const claim: Claim = { what: PLACES, id: idOf(1), at: NOW, isGranted: false };
  expect(isGrantedNow(idOf(1), [claim], 1, new Date(settledAt(claim).getTime() - 1))).toBe(false);
  expect(isGrantedNow(idOf(1), [claim], 1, settledAt(claim))).toBe(true);
  expect(isGrantedNow(idOf(2), [claim], 1, settledAt(claim))).toBe(false);
});

test('however many claim at the same second, never more than there are, and none is wasted', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.boolean()), { maxLength: 8 }),
      fc.integer({ min: 0, max: 5 }),
      (made, total) => {
        const claims = made.map(([second, isGranted], rank): Claim => ({
          what: PLACES,
          id: idOf(rank),
          at: new Date(NOW.getTime() + second * 1_000),
          isGranted,
        }));
        const noted = claims.filter(({ isGranted }) => isGranted).length;
        const later = new Date(NOW.getTime() + 120_000);
        const granted = claims.filter(({ id }) => isGrantedNow(id, claims, total, later)).length;
        expect(granted).toBe(Math.min(claims.length, Math.max(noted, total)));
      },
    ),
  );
});
