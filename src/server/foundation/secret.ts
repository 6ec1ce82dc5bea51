/**
 * What signs links and verifies what is kept as an HMAC only: one secret, or the current one with the one before it, while
 * what was made under that one is still accepted (docs/securite.md says how to change it).
 */
export type Secret = string | readonly [current: string, previous: string];

/** What everything new is made under. */
export function currentSecret(secret: Secret): string {
  return typeof secret === 'string' ? secret : secret[0];
}

/** What may have made something that is shown to us, the current one first. */
export function acceptedSecrets(secret: Secret): readonly string[] {
  return typeof secret === 'string' ? [secret] : secret;
}

/** Where the environment gives it. */
export interface SecretVariables {
  readonly LINK_SECRET: string;
  readonly LINK_SECRET_PREVIOUS?: string | undefined;
}

/** The secret that the environment gives. */
export function secretOf({ LINK_SECRET: current, LINK_SECRET_PREVIOUS: previous }: SecretVariables): Secret {
  return previous === undefined ? current : [current, previous];
}
