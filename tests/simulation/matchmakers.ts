import { APPLICATION, PROPOSAL, READINESS } from '../../src/domain/application/tabs.ts';
import { AUTHORISATION, AUTHORISATIONS_TAB } from '../../src/domain/guardian/authorisations-tab.ts';
import { MENTORS_TAB, YOUTHS_TAB } from '../../src/domain/pairs/pair-row.ts';
import { PAIR, PAIRS_TAB } from '../../src/domain/pairs/pairs-tab.ts';
import type { Grid } from '../../src/server/spreadsheet/spreadsheet.ts';
import type { PairActs } from './pair-acts.ts';
import type { World } from './world.ts';

/** Writes a text into a cell of the row of a tab, as one session of staff leaves it. */
type Write = (header: string, text: string) => void;

/** A row as staff see it. */
type Seen = (header: string) => string;

/** Number of rows of each tab that staff take care of: so many at least, and this share. */
const CIRCLE = { least: { [YOUTHS_TAB.name]: 8, [MENTORS_TAB.name]: 3 }, share: 0.3 } as const;
/** Youths to whom the same mentor is proposed in one go. */
const FAVOURED = 6;

const MENTOR_REFERENCE = /ME-[2-9A-HJ-NP-Z]{8}/;

/** By the state of a pair: what staff set next, each in a share of their sessions. */
const NEXT_STATES: Readonly<Record<string, readonly (readonly [number, string])[]>> = {
  Proposé: [
    [0.04, 'En cours'],
    [0.01, 'Arrêté'],
  ],
  Accepté: [
    [0.7, 'En cours'],
    [0.02, 'Décliné'],
  ],
  'En cours': [
    [0.04, 'En pause'],
    [0.03, 'Arrêté'],
    [0.03, 'Terminé'],
    [0.01, 'en attente de Marc'],
  ],
  'En pause': [
    [0.3, 'En cours'],
    [0.05, 'Arrêté'],
  ],
  'en attente de Marc': [[0.5, 'En cours']],
  Décliné: [[0.02, 'En cours']],
  Arrêté: [[0.02, 'En cours']],
  Terminé: [[0.02, 'En pause']],
};

/** The two of the team who make pairs: most by the guide, some by mistake. They remember nothing but whose rows they take care of. */
export class Matchmakers {
  readonly #world: World;
  readonly #acts: PairActs;
  /** Rows that they take care of, by tab. */
  readonly #circle = new Map<string, Set<string>>();
  /** References of the mentors whom they saw last. */
  #mentors: readonly string[] = [];
  #favourite = { reference: '', left: 0 };

  constructor(world: World, acts: PairActs) {
    this.#world = world;
    this.#acts = acts;
  }

  /** True of a row that they take care of: nobody else types into the cells that they need. */
  caresFor(tabName: string, id: string): boolean {
    return this.#circle.get(tabName)?.has(id) === true;
  }

  /** The tab as they leave it. @param note told of each cell that they write. */
  changed(tabName: string, grid: Grid, note: (id: string, header: string, text: string) => void): Grid {
    const [headers = [], ...lines] = grid;
    const idAt = headers.indexOf('Identifiant');
    const act = this.#actOn(tabName);
    if (idAt < 0 || act === undefined) return grid;
    const ids = lines.map((line) => line[idAt] ?? '').filter((id) => /^[0-9a-f]{32}$/.test(id));
    this.#widen(tabName, ids);
    const changed = lines.map((line) => {
      const id = line[idAt] ?? '';
      if (!ids.includes(id) || !this.#isCaredFor(tabName, id)) return line;
      const next = [...line];
      act(
        (header) => next[headers.indexOf(header)] ?? '',
        (header, text) => {
          const at = headers.indexOf(header);
          // A title that is another for now, or a row that stands under wrong ones.
          if (at < 0 || next[at] === id || next[at] === text) return;
          next[at] = text;
          this.#acts.wrote(tabName, id, header, text, this.#world.now());
          note(id, header, text);
        },
      );
      return next;
    });
    return [headers, ...changed];
  }

  #actOn(tabName: string): ((seen: Seen, write: Write) => void) | undefined {
    if (tabName === YOUTHS_TAB.name) return this.#actOnYouth.bind(this);
    if (tabName === MENTORS_TAB.name) return this.#actOnMentor.bind(this);
    if (tabName === AUTHORISATIONS_TAB.name) return this.#actOnAuthorisation.bind(this);
    return tabName === PAIRS_TAB.name ? this.#actOnPair.bind(this) : undefined;
  }

