import { expect, test } from 'vitest';
import { TEAM } from '../../../tests/fixtures/programme.fixture.ts';
import type { DrainPorts } from './drain-ports.ts';
import { tellTeam } from './night-alert.ts';
import { Inbox } from '../cases/inbox.ts';
import type { Message } from '../letters/message.ts';
import { aRunningSite, aSite } from '../../../tests/support/running-site.ts';
import { MissingColumns } from '../spreadsheet/spreadsheet.ts';
import { Asks } from '../cases/asks.ts';

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
  await apply('c@exemple.fr');
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
  await tellTeam(ports, [{ step: 'survey', error: new MissingColumns('Jeunes', ['Statut']) }]);
  expect(sent.map(({ to, subject }) => [to, subject])).toEqual([
    [TEAM, 'À voir : il manque une colonne dans le tableur'],
  ]);
});

test('an erasure removes what it can, the team is told of the column that keeps the rest, and the rest goes once it is back', async () => {
  const { apply, schedule, spreadsheet, sent, store, now, column } = aRunningSite();
  const reference = await apply('a@exemple.fr');
  await schedule(0);
  const [id = ''] = column('Jeunes', 'Identifiant');
  spreadsheet.edit('À contacter', () => [
    ['Identifiant', 'Réf.', 'Nom'],
    ['b'.repeat(32), reference, 'Inès'],
  ]);
  await new Asks(store).ask(id, { kind: 'erase', at: now(), once: '1'.repeat(16) });
  sent.length = 0;
  await schedule(5);
  await schedule(5);
  expect(sent.map(({ subject }) => subject)).toEqual(['À voir : il manque une colonne dans le tableur']);
  expect(JSON.stringify(sent)).toContain('« À contacter »');
  expect([column('Jeunes', 'Identifiant'), column('À contacter', 'Nom')]).toEqual([[], ['Inès']]);
  await schedule(24 * 60);
  expect(sent.map(({ subject }) => subject)).toContainEqual('À voir : il manque une colonne dans le tableur');
  spreadsheet.edit('À contacter', ([, ...lines]) => [['Identifiant', 'Référence', 'Nom'], ...lines]);
  await schedule(61);
  expect(column('À contacter', 'Nom')).toEqual([]);
  expect((await store.list('figures/')).map((key) => key.slice(0, -32))).toEqual([
    'figures/2026-2027/youths/oui/',
  ]);
  expect((await store.list('')).filter((key) => key.includes('eras'))).toEqual([]);
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
  const alerts = () =>
    sent.filter(({ subject }) => subject === 'À voir : des messages attendent un autre jour');
  expect(alerts()).toMatchObject([{ to: 'equipe@exemple.org' }]);
  expect(JSON.stringify(alerts())).not.toContain(victim);
  await schedule(24 * 60);
  expect(JSON.stringify(alerts().at(-1))).toContain('Confirmations qui attendent : 13.');
  for (let day = 0; day < 3; day += 1) await schedule(24 * 60);
  expect(sent.filter(({ to }) => to === victim)).toHaveLength(25);
  expect(alerts()).toHaveLength(4);
});
