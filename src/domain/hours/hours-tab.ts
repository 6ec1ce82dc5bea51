import { labelIn } from '../application/statuses.ts';
import { systemTab, type Tab, TEAM_NOTES } from '../application/tab.ts';

/** The kinds of hours. An immersion is the team's alone to write down: it needs a signed frame. */
export const HOURS_KINDS = ['Rencontre', 'Visite', 'Atelier', 'Immersion', 'Autre'] as const;

export type HoursKind = (typeof HOURS_KINDS)[number];

/** States of a line; an empty cell counts. */
const LINE_STATES = ['Comptée', 'À vérifier', 'Refusée'] as const;

export type LineState = (typeof LINE_STATES)[number];

/** The kind that a cell names, however it was typed; `Autre` for none and for other words. */
export function hoursKindIn(cell: string): HoursKind {
  return labelIn(HOURS_KINDS, cell) ?? 'Autre';
}

/** The state that a cell names, `Comptée` when it is empty; `undefined` for words of the team's own. */
export function lineStateIn(cell: string): LineState | undefined {
  return cell.trim() === '' ? 'Comptée' : labelIn(LINE_STATES, cell);
}

/** Given to nobody: it may say anything of others. */
const TEAMS_OWN = '(pour l’équipe seule)';

const PARTICIPANTS = 'Participants';

/** The ledger of hours, one line a meeting or an event: the team's own tab, in which a line typed by hand counts at once. */
const HOURS = systemTab(
  'Heures',
  {
    date: { header: 'Date', width: 14, owner: 'staff' },
    duration: { header: 'Durée', width: 12, owner: 'staff' },
    kind: { header: 'Nature', width: 14, options: HOURS_KINDS, owner: 'staff' },
    /** References of pairs or youths, `; ` between; empty beside an event: everybody who came. */
    participants: { header: PARTICIPANTS, width: 40, owner: 'staff' },
    event: { header: 'Événement', width: 40, owner: 'staff' },
    declaredBy: { header: 'Déclarée par', width: 14, owner: 'staff' },
    state: { header: 'État', width: 14, options: LINE_STATES, owner: 'staff' },
    notes: { ...TEAM_NOTES, withheld: TEAMS_OWN },
  },
  { namedIn: PARTICIPANTS },
);

export const HOURS_LINE = HOURS.headers;

export const HOURS_TAB: Tab = { ...HOURS.tab, countsHandTyped: true };
