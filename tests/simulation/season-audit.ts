import { formatWeekday } from '../../src/domain/french-dates.ts';
import { TEAM } from '../fixtures/programme.fixture.ts';
import { dayAfter, readAs } from './season-desk.ts';
import type { Season } from './season.ts';
import type { Person } from './season-story.ts';

/** Number of letters of each kind, sent or expected, by address. */
type Counts = Map<string, number>;

/** Days after which a guardian or a volunteer who has not answered is reminded, once. */
const REMINDER_DAYS = 7;

export interface Findings {
  /** Letters and rows that came too often, too seldom, or to nobody who was to have any. */
  readonly letters: readonly string[];
  readonly rows: readonly string[];
  /** Messages that left twice under one Message-ID. */
  readonly repeated: readonly string[];
  /** Promised answers that came late without a word of it in « Le point » before. */
  readonly untold: readonly string[];
  /** Applications that « Le point » did not name as new exactly once. */
  readonly news: readonly string[];
  /** Letters and texts to copy that name another day than that of the answer. */
  readonly wrongDays: readonly string[];
  /** Leftovers of erased people in the store or the spreadsheet. */
  readonly left: readonly string[];
}

function add(counts: Counts, key: string, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

function reasonOf({ Motif: reason = '' }: Readonly<Record<string, string>>): string {
  return reason.startsWith('E-mail') ? (reason.split(' : ')[0] ?? '') : reason;
}

function rowsOf({ contacts }: Season, reference: string) {
  return contacts.filter((row) => row.Référence === reference);
}

/** True when a person asked on a day, who answers so many days later or never, is to be reminded. */
function isReminded(askedOn: string, after: number | undefined, goneOn: string | undefined): boolean {
  const reminder = dayAfter(askedOn, REMINDER_DAYS);
  return (after ?? Infinity) > REMINDER_DAYS && (goneOn === undefined || goneOn > reminder);
}

function firstOn({ desk: { sent } }: Season, address: string, kind: string): string | undefined {
  return sent.find((one) => one.to === address && one.kind === kind)?.on;
}

/** Letters and contacts that a guardian is to get, by e-mail or through the team. */
function expectOfGuardian(person: Person, season: Season, expected: Counts, rows: string[]): void {
  const { guardian, fixture } = person.cast ?? {};
  if (guardian === undefined) return;
  const { by, answersAfter } = guardian;
  const address = String(fixture?.guardianEmail ?? '');
  const asked =
    by === 'email'
      ? firstOn(season, address, 'guardian-request')
      : rowsOf(season, person.reference)
          .find(({ Destinataire: addressee }) => addressee === 'Son responsable légal')
          ?.['Ajoutée le']?.slice(0, 10);
  const isDue = isReminded(asked ?? person.came, answersAfter, person.goneOn);
  if (by === 'email') {
    add(expected, `${address} guardian-request`);
    if (isDue) add(expected, `${address} guardian-reminder`);
  } else if (person.gone !== 'erased')
    rows.push('Demander l’accord du responsable légal', ...(isDue ? ['Relancer le responsable légal'] : []));
}

function expectOfVolunteers({ cast, steps }: Person, season: Season, expected: Counts): void {
  const isTakenOn = cast?.confirmsAfter !== undefined || steps.some(({ status }) => status === 'Contactée');
  if (!isTakenOn) return;
  for (const { email, after } of cast?.volunteers ?? []) {
    add(expected, `${email} invitation`);
    const invited = firstOn(season, email, 'invitation');
    if (invited !== undefined && isReminded(invited, after, undefined)) add(expected, `${email} reminder`);
  }
}

/** Everything that the stories of all make them expect, beside what came. */
function compareLetters(season: Season): Pick<Findings, 'letters' | 'rows'> {
  const expected: Counts = new Map();
  const came: Counts = new Map();
  const rows: string[] = [];
  for (const person of season.people) {
    const { email, reference } = person;
    for (const [kind, count] of person.expected) add(expected, `${email} ${kind}`, count);
    const own = [...person.rows];
    if (email === '' && person.gone !== 'erased')
      own.push('Candidature sans e-mail : lui redire sa référence');
    expectOfGuardian(person, season, expected, own);
    expectOfVolunteers(person, season, expected);
    const [wanted, found] = [own, rowsOf(season, reference).map(reasonOf)].map((list) =>
      list.toSorted().join(', '),
    );
    if (wanted !== found) rows.push(`${reference} (${person.kind}): ${found} in place of ${wanted}`);
  }
  add(expected, `${TEAM} notice`, season.people.length);
  add(expected, `${TEAM} withdrawal`, season.people.filter(({ gone }) => gone === 'withdrawn').length);
  add(expected, `${TEAM} status`, season.people.filter(({ mendOn }) => mendOn !== undefined).length);
  add(expected, `${TEAM} point`, season.point.mornings.filter(({ lines }) => lines.length > 0).length);
  for (const { to, kind } of season.desk.sent) add(came, `${to.replace(/^autre-/, '')} ${kind}`);
  const letters = [...new Set([...expected.keys(), ...came.keys()])]
    .filter((key) => (expected.get(key) ?? 0) !== (came.get(key) ?? 0))
    .map((key) => `${key}: ${came.get(key) ?? 0} in place of ${expected.get(key) ?? 0}`);
  return { letters, rows };
}

function untoldIn({ promises, point }: Season): readonly string[] {
  return promises
    .filter(({ by, over = '9999' }) => over > by)
    .filter((one) => !point.daysOf(one, 'Réponse promise').some((day) => day > one.since && day <= one.by))
    .map(({ reference, by }) => `${reference}, ${by}`);
}

function wrongDaysIn({ people, promises, desk: { sent }, contacts }: Season): readonly string[] {
  const days = Map.groupBy(promises, ({ reference }) => reference);
  const references = people.map(({ reference }) => reference);
  const texts = [
    ...sent.map(({ subject, text }) => `${subject}\n${text}`),
    ...contacts.map((row) => `${row.Référence ?? ''}\n${row['Texte à copier'] ?? ''}`),
  ].map(readAs);
  return texts.flatMap((text) => {
    const [, day] = /au plus tard le (\S+ \S+ \S+ \d{4})/.exec(text) ?? [];
    if (day === undefined) return [];
    const reference = references.find((one) => text.includes(one)) ?? '';
    const isPromised = days.get(reference)?.some(({ by }) => readAs(formatWeekday(by)) === day);
    return isPromised === true ? [] : [`${reference}: ${day}`];
  });
}

async function leftIn({ people, desk }: Season): Promise<readonly string[]> {
  const left: string[] = [];
  for (const { id, reference, email } of people.filter(({ gone }) => gone === 'erased')) {
    left.push(...(await desk.store.leftOf(id)));
    for (const name of desk.tabNames)
      if ([id, reference, email].some((trace) => JSON.stringify(desk.rows({ name })).includes(trace)))
        left.push(`${reference} in « ${name} »`);
  }
  return left;
}

/** All in which a season differs from what its people's stories and promises make them expect. */
export async function findingsIn(season: Season): Promise<Findings> {
  const { desk, people, point } = season;
  const ids = Map.groupBy(desk.sent, ({ messageId }) => messageId);
  return {
    ...compareLetters(season),
    repeated: [...ids].filter(([, { length }]) => length > 1).map(([id]) => id),
    untold: untoldIn(season),
    news: people.filter(({ reference }) => point.newsOf(reference) !== 1).map(({ reference }) => reference),
    wrongDays: wrongDaysIn(season),
    left: await leftIn(season),
  };
}
