import { expect, test } from 'vitest';
import { hmacHex } from './hmac.ts';

// What is kept under such a hash, on every site, would be found no more under another one.
test('a keyed hash stays what it was', () => {
  expect(hmacHex('s'.repeat(32), 'contact', 'email', 'nour@exemple.fr')).toBe(
    '4e78bce0c746cdd2ead1dc802b3b9972445dbcf7d2f422f661550870f4752f0c',
  );
});
