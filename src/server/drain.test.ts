import { expect, test } from 'vitest';
import associations from '../content/associations/associations.json' with { type: 'json' };
import messages from '../content/messages/messages.json' with { type: 'json' };
import settings from '../content/settings/site.json' with { type: 'json' };
import { type TypedFixture, aYouth } from '../domain/application/youth.fixture.ts';
import { youthForm } from '../domain/application/youth.ts';
import { SECRET, TEAM, accepted } from './applications/programme.fixture.ts';
import { type DrainPorts, drainOnce, tellTeam } from './drain.ts';
import { readEnvironment } from './environment.ts';
import { Inbox } from './inbox/inbox.ts';
import { MemoryStore } from './inbox/memory.ts';
import type { Message } from './mail/mail.ts';
import { MemorySpreadsheet } from './spreadsheet/memory.ts';
import { MissingColumns } from './spreadsheet/spreadsheet.ts';
import { Acts } from './tracking/acts.ts';

/** A site whose messages go to this list, without a spreadsheet. */
function aSite(sent: Message[]): Omit<DrainPorts, 'openSpreadsheet'> {
  return {
    environment: readEnvironment({
      LINK_SECRET: SECRET,
      SITE_URL: 'https://site.test',
      TEAM_EMAIL: TEAM,
    }),
    store: new MemoryStore(),
    openMail: () => Promise.resolve({ send: (message) => Promise.resolve(void sent.push(message)) }),
    settings,
    messages,
    associations: associations.associations,
    now: () => new Date('2026-11-23T16:00:00Z'),
  };
}

/** The same in memory on a Monday afternoon, run by its schedule. */
function aRunningSite() {
  let clock = Date.parse('2026-11-23T16:00:00Z');
  const now = () => new Date((clock += 10));
  const store = new MemoryStore();
  const spreadsheet = new MemorySpreadsheet();
  const sent: Message[] = [];
  const ports: DrainPorts = {
    ...aSite(sent),
    store,
    openSpreadsheet: () => Promise.resolve(spreadsheet),
    now,
  };
  return {
    store,
    spreadsheet,
    sent,
    now,
    setClock: (instant: string) => void (clock = Date.parse(instant)),
    apply: async (email: string, overrides: TypedFixture = {}) => {
      const inbox = new Inbox(store, { now });
      await accepted(youthForm, aYouth({ email, preferredContact: 'email', ...overrides }), { inbox, now });
    },
    schedule: async (minutes: number): Promise<void> => {
      clock += minutes * 60_000;
      const afterDrain = await drainOnce(ports);
      await afterDrain();
    },
  };
}

test('what the team writes in the spreadsheet is told to the person, and the team has its digest in the morning', async () => {
  const { apply, schedule, spreadsheet, sent, setClock } = aRunningSite();
  for (const email of ['a@exemple.fr', 'b@exemple.fr']) await apply(email);
  await schedule(0);
  const [headers = [], [id] = []] = spreadsheet.grid('Jeunes');
  spreadsheet.edit('Jeunes', (grid) =>
    grid.map((line) =>
      line[0] === id ? line.map((text, at) => (headers[at] === 'Statut' ? 'Acceptée' : text)) : line,
    ),
  );
  sent.length = 0;
  for (let past = 0; past < 30; past += 5) await schedule(5);
  const told = sent.map(({ subject }) => subject);
  expect(told).toEqual([expect.stringMatching(/^Ta candidature est acceptée \(JE-/)]);
  expect(spreadsheet.grid('Journal').slice(1).flat()).toContain('Statut : Acceptée');
  setClock('2026-11-24T07:01:00Z');
  await schedule(0);
  expect(sent.at(-1)).toMatchObject({
    to: TEAM,
    subject: 'Le point du mardi 24\u00A0novembre 2026',
  });
});

test('the team is told what a night could not do by a mail alone: the spreadsheet stays closed', async () => {
  const sent: Message[] = [];
  const ports: DrainPorts = {
    ...aSite(sent),
    openSpreadsheet: () => Promise.reject(new Error('opened')),
  };
  await tellTeam(ports, [new MissingColumns('Jeunes', ['Statut'])]);
  expect(sent.map(({ to, subject }) => [to, subject])).toEqual([
    [TEAM, 'À voir : il manque une colonne dans le tableur'],
  ]);
});

test('the team is told of a column that an erasure waits for, and the erasure is done once it is back', async () => {
  const { apply, schedule, spreadsheet, sent, store, now } = aRunningSite();
  await apply('a@exemple.fr');
  await schedule(0);
  const [[id = ''] = []] = spreadsheet.grid('Jeunes').slice(1);
  spreadsheet.edit('À contacter', () => [['Identifiant', 'Réf.']]);
  await new Acts(store).ask(id, { kind: 'erase', at: now(), once: '1'.repeat(16) });
  sent.length = 0;
  await schedule(5);
  await schedule(5);
  expect(sent.map(({ subject }) => subject)).toEqual(['À voir : il manque une colonne dans le tableur']);
  expect(JSON.stringify(sent)).toContain('« À contacter »');
  expect(spreadsheet.grid('Jeunes')).toHaveLength(2);
  spreadsheet.edit('À contacter', () => [['Identifiant', 'Référence']]);
  await schedule(5);
  expect(spreadsheet.grid('Jeunes')).toHaveLength(1);
});

test('somebody whose address others type twenty-five times has six messages; every row is there, and the team is told', async () => {
  const { apply, schedule, sent, spreadsheet, store } = aRunningSite();
  const victim = 'victime@exemple.org';
  for (let n = 0; n < 25; n += 1) {
    await apply(victim, { project: `Projet ${n}` });
    await schedule(1);
  }
  expect(sent.filter(({ to }) => to === victim)).toHaveLength(6);
  expect(spreadsheet.grid('Jeunes').slice(1)).toHaveLength(25);
  expect(await new Inbox(store).pending()).toEqual([]);
  const alerts = sent.filter(({ subject }) => subject === 'À voir : des messages n’ont pas été envoyés');
  expect(alerts).toMatchObject([{ to: 'equipe@exemple.org' }]);
  expect(JSON.stringify(alerts)).not.toContain(victim);
  await schedule(24 * 60);
  expect(JSON.stringify(sent.at(-1))).toContain('Retenus depuis hier : 19.');
});
