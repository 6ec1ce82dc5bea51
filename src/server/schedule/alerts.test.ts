import { expect, test, vi } from 'vitest';
import { putAside } from '../../../tests/contracts/inbox-contract.ts';
import { letterText } from '../../components/mail/letter.ts';
import { GoogleUnavailable } from '../spreadsheet/google/google-unavailable.ts';
import { GristUnavailable } from '../spreadsheet/grist/grist-unavailable.ts';
import { MissingColumns, Unavailable } from '../spreadsheet/spreadsheet.ts';
import { WorkbookUnavailable } from '../spreadsheet/workbook/workbook-unavailable.ts';
import { MemoryStore } from '../../../tests/doubles/memory-store.ts';
import { Runs } from '../runs/runs.ts';
import { AlertNotes } from './alert-notes.ts';
import { alertTeam } from './alerts.ts';
import { SETTINGS, TEAM, aProgramme, withInsert } from '../../../tests/fixtures/programme.fixture.ts';

function withAlerts(programme: ReturnType<typeof aProgramme>) {
  const { inbox, mail, now } = programme.ports;
  const alertNotes = new AlertNotes(programme.store, now);
  const runs = new Runs(new MemoryStore());
  return async (errors: readonly unknown[] = [], unknownStatuses: readonly string[] = []) => {
    programme.sent.length = 0;
    const failures = errors.map((error) => ({ step: 'delivery' as const, error }));
    await alertTeam(
      { inbox, alertNotes, runs, mail, now, settings: SETTINGS, teamEmail: TEAM },
      { run: 'drain', failures, unknownStatuses },
    );
    return programme.sent.map(({ subject, letter }) => `${subject}\n${letterText(letter)}`);
  };
}

test('nothing is told while all is well', async () => {
  const programme = aProgramme();
  await programme.apply();
  expect(await withAlerts(programme)()).toEqual([]);
});

test('what waits for over an hour is told once a day, without anything personal', async () => {
  const programme = aProgramme();
  const alerts = withAlerts(programme);
  await programme.apply();
  programme.wait(3_700);
  const [told = '', ...others] = await alerts();
  expect(others).toEqual([]);
  expect(told).toContain('En attente depuis plus d’une heure : 1.');
  expect(told).toContain('npm run spreadsheet:check');
  expect(told).not.toMatch(/Inès|Exemple |ines@|0612|336\d{6}/);
  programme.wait(300);
  expect(await alerts()).toEqual([]);
  programme.wait(86_400);
  expect(await alerts()).toHaveLength(1);
});

test('why the site could not be built is told once a day, and another reason at once', async () => {
  const programme = aProgramme();
  const { inbox, mail, now } = programme.ports;
  const alertNotes = new AlertNotes(programme.store, now);
  const runs = new Runs(new MemoryStore());
  const ports = { inbox, alertNotes, mail, now, runs, settings: SETTINGS, teamEmail: TEAM };
  const told = async (buildFailure?: string) => {
    programme.sent.length = 0;
    await alertTeam(ports, { run: 'drain', failures: [], buildFailure });
    return programme.sent.map(({ subject, letter }) => `${subject}\n${letterText(letter)}`);
  };
  const [letter = ''] = await told('src/content/stories/a.md : la fiche « son » n’existe pas.');
  expect(letter).toContain('À voir : la dernière publication du site n’a pas abouti');
  expect(letter).toContain('src/content/stories/a.md : la fiche « son » n’existe pas.');
  expect(letter).toContain('Le site que voient les visiteurs reste comme il était.');
  expect(await told('src/content/stories/a.md : la fiche « son » n’existe pas.')).toEqual([]);
  expect(await told('Une autre erreur.')).toHaveLength(1);
  expect(await told()).toEqual([]);
});

test('a missing column and a refused access are told by name, each kind once, whatever the drain met', async () => {
  const programme = aProgramme();
  const alerts = withAlerts(programme);
  const failures: unknown[] = [];
  await programme.apply();
  await programme.deliver({
    onFailure: (error) => void failures.push(error),
    spreadsheet: withInsert(programme.spreadsheet, () =>
      Promise.reject(new MissingColumns('Jeunes', ['Projet'])),
    ),
  });
  const quiet = new Unavailable('passing', 'panne', { retryAfterSeconds: 60 });
  const told = await alerts([...failures, ...failures, new GoogleUnavailable('not-shared'), quiet]);
  expect(told).toHaveLength(2);
  expect(told[0]).toContain('Dans l’onglet « Jeunes », il manque « Projet » : remettez ce titre');
  expect(told[1]).toContain('partagez-la avec GOOGLE_SERVICE_ACCOUNT_EMAIL');
  expect(await alerts([...failures, quiet])).toEqual([]);
});