  #isCaredFor(tabName: string, id: string): boolean {
    return !(tabName in CIRCLE.least) || this.caresFor(tabName, id);
  }

  #widen(tabName: string, ids: readonly string[]): void {
    const least = CIRCLE.least[tabName];
    if (least === undefined) return;
    const circle = this.#circle.get(tabName) ?? new Set<string>();
    this.#circle.set(tabName, circle);
    const left = new Set(ids).intersection(circle).size;
    const wanted = Math.max(least, ids.length * CIRCLE.share) - left;
    for (const id of ids.filter((one) => !circle.has(one)).slice(0, Math.max(0, wanted))) circle.add(id);
  }

  /** They look up whom they may propose. @param grid the tab `Mentors`. */
  look([headers = [], ...lines]: Grid): void {
    const at = headers.indexOf(APPLICATION.reference);
    const idAt = headers.indexOf('Identifiant');
    this.#mentors = lines
      .filter((line) => this.caresFor(MENTORS_TAB.name, line[idAt] ?? ''))
      .map((line) => line[at] ?? '')
      .filter((text) => MENTOR_REFERENCE.test(text));
  }

  #actOnYouth(seen: Seen, write: Write): void {
    const world = this.#world;
    const status = seen(APPLICATION.status);
    if (!['Acceptée', 'En binôme', 'Terminée', 'Retirée'].includes(status) && world.chance(0.5))
      write(APPLICATION.status, 'Acceptée');
    else if (status !== 'Acceptée' && world.chance(0.01)) write(APPLICATION.status, 'Acceptée');
    const proposed = seen(PROPOSAL.proposed);
    if (proposed === '') {
      if (status === 'Acceptée' && world.chance(0.4)) write(PROPOSAL.proposed, this.#proposalFor(seen));
    } else if (world.chance(0.02)) write(PROPOSAL.proposed, '');
    else if (world.chance(0.02) || (!MENTOR_REFERENCE.test(proposed) && world.chance(0.4)))
      write(PROPOSAL.proposed, this.#proposalFor(seen));
  }

  #proposalFor(seen: Seen): string {
    const world = this.#world;
    const [first = '', ...others] = this.#mentors;
    if (first === '') return '';
    const anyone = world.oneOf([first, ...others]);
    if (this.#favourite.left > 0 && this.#mentors.includes(this.#favourite.reference)) {
      this.#favourite.left -= 1;
      return this.#favourite.reference;
    }
    const chance = world.random();
    if (chance < 0.5)
      return (
        seen(PROPOSAL.possible)
          .split('\n')
          .find((line) => MENTOR_REFERENCE.test(line)) ?? anyone
      );
    if (chance < 0.6) this.#favourite = { reference: anyone, left: FAVOURED - 1 };
    if (chance < 0.8) return anyone;
    return world.oneOf([
      'demain',
      `${first} ou ${anyone}`,
      seen(APPLICATION.reference),
      `${anyone.toLowerCase().replace('-', ' ')}, à rappeler`,
      'ME-22222222',
    ]);
  }

  #actOnMentor(seen: Seen, write: Write): void {
    const world = this.#world;
    const status = seen(APPLICATION.status);
    if (!['Disponible', 'En binôme', 'Retirée'].includes(status) && world.chance(0.5))
      write(APPLICATION.status, 'Disponible');
    for (const header of [READINESS.trainedOn, READINESS.bulletinSeenOn])
      if (seen(header) !== '2026-11-20' && world.chance(0.3)) write(header, '2026-11-20');
      else if (world.chance(0.08)) write(header, world.oneOf(['', 'bientôt']));
    if (seen(READINESS.bulletinSeenBy) === '' && world.chance(0.5)) write(READINESS.bulletinSeenBy, 'Awa');
    else if (world.chance(0.02)) write(READINESS.bulletinSeenBy, '');
    if (world.chance(0.01)) write('Capacité', world.oneOf(['1', '2', '3']));
  }

  #actOnAuthorisation(seen: Seen, write: Write): void {
    const isGiven = seen(AUTHORISATION.state) === 'Accordée';
    if (!isGiven && this.#world.chance(0.08)) write(AUTHORISATION.state, 'Accordée');
    else if (isGiven && this.#world.chance(0.05)) write(AUTHORISATION.state, 'Refusée');
  }

  #actOnPair(seen: Seen, write: Write): void {
    const world = this.#world;
    for (const header of [PAIR.mentorAnswer, PAIR.youthAnswer]) {
      const isOpen = !['oui', 'non'].includes(seen(header));
      if (isOpen && world.chance(0.12))
        write(header, world.chance(0.8) ? 'oui' : world.oneOf(['non', 'bof']));
    }
    for (const [share, state] of NEXT_STATES[seen(PAIR.state)] ?? [])
      if (world.chance(share)) {
        write(PAIR.state, state);
        break;
      }
    if (world.chance(0.05))
      write(PAIR.firstMeeting, world.oneOf(['mardi 1er décembre à 18 h', '3 décembre 2026, 17 h']));
  }
}
