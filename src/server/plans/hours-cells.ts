import { daysAfter } from '../../domain/days-after.ts';
import type { IsoDate } from '../../domain/eligibility/age.ts';
import { formatDay } from '../../domain/french-dates.ts';
import { durationInWords } from '../../domain/hours/duration.ts';
import {
  creditsOf,
  type Ledger,
  type LineFault,
  type LineMatter,
  totalOf,
} from '../../domain/hours/ledger.ts';
import { pairRowOf } from '../../domain/pairs/pair-row.ts';
import { hasBegun, PAIR } from '../../domain/pairs/pairs-tab.ts';
import { identifierFrom } from '../foundation/identifier.ts';
import {
  contactDays,
  dayIn,
  type HoursRows,
  ledgerFrom,
  showsHours,
} from '../../domain/hours/ledger-rows.ts';
import type { Matter } from './point.ts';

/** The cells of `Binômes` that follow from the ledger, by `Identifiant`, and what « Le point » says of its lines. */
export interface HoursCells {
  readonly hours: ReadonlyMap<string, string>;
  readonly lastSigns: ReadonlyMap<string, string>;
  readonly matters: readonly Matter[];
}

/**
 * `Heures` of every pair that has begun, and `Dernier signe` of those under way. A sign is a day that counts hours, a contact that the team noted with either, or
 * what stands there already: acts on a page are written there as they happen, and a sign does not go back.
 */
export function hoursCells(rows: HoursRows, today: IsoDate, silenceDays: number): HoursCells {
  const ledger = ledgerFrom(rows, today);
  const contacts = contactDays(rows, today);
  const shown = [...rows.pairs].filter(([, cells]) => showsHours(cells));
  const lastSigns = new Map(
    shown.flatMap(([id, cells]) => {
      const { reference, youth, mentor, state } = pairRowOf(cells);
      if (!hasBegun(state)) return [];
      const days = [
        ...creditsOf(reference, ledger).map(({ day }) => day),
        ...[youth, mentor].flatMap((person) => contacts.get(person) ?? []),
        ...[cells[PAIR.startedAt], cells[PAIR.lastSign]].flatMap((cell) => dayIn(cell) ?? []),
      ].filter((day) => day <= today);
      const last = days.toSorted().at(-1);
      return last === undefined ? [] : [[id, last] as const];
    }),
  );
  return {
    hours: new Map(
      shown.map(([id, cells]) => {
        const credits = creditsOf(pairRowOf(cells).reference, ledger);
        return [id, durationInWords(totalOf(credits))];
      }),
    ),
    lastSigns,
    matters: [...mattersOf(ledger), ...silent(rows, lastSigns, today, silenceDays)],
  };
}

/** Pairs of which nothing has been heard for too long: said once, then weekly, as long as it lasts. */
function silent(
  { pairs }: Pick<HoursRows, 'pairs'>,
  lastSigns: HoursCells['lastSigns'],
  today: IsoDate,
  days: number,
): readonly Matter[] {
  return [...lastSigns].flatMap(([id, last]) => {
    const { reference, state } = pairRowOf(pairs.get(id) ?? {});
    if (state !== 'En cours' || daysAfter(last, days) > today) return [];
    return [
      {
        section: 'know',
        title: `Binômes sans nouvelles depuis ${days} jours ou plus (onglet « Binômes »)`,
        text: `${reference} (depuis le ${formatDay(last)})`,
        key: identifierFrom('point', 'silence', `${id} ${last}`),
      },
    ];
  });
}

const WORDS: Readonly<Record<LineFault, string>> = {
  date: 'la date ne se lit pas : écrivez 2027-01-12 ou 12 janvier 2027',
  future: 'la date est à venir',
  duration: 'la durée ne se lit pas : écrivez 2, 1,5, 1 h 30 ou 90 min',
  impossible: 'la durée doit être de plus de 0 et d’au plus 24 h',
  state: 'l’état n’est pas de la liste',
  nobody: 'personne n’y est nommé, ni noté « Venue » à l’événement',
  unknown: 'une référence que personne n’a',
  before: 'avant le début du binôme',
  after: 'après la fin du binôme',
  'to-check': 'choisissez « Comptée » ou « Refusée » dans « État »',
  twice: 'la même ligne deux fois',
};

const PLACES: Readonly<Partial<Record<LineFault, Pick<Matter, 'section' | 'title'>>>> = {
  'to-check': { section: 'todo', title: 'Heures à vérifier (onglet « Heures »)' },
  twice: { section: 'know', title: 'Heures comptées deux fois ? (onglet « Heures »)' },
};

const NOT_COUNTED = { section: 'repair', title: 'Heures qui ne comptent pas (onglet « Heures »)' } as const;

function matterOf({ line, fault, about }: LineMatter): Matter {
  const text = `${line} (${about === undefined ? '' : `${about} : `}${WORDS[fault]})`;
  return { ...(PLACES[fault] ?? NOT_COUNTED), text, key: identifierFrom('point', 'hours', text) };
}

function mattersOf({ matters }: Ledger): readonly Matter[] {
  const all = matters.map(matterOf);
  // Two lines of one day and one fault are named once.
  return [...new Map(all.map((matter) => [matter.key, matter])).values()];
}
