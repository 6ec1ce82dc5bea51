import { beforeEach, expect, test, vi } from 'vitest';
import { IDENTIFIER } from '../src/domain/application/tab.ts';
import { GristUnavailable } from '../src/server/spreadsheet/grist/grist-unavailable.ts';
import { MissingColumns } from '../src/server/spreadsheet/spreadsheet.ts';
import { teamCommand } from './team-command.ts';

let said: unknown[];

beforeEach(() => {
  said = [];
  vi.stubEnv('LINK_SECRET', 'l'.repeat(64));
  vi.stubGlobal('console', { ...console, error: (text: unknown) => said.push(text) });
  vi.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`ended with ${String(code)}`);
  });
});

async function saidOf(error: Error): Promise<string> {
  await expect(teamCommand(() => Promise.reject(error))).rejects.toThrow('ended with 1');
  return said.join('\n');
}

test('what is missing or cannot be reached is told with its remedy', async () => {
  expect(await saidOf(new GristUnavailable('grist-full'))).toMatch(/suppressions\nSupprimez des lignes/);
  said.length = 0;
  expect(await saidOf(new MissingColumns('Jeunes', [IDENTIFIER]))).toBe(
    'Dans l’onglet « Jeunes », il manque « Identifiant »\nRemettez ce titre de colonne sur la première ligne.',
  );
});

test('words of ours are told as they are', async () => {
  expect(await saidOf(new Error('PORT n’est pas un port.'))).toBe('PORT n’est pas un port.');
});

test('any other error is told by its name and where it was met, without what it quotes', async () => {
  const error = new TypeError('« Awa » is not iterable');
  error.stack = `TypeError: « Awa » is not iterable\n    at read (file:///app/src/server/spreadsheet/grist.ts:12:3)\n    at main (file:///app/scripts/spreadsheet.ts:7:1)`;
  const text = await saidOf(error);
  expect(text).toMatch(
    /^Une erreur imprévue a arrêté la commande : TypeError, src\/server\/spreadsheet\/grist\.ts:12\.\nRelancez-la/,
  );
  expect(text).not.toMatch(/Awa|\n\s+at /);
});
