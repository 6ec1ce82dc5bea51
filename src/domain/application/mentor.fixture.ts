import type { TypedFixture } from './youth.fixture.ts';

/** A complete and valid mentor's application: the first volunteer of `aCompany`. */
export function aMentor(overrides: TypedFixture = {}): TypedFixture {
  return {
    givenName: 'Alix',
    familyName: 'Exemple',
    email: 'a@filatures.exemple',
    company: 'Filatures Exemple',
    site: 'euramaterials',
    availability: ['midi'],
    capacity: '2',
    charter: 'on',
    consent: 'on',
    ...overrides,
  };
}
