import { glob, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { REGISTRATIONS_TAB } from '../events/registrations-tab.ts';
import { PAIRS_TAB } from '../pairs/pairs-tab.ts';
import { INVITATIONS_TAB } from '../invitations/invitations-tab.ts';
import { STATUSES, statusesOf, statusNamed, withdrawnStatus } from './statuses.ts';

const AUDIENCES = ['youth', 'mentor', 'company', 'waiting'] as const;

test('a status is found however it is typed, and only among those of its audience', () => {
  expect(statusNamed('youth', ' liste  D’attente')?.label).toBe("Liste d'attente");
  expect(statusNamed('mentor', "Liste d'attente")).toBeUndefined();
  expect(statusNamed('youth', 'Acceptéee')).toBeUndefined();
});

test('every audience begins with a status that is not final, and has one for whoever withdraws, which is', () => {
  for (const audience of AUDIENCES) {
    expect(statusesOf(audience)[0].isFinal, audience).toBeUndefined();
    expect(withdrawnStatus(audience), audience).toMatchObject({ isFinal: true });
  }
});

test.each([
  ['En binôme', 2],
  ['Terminée', 2],
  ['Arrêtée', 1],
])(
  '« %s », which says where a pair stands, has no letter and promises nothing: the pair’s own letters do',
  (label, audiences) => {
    const given = AUDIENCES.map((audience) => statusNamed(audience, label)).filter(
      (one) => one !== undefined,
    );
    expect(given).toHaveLength(audiences);
    for (const one of given) {
      expect(one).not.toHaveProperty('hasLetter');
      expect(one).not.toHaveProperty('isPromised');
    }
  },
);

test.each([
  ['youth', 'Terminée'],
  ['youth', 'Arrêtée'],
  ['mentor', 'Terminée'],
] as const)('a %s at « %s » is through: nobody is proposed, nothing is asked any more', (audience, label) => {
  const status = statusNamed(audience, label);
  expect(status).toMatchObject({ isFinal: true });
  for (const attribute of ['isPairable', 'mayRegister', 'isWithdrawn'])
    expect(status).not.toHaveProperty(attribute);
});

test('no code names a status beside the table', async () => {
  // Invitations, pairs and registrations have lists of their own, some of whose words are the same.
  const others = [INVITATIONS_TAB, PAIRS_TAB, REGISTRATIONS_TAB]
    .flatMap(({ columns }) => columns)
    .flatMap(({ options = [] }) => options);
  const labels = Object.values(STATUSES)
    .flat()
    .map(({ label }) => label)
    .filter((label) => !others.includes(label));
  const named: string[] = [];
  for await (const file of glob(
    '{src/{server,components,scripts,content-queries,layouts},netlify,scripts}/**/*.{ts,tsx,astro}',
  )) {
    if (/\.(test|fixture)\.|contract\.ts$|fixtures\//.test(file)) continue;
    const text = await readFile(file, 'utf8');
    named.push(
      ...labels
        .filter((label) => text.includes(`'${label}'`) || text.includes(`"${label}"`))
        .map((label) => `${file}: ${label}`),
    );
  }
  expect(named).toEqual([]);
});
