/** Form values as a browser would send them, by input name. */
export type TypedFixture = Readonly<Record<string, string | readonly string[]>>;

/** A complete and valid youth's application; an override of `''` empties an answer. Whoever has no phone prefers an e-mail. */
export function aYouth(overrides: TypedFixture = {}): TypedFixture {
  return {
    givenName: 'Inès',
    familyName: 'Exemple',
    birthDay: '14',
    birthMonth: '3',
    birthYear: '2006',
    phone: '06 12 34 56 78',
    email: 'ines@exemple.fr',
    preferredContact: overrides.phone === '' ? 'email' : 'sms',
    commune: '59512',
    district: 'QN05981M',
    situation: 'etudes',
    interests: ['euratechnologies', 'euracreative'],
    project: 'Découvrir les métiers du jeu vidéo.',
    availability: ['samedi'],
    consent: 'on',
    ...overrides,
  };
}

/** A youth of sixteen or seventeen on 22 November 2026, with a guardian. */
export function aMinor(overrides: TypedFixture = {}): TypedFixture {
  return aYouth({
    birthYear: '2010',
    guardianName: 'Camille Exemple',
    guardianPhone: '06 98 76 54 32',
    guardianEmail: 'camille@exemple.fr',
    ...overrides,
  });
}

/** A fixture as the parser reads it. */
export function typed(fixture: TypedFixture): ReadonlyMap<string, readonly string[]> {
  return new Map(
    Object.entries(fixture).map(([name, value]) => [name, typeof value === 'string' ? [value] : value]),
  );
}
