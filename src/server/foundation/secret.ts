/**
 * The secret that signs links and keys every HMAC: one, or the current one with the one before it, while
 * what was made under that one is still accepted (docs/securite.md says how to change it).
 */
export type Secret = string | readonly [current: string, previous: string];

/** Secret for everything new. */
export function currentSecret(secret: Secret): string {
  return typeof secret === 'string' ? secret : secret[0];
}

/** Secrets accepted in verification, the current one first. */
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
