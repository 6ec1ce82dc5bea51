import type { TypedFixture } from './youth.fixture.ts';

/** A company with three volunteers. */
export function aCompany(overrides: TypedFixture = {}): TypedFixture {
  return {
    companyName: 'Filatures Exemple',
    site: 'euramaterials',
    contactName: 'Camille Contact',
    email: 'camille@filatures.exemple',
    consent: 'on',
    ...Object.fromEntries(
      ['Alix', 'Basile', 'Chloé'].flatMap((givenName, index) => [
        [`mentors[${index}].givenName`, givenName],
        [`mentors[${index}].familyName`, 'Exemple'],
        [`mentors[${index}].email`, `${'abc'[index] ?? ''}@filatures.exemple`],
      ]),
    ),
    ...overrides,
  };
}
