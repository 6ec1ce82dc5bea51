import { expect, test } from 'vitest';
import { hmacHex } from './hmac.ts';

// Another HMAC would no longer find the keys that every site already stores.
test('a keyed hash stays what it was', () => {
  expect(hmacHex('s'.repeat(32), 'contact', 'email', 'nour@exemple.fr')).toBe(
    '4e78bce0c746cdd2ead1dc802b3b9972445dbcf7d2f422f661550870f4752f0c',
  );
});
