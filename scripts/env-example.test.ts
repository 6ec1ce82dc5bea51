import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { environmentGroups } from '../src/server/compose/variables.ts';
import { envExample } from './env-example.ts';
import { projectRoot } from './local-environment.ts';

const written = () => readFile(path.join(projectRoot, '.env.example'), 'utf8');

test('.env.example says what the environment asks for (else: npm run format)', async () => {
  expect(await written()).toBe(envExample());
});

test('copied as it is, it sets nothing; without its marks, it gives each variable its default', async () => {
  const text = await written();
  expect(parseEnv(text)).toEqual({});
  expect(parseEnv(text.replaceAll(/^#(?=[A-Z])/gm, ''))).toMatchObject({
    SPREADSHEET: 'workbook',
    LINK_SECRET: '',
    CMS_BRANCH: 'main',
  });
});

test('the guide to going online names every variable', async () => {
  const guide = await readFile(path.join(projectRoot, 'docs', 'mise-en-ligne.md'), 'utf8');
  const names = environmentGroups().flatMap(({ variables }) => variables.map(({ name }) => name));
  expect(names.filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
});