test.each([
  [new GristUnavailable('grist-key'), 'GRIST_API_KEY'],
  [new GristUnavailable('grist-access'), 'comme « Éditeur »'],
  [new GristUnavailable('grist-document'), 'GRIST_DOC_ID'],
  [new GristUnavailable('grist-full'), 'formule plus grande'],
  [new GristUnavailable('grist-column'), 'spreadsheet:check'],
  [new WorkbookUnavailable('protected'), 'enregistrez-le en .xlsx sans mot de passe'],
  [new WorkbookUnavailable('disk-full'), 'libérez de la place'],
] as const)('what no other try mends is told at once with its remedy: $0.reason', async (failure, remedy) => {
  const [told, ...others] = await withAlerts(aProgramme())([failure]);
  expect(others).toEqual([]);
  expect(told).toContain('le tableur refuse l’accès');
  expect(told).toContain(remedy);
});

test('what was put aside is told by identifier and can be released', async () => {
  const programme = aProgramme();
  const { inbox } = programme.ports;
  await programme.apply();
  const [item] = await inbox.pending();
  if (item === undefined) throw new Error('An item was expected.');
  await putAside(programme.store, item);
  const [told] = await withAlerts(programme)();
  expect(told).toContain(item.id);
  expect(told).toContain('npm run quarantine -- --release');
  await inbox.release(item);
  await programme.deliver();
  expect(programme.rows()).toHaveLength(1);
});

test('an alert whose message is not taken is told by a later drain', async () => {
  const programme = aProgramme();
  const { inbox, now } = programme.ports;
  const alertNotes = new AlertNotes(programme.store, now);
  await programme.apply();
  programme.wait(3_700);
  const mail = { send: () => Promise.reject(new Error('panne')) };
  const runs = new Runs(new MemoryStore());
  const ports = { inbox, alertNotes, runs, mail, now, settings: SETTINGS, teamEmail: TEAM };
  await expect(alertTeam(ports, { run: 'drain', failures: [] })).rejects.toThrow('panne');
  expect(await withAlerts(programme)()).toHaveLength(1);
});

test('rows whose status no list has are told by their references when they are new: « Le point » reminds of them', async () => {
  const programme = aProgramme();
  const alerts = withAlerts(programme);
  const [told, ...others] = await alerts([], ['JE-22222222', 'ME-33333333']);
  expect(others).toEqual([]);
  expect(told).toContain('un statut du tableur n’est pas reconnu');
  expect(told).toContain('JE-22222222');
  expect(told).toContain('ME-33333333');
  expect(await alerts([], ['JE-22222222'])).toEqual([]);
  expect(await alerts([], ['JE-44444444'])).toEqual([]);
  for (let day = 0; day < 20; day += 1) {
    programme.wait(86_400);
    const others = await alerts([], ['JE-22222222', ...(day > 2 ? ['JE-44444444'] : [])]);
    expect(others).toHaveLength(day === 3 ? 1 : 0);
    expect(others.join()).not.toContain('JE-22222222');
  }
  programme.wait(8 * 86_400);
  expect(await alerts([], ['JE-22222222'])).toHaveLength(1);
});

test('a hundred statuses that no list has cost one call a drain once they are known', async () => {
  const programme = aProgramme();
  const alerts = withAlerts(programme);
  const references = Array.from({ length: 100 }, (_, n) => `JE-${n}`);
  for (let day = 0; day < 5; day += 1) {
    expect(await alerts([], references)).toHaveLength(1);
    programme.wait(86_400);
  }
  expect(await alerts([], references)).toEqual([]);
  const asked = vi.spyOn(AlertNotes.prototype, 'wasAlerted');
  expect(await alerts([], references)).toEqual([]);
  expect(asked.mock.calls.filter(([kind]) => kind.startsWith('status'))).toHaveLength(1);
});
