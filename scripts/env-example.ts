import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { environmentGroups, type Variable } from '../src/server/compose/variables.ts';
import { projectRoot } from './local-environment.ts';

// Writes `.env.example`; part of `npm run format`.

const HEAD = `# Les variables du site. Copiez ce fichier sous le nom .env, qui n’entre jamais dans le dépôt, et enlevez le # devant
# celles que vous donnez. En ligne, donnez-les à l’hébergeur (docs/mise-en-ligne.md). « npm run doctor » les vérifie.
# Ce fichier est écrit par « npm run format » d’après src/server/compose/variables.ts.
`;

function lines({ name, description, fallback = '', isSecret }: Variable): string {
  return `# ${description}${isSecret ? ' Secret.' : ''}\n#${name}=${fallback}\n`;
}

/** The text of `.env.example`: every variable, described, with its default. */
export function envExample(): string {
  const groups = environmentGroups().map(
    ({ title, variables }) => `# ---- ${title} ----\n\n${variables.map(lines).join('\n')}`,
  );
  return [HEAD, ...groups].join('\n');
}

if (import.meta.main) await writeFile(path.join(projectRoot, '.env.example'), envExample());
