import { describe, expect, test } from 'vitest';
import { EnvironmentError, readEnvironment } from './environment.ts';

const SECRET = { LINK_SECRET: 'x'.repeat(32) };

function problemsOf(variables: NodeJS.ProcessEnv): readonly string[] {
  try {
    readEnvironment(variables);
    return [];
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems;
    throw error;
  }
}

test('on a computer, the defaults are enough', () => {
  expect(readEnvironment(SECRET)).toMatchObject({
    SPREADSHEET: 'workbook',
    WORKBOOK_PATH: 'data/candidatures.xlsx',
    MAIL: 'outbox',
    SITE_URL: 'http://localhost:4321',
  });
});

test('an empty variable is an absent one', () => {
  expect(readEnvironment({ ...SECRET, SPREADSHEET: '', TEAM_EMAIL: '' })).toMatchObject({
    SPREADSHEET: 'workbook',
  });
});

describe('each mistake is named with its remedy', () => {
  test.each<[string, NodeJS.ProcessEnv]>([
    ['LINK_SECRET', {}],
    ['LINK_SECRET', { LINK_SECRET: 'court' }],
    ['SPREADSHEET', { ...SECRET, SPREADSHEET: 'excel' }],
    ['MAIL', { ...SECRET, MAIL: 'pigeon' }],
    ['TEAM_EMAIL', { ...SECRET, TEAM_EMAIL: 'equipe' }],
    ['SITE_URL', { ...SECRET, SITE_URL: 'www.exemple.org' }],
  ])('%s', (name, variables) => {
    const problems = problemsOf(variables);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(name);
  });

  test('and never quoted, since it may be a secret', () => {
    expect(problemsOf({ LINK_SECRET: 'motdepasse' }).join()).not.toContain('motdepasse');
  });
});

test.each([{ NETLIFY: 'true' }, { AWS_LAMBDA_FUNCTION_NAME: 'x' }])(
  'where the file system forgets (%o), local defaults are refused by name',
  (host) => {
    const [spreadsheet, mail] = problemsOf({ ...SECRET, ...host });
    expect(spreadsheet).toMatch(/^SPREADSHEET/);
    expect(mail).toMatch(/^MAIL/);
    expect(problemsOf({ ...SECRET, ...host, NETLIFY_DEV: 'true' })).toEqual([]);
  },
);
