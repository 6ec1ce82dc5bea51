import { environmentGroups } from '../src/server/compose/variables.ts';

/** In every secret below, and nowhere else. */
export const CANARY = 'canari-jamais-publie';

/** Secrets to build with, that nothing built may hold. */
export function canaries(): Readonly<Record<string, string>> {
  const names = environmentGroups()
    .flatMap(({ variables }) => variables)
    .filter(({ isSecret }) => isSecret)
    .map(({ name }) => name);
  return Object.fromEntries([...names, 'NETLIFY_AUTH_TOKEN'].map((name) => [name, `${CANARY}-${name}`]));
}
