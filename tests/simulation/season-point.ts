import { AUTHORISATIONS_TAB } from '../../src/domain/guardian/authorisations-tab.ts';
import { statusNamed } from '../../src/domain/application/statuses.ts';
import { tabOf } from '../../src/domain/application/tabs.ts';
import { CONTACT_TAB, EMAIL_LEFT } from '../../src/domain/tracking/contact-tab.ts';
import { formatWeekday } from '../../src/domain/french-dates.ts';
import { workingDayAfter } from '../../src/domain/working-days/working-days.ts';
import { TEAM } from '../fixtures/programme.fixture.ts';
import { AUDIENCES, dayAfter, type Desk, FORMS } from './season-desk.ts';
import type { Promised } from './season-story.ts';

/** « Le point » of one morning. */
export interface Morning {
  readonly day: string;
  readonly lines: readonly string[];
}

const NAMED = 20;
const NEWS = 'Nouvelles';
/** Who fits nobody: what is due of it is known by the criteria of pairs alone (src/domain/pairs/matching.test.ts). */
const ALONE = ['Jeunes acceptés sans mentor possible', 'Mentors sans jeune possible'];
const SECTIONS = ['À faire', 'À savoir', 'À réparer'];
const REPAIR = 'Ce qui bloque';
const CALLS = 'À appeler ou à prévenir (onglet « À contacter »)';
const AUTHORISATION = 'Autorisation d’un responsable légal attendue';
const AWAITED = ['Pas encore demandée', 'Demandée', 'Expirée', 'À vérifier'];

/** Something that is to be said of a morning, unless it was said less than a week before. */
interface Expected {
  readonly title: string;
  readonly text: string;
  readonly key: string;
}

/** Reads « Le point » of each working morning beside what the spreadsheet and the promises say, and notes where they differ. */
export class PointReader {
  readonly mornings: Morning[] = [];
  /** Lines that were missing, or said though not due. */
  readonly wrong: string[] = [];
  readonly #desk: Desk;
  readonly #said = new Map<string, string>();
  readonly #named = new Map<string, string[]>();

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** The days on which a promise was named under a title that begins so. */
  daysOf({ reference }: Pick<Promised, 'reference'>, title: string): readonly string[] {
    return [...this.#named].flatMap(([key, days]) => (key.startsWith(`${reference} ${title}`) ? days : []));
  }

  read(day: string, promises: readonly Promised[]): void {
    // A line that could not leave that day is looked for on the next.
    if (day === this.#desk.downOn) return;
    const letter = this.#desk.sent.find(
      ({ on, to, subject }) => on === day && to === TEAM && subject.startsWith('Le point'),
    );
    const body = (letter?.text ?? '').split('Ce message part')[0] ?? '';
    const lines = body.split('\n').filter((text) => text !== '');
    this.mornings.push({ day, lines });
    const named = namedIn(lines);
    for (const { title, text } of named) this.#note(`${text} ${title}`, day);
    const expected = [
      ...promised(day, promises),
      ...this.#guardians(),
      ...this.#contacts(),
      ...this.#typos(),
    ];
    for (const title of new Set([...expected, ...named].map((one) => one.title))) {
      // Each is to be named once in all (`newsOf`).
      if (title.startsWith(NEWS) || ALONE.includes(title)) continue;
      const due = expected.filter((one) => one.title === title && this.#isDue(one, day));
      this.#compare(
        day,
        title,
        due,
        named.filter((one) => one.title === title).map(({ text }) => text),
      );
    }
    this.#forget(expected);
  }

  #note(key: string, day: string): void {
    this.#named.set(key, [...(this.#named.get(key) ?? []), day]);
  }

  #isDue({ key }: Expected, day: string): boolean {
    const last = this.#said.get(key);
    return last === undefined || dayAfter(last, 7) <= day;
  }

  #compare(day: string, title: string, due: readonly Expected[], named: readonly string[]): void {
    const isDated = title.startsWith('Réponse');
    const wanted = isDated ? due : due.slice(0, NAMED);
    const texts = new Set(wanted.map(({ text }) => text));
    for (const text of new Set(named).symmetricDifference(texts))
      this.wrong.push(`${day}, ${title}: ${text} ${texts.has(text) ? 'missing' : 'said'}`);
    for (const { key } of wanted) this.#said.set(key, day);
  }

  #forget(expected: readonly Expected[]): void {
    const keys = new Set(expected.map(({ key }) => key));
    for (const key of this.#said.keys()) if (!keys.has(key)) this.#said.delete(key);
  }

  #guardians(): readonly Expected[] {
    return this.#desk
      .rows(AUTHORISATIONS_TAB)
      .filter(({ État: state = '' }) => AWAITED.includes(state))
      .filter((row) => !this.#isOver(row.Référence ?? ''))
      .map(({ Référence: reference = '', État: state = '' }) => ({
        title: AUTHORISATION,
        text: state === 'Demandée' ? reference : `${reference} (${state})`,
        key: `guardian ${reference} ${state}`,
      }));
  }

  #isOver(reference: string): boolean {
    const row = this.#desk.rows({ name: 'Jeunes' }).find((one) => one.Référence === reference);
    return row === undefined || ['Retirée', 'Non retenue', 'Terminée'].includes(row.Statut ?? '');
  }

  #contacts(): readonly Expected[] {
    return this.#desk
      .rows(CONTACT_TAB)
      .filter((row) => row['Fait le'] === '' && row.Référence !== '' && !row.Motif?.startsWith(EMAIL_LEFT))
      .map(({ Identifiant: id = '', Référence: reference = '', Motif: reason = '' }) => ({
        ...(reason.startsWith('E-mail')
          ? { title: REPAIR, text: `${reference} (e-mail pas remis, onglet « À contacter »)` }
          : { title: CALLS, text: reference }),
        key: `contact ${id}`,
      }));
  }

  #typos(): readonly Expected[] {
    return AUDIENCES.flatMap((audience) =>
      this.#desk
        .rows(tabOf(FORMS[audience]))
        .filter(({ Statut: status = '' }) => statusNamed(audience, status) === undefined)
        .map(({ Référence: reference = '' }) => ({
          title: REPAIR,
          text: `${reference} (statut qui n’est dans aucune liste)`,
          key: `typo ${reference}`,
        })),
    );
  }

  /** Number of times each person was named as new. */
  newsOf(reference: string): number {
    return this.daysOf({ reference }, NEWS).length;
  }
}

function namedIn(lines: readonly string[]): readonly { readonly title: string; readonly text: string }[] {
  return lines
    .filter((line) => !SECTIONS.includes(line))
    .flatMap((line) => {
      const [title = '', rest = ''] = line.split(/ : (.*)/s);
      const texts = rest.replace(/(?: et \d+ de plus)?\.$/, '');
      return texts.split(/, (?=[A-Z]{2}-)/).map((text) => ({ title, text }));
    });
}

/** The answers that are still waited for at eight, by the morning on which their day comes, and once it is past. */
function promised(day: string, promises: readonly Promised[]): readonly Expected[] {
  const next = workingDayAfter(day, 1);
  return promises
    .filter(({ since, over }) => since < day && (over === undefined || over >= day))
    .toSorted((a, b) => (a.by < b.by ? -1 : Number(a.by > b.by)))
    .flatMap(({ reference, by, since }) => {
      const title =
        by < day
          ? 'En retard'
          : by === day
            ? 'Réponse promise pour aujourd’hui'
            : by === next
              ? `Réponse promise pour le ${formatWeekday(next)}`
              : undefined;
      return title === undefined ? [] : [{ title, text: reference, key: `${title} ${reference} ${since}` }];
    });
}
