import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as z from 'zod';
import { COMMUNES_SOURCE } from '../src/domain/programme.ts';

const { siren, associated } = COMMUNES_SOURCE;

const groupings = z.array(z.object({ code: z.string(), membres: z.array(z.object({ code: z.string() })) }));
const communes = z.array(z.object({ code: z.string(), nom: z.string(), type: z.string() }));

function read<T>(file: string, schema: z.ZodType<T>): T {
  const path = createRequire(import.meta.url).resolve(`@etalab/decoupage-administratif/data/${file}`);
  return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** The communes of the territory: INSEE code and name, in French alphabetical order. */
export function deriveCommunes(): { code: string; name: string }[] {
  const members = read('epci.json', groupings).find(({ code }) => code === siren)?.membres ?? [];
  const codes = new Set([...members.map(({ code }) => code), ...associated]);
  return read('communes.json', communes)
    .filter(({ code, type }) => codes.has(code) && (type === 'commune-actuelle' || associated.includes(code)))
    .map(({ code, nom }) => ({ code, name: nom }))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
}
