import { APPLICATION } from '../../src/domain/application/tabs.ts';
import { endOf } from '../../src/domain/events/programme-event.ts';
import { REGISTRATION, REGISTRATIONS_TAB } from '../../src/domain/events/registrations-tab.ts';
import { HOURS_LINE, HOURS_TAB } from '../../src/domain/hours/hours-tab.ts';
import { PAIR } from '../../src/domain/pairs/pairs-tab.ts';
import { wallTime } from '../../src/domain/wall-clock.ts';
import type { Grid } from '../../src/server/spreadsheet/spreadsheet.ts';
import { TYPED_LENGTHS, TYPED_STATES } from '../fixtures/ledger.fixture.ts';
import type { Agenda } from './agenda.ts';
import type { World } from './world.ts';

const WRONG_DAYS = ['2026-11-01', '2031-01-01', 'hier', ''];
/** By hand in `Inscriptions`. */
export const BY_HAND = 'Tom';

type Line = Readonly<Record<string, string>>;

/** The two of the team who keep the ledger and note who came: most by the guide, some by mistake. */
export class Bookkeepers {
  /** Texts of `Durée` in the lines that they took away, and when. */
  readonly deleted: { readonly duration: string; readonly at: Date }[] = [];
  readonly #world: World;
  readonly #agenda: Agenda;
  /** References that they saw last. */
  #pairs: readonly string[] = [];
  #youths: readonly string[] = [];

  constructor(world: World, agenda: Agenda) {
    this.#world = world;
    this.#agenda = agenda;
  }

  /** They look up whom they write about. */
  look({ pairs, youths }: { readonly pairs: Grid; readonly youths: Grid }): void {
    this.#pairs = column(pairs, PAIR.reference).filter((text) => text.startsWith('BI-'));
    this.#youths = column(youths, APPLICATION.reference).filter((text) => text.startsWith('JE-'));
  }

  /** The tab as they leave it. */
  changed(tabName: string, [headers = [], ...lines]: Grid): Grid {
    const cells = lines.map((line) =>
      Object.fromEntries(headers.map((header, at) => [header, line[at] ?? ''])),
    );
    const changed =
      tabName === HOURS_TAB.name
        ? this.#ledger(cells)
        : tabName === REGISTRATIONS_TAB.name
          ? this.#attendance(cells)
          : cells;
    return [headers, ...changed.map((line) => headers.map((header) => line[header] ?? ''))];
  }

  #any(list: readonly string[]): string {
    const [first = '', ...others] = list;
    return this.#world.oneOf([first, ...others]);
  }

  #ledger(lines: readonly Line[]): readonly Line[] {
    const world = this.#world;
    const kept = lines.filter((line) => {
      if (!world.chance(0.03)) return true;
      this.deleted.push({ duration: line[HOURS_LINE.duration] ?? '', at: world.now() });
      return false;
    });
    const corrected = kept.map((line) => {
      const isOurs = line[HOURS_LINE.declaredBy] === '' && line.Identifiant === '';
      if (isOurs && world.chance(0.1))
        return { ...line, [HOURS_LINE.duration]: this.#any(Object.keys(TYPED_LENGTHS)) };
      return world.chance(0.06)
        ? { ...line, [HOURS_LINE.state]: this.#any(['', ...Object.keys(TYPED_STATES)]) }
        : line;
    });
    return this.#pairs.length > 0 && world.chance(0.7) ? [...corrected, this.#newLine()] : corrected;
  }

  #newLine(): Line {
    const world = this.#world;
    const today = wallTime(world.now(), 'Europe/Paris').slice(0, 10);
    const isEvent = world.chance(0.08) && world.now() > endOf(this.#agenda.today);
    return {
      [HOURS_LINE.date]: world.chance(0.9) ? this.#day(today) : this.#any(WRONG_DAYS),
      [HOURS_LINE.duration]: world.chance(0.7)
        ? this.#any(['2', '1,5', '1 h 30'])
        : this.#any(Object.keys(TYPED_LENGTHS)),
      [HOURS_LINE.participants]: isEvent ? '' : this.#participants(),
      [HOURS_LINE.event]: isEvent ? this.#agenda.today.title : '',
      [HOURS_LINE.state]: world.chance(0.8) ? '' : this.#any(Object.keys(TYPED_STATES)),
    };
  }

  #day(iso: string): string {
    const [year = '', month = '', day = ''] = iso.split('-');
    return this.#any([iso, iso, `${day}/${month}/${year}`, `${Number(day)} novembre ${year}`]);
  }

  #participants(): string {
    const [pair, other, youth] = [this.#any(this.#pairs), this.#any(this.#pairs), this.#any(this.#youths)];
    return this.#any([
      pair,
      pair,
      pair,
      `${pair.toLowerCase()} ; ${other}`,
      youth,
      `${pair}; ${youth}`,
      'BI-ZZZZZZZZ',
    ]);
  }

  #attendance(lines: readonly Line[]): readonly Line[] {
    const world = this.#world;
    const { ahead, today } = this.#agenda;
    const isPast = world.now() > endOf(today);
    const noted = lines.map((line) => {
      const write = (state: string): Line => ({ ...line, [REGISTRATION.state]: state });
      const isExpected = line[REGISTRATION.state] === 'Inscrite';
      if (isPast && isExpected && line[REGISTRATION.event] === today.title && world.chance(0.6))
        return write(this.#any(['Venue', 'Venue', 'venue', 'Absente']));
      if (isPast && line[REGISTRATION.state] === 'Venue' && world.chance(0.05)) return write('Absente');
      if (isExpected && line[REGISTRATION.event] === ahead.title && world.chance(0.04))
        return write(this.#any(['Excusée', 'Annulée']));
      return line;
    });
    const byHand = (event: string, state: string, reference = ''): Line => ({
      [REGISTRATION.event]: event,
      [REGISTRATION.reference]: reference,
      [REGISTRATION.givenName]: BY_HAND,
      [REGISTRATION.state]: state,
    });
    const hasByHand = lines.some((line) => line[REGISTRATION.givenName] === BY_HAND);
    if (!isPast && !hasByHand && world.chance(0.05)) return [...noted, byHand(ahead.title, 'Inscrite')];
    return isPast && this.#youths.length > 0 && world.chance(0.1)
      ? [...noted, byHand(today.title, 'Venue', this.#any(this.#youths))]
      : noted;
  }
}

function column([headers = [], ...lines]: Grid, header: string): readonly string[] {
  const at = headers.indexOf(header);
  return lines.map((line) => line[at] ?? '');
}
