import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as z from 'zod';

/** SIREN of the Métropole européenne de Lille. */
const MEL = '200093201';
/** Lomme and Hellemmes: communes associated with Lille, which their inhabitants call by name. */
const ASSOCIATED = ['59355', '59298'];

const groupings = z.array(z.object({ code: z.string(), membres: z.array(z.object({ code: z.string() })) }));
const communes = z.array(z.object({ code: z.string(), nom: z.string(), type: z.string() }));

function read<T>(file: string, schema: z.ZodType<T>): T {
  const path = createRequire(import.meta.url).resolve(`@etalab/decoupage-administratif/data/${file}`);
  return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** The 95 communes of the MEL, Lomme and Hellemmes: INSEE code and name, in French alphabetical order. */
export function deriveCommunes(): { code: string; name: string }[] {
  const members = read('epci.json', groupings).find(({ code }) => code === MEL)?.membres ?? [];
  const codes = new Set([...members.map(({ code }) => code), ...ASSOCIATED]);
  return read('communes.json', communes)
    .filter(({ code, type }) => codes.has(code) && (type === 'commune-actuelle' || ASSOCIATED.includes(code)))
    .map(({ code, nom }) => ({ code, name: nom }))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
}
