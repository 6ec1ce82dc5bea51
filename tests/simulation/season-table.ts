import { TEAM } from '../fixtures/programme.fixture.ts';
import type { Season } from './season.ts';

/** Letters and rows of one person. */
interface Received {
  readonly kind: string;
  readonly letters: number;
  readonly rows: number;
}

function mean(values: readonly number[]): string {
  const sum = values.reduce((total, value) => total + value, 0);
  return (sum / Math.max(1, values.length)).toFixed(1).replace('.', ',');
}

/** « 6,2 (1 à 9) ». */
function spread(values: readonly number[]): string {
  return `${mean(values)} (${Math.min(...values)} à ${Math.max(...values)})`;
}

function lettersTo({ desk: { sent } }: Season, addresses: readonly string[]): number {
  return sent.filter(({ to }) => addresses.includes(to)).length;
}

function receivedIn(season: Season): readonly Received[] {
  return season.people.flatMap(({ kind, email, reference, cast }) => {
    const rows = season.contacts.filter((row) => row.Référence === reference);
    const toGuardian = rows.filter((row) => row.Destinataire === 'Son responsable légal').length;
    const { guardian, fixture, volunteers = [] } = cast ?? {};
    const guardianEmail = String(fixture?.guardianEmail ?? '');
    return [
      { kind, letters: lettersTo(season, [email, `autre-${email}`]), rows: rows.length - toGuardian },
      ...(guardian === undefined
        ? []
        : [
            {
              kind: `responsable légal, par ${guardian.by === 'email' ? 'e-mail' : 'téléphone'}`,
              letters: guardianEmail === '' ? 0 : lettersTo(season, [guardianEmail]),
              rows: toGuardian,
            },
          ]),
      ...volunteers
        .filter((one) => !season.people.some((person) => person.email === one.email))
        .map((one) => ({
          kind: 'volontaire qui ne s’inscrit pas',
          letters: lettersTo(season, [one.email]),
          rows: 0,
        })),
    ];
  });
}

/** Letters to each kind of person and to the team over a season, as a table that people read. */
export function tableOf(season: Season): string {
  const kinds = Map.groupBy(receivedIn(season), ({ kind }) => kind);
  const people = [...kinds]
    .toSorted(([a], [b]) => a.localeCompare(b, 'fr'))
    .map(
      ([kind, list]) =>
        `| ${kind} | ${list.length} | ${spread(list.map(({ letters }) => letters))} | ${spread(list.map(({ rows }) => rows))} |`,
    );
  const { mornings } = season.point;
  const lines = mornings.map((morning) => morning.lines.length);
  const said = lines.filter((count) => count > 0);
  const toTeam = season.desk.sent.filter(({ to }) => to === TEAM);
  const alerts = toTeam.filter(({ subject }) => subject.startsWith('À voir'));
  const late = season.promises.filter(({ by, over = '9999' }) => over > by);
  const lateNamed = late.map((one) => season.point.daysOf(one, 'En retard').length);
  return [
    '# A simulated season',
    '',
    'Written by `tests/season.test.ts`: letters and rows of `À contacter` a person over the season, mean (least to most).',
    '',
    '| Who | People | Letters | Rows in `À contacter` |',
    '| --- | --- | --- | --- |',
    ...people,
    '',
    '| The team | |',
    '| --- | --- |',
    `| Working mornings | ${mornings.length} |`,
    `| Mornings with « Le point » | ${said.length} |`,
    `| Its lines, section titles among them, when it leaves | ${spread(said)} |`,
    `| Notices of an application or a withdrawal | ${toTeam.length - alerts.length - said.length} |`,
    `| Alerts (« À voir ») | ${alerts.length} |`,
    `| Promised answers | ${season.promises.length} |`,
    `| Of which late, all named before | ${late.length} |`,
    `| A late one was named « En retard » | ${spread(lateNamed)} times |`,
    `| Pages read on the promised day or once it was past | ${season.pagesRead} |`,
    '',
  ].join('\n');
}
