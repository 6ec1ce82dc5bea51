/**
 * Writes `src/domain/eligibility/communes.json`, the places a youth of the MEL can choose, from
 * `@etalab/decoupage-administratif`: run `npm run derive:territory` after the package is upgraded.
 */
import { writeFileSync } from 'node:fs';
import { deriveCommunes } from './derive-communes.ts';

const target = new URL('../src/domain/eligibility/communes.json', import.meta.url);
writeFileSync(target, `${JSON.stringify(deriveCommunes(), null, 2)}\n`);
