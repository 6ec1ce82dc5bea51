import { isFinalStatus, statusGivenBy, statusKey, statusNamed } from '../../domain/application/statuses.ts';
import type { Tab } from '../../domain/application/tab.ts';
import { APPLICATION, PROPOSAL } from '../../domain/application/tabs.ts';
import { MENTORS_TAB, pairRowOf, rowWith, YOUTHS_TAB } from '../../domain/pairs/pair-row.ts';
import { hasBegun, PAIR, PAIRS_TAB, type PairSide } from '../../domain/pairs/pairs-tab.ts';
import { proposedMentorIn } from '../../domain/pairs/proposed-mentor.ts';
import { identifierFrom } from '../foundation/identifier.ts';
import type { Cells } from '../spreadsheet/spreadsheet.ts';
import { blocked, type Matter } from './point.ts';

type Rows = ReadonlyMap<string, Cells>;

/** The rows of a tab as the scan left them; `undefined` of one that could not be read. */
export type RowsIfRead = (tab: Tab) => Rows | undefined;

function referenceIn(cells: Cells): string {
  return (cells[APPLICATION.reference] ?? '').trim();
}

/** Why a proposal is not taken, by the `Identifiant` of its youth: the cell does not name one mentor. */
export function proposalProblems(youths: Rows, mentors: Rows): ReadonlyMap<string, string> {
  return new Map(
    [...youths].flatMap(([id, cells]): readonly (readonly [string, string])[] => {
      const named = proposedMentorIn(cells[PROPOSAL.proposed] ?? '');
      if (named.kind === 'nobody') return [];
      if (named.kind === 'unreadable')
        return [[id, `« ${PROPOSAL.proposed} » doit contenir une seule référence de mentor`]];
      if (rowWith(mentors, named.reference) !== undefined) return [];
      return [[id, `aucun mentor n’a la référence écrite dans « ${PROPOSAL.proposed} »`]];
    }),
  );
}

/** Matters of pairs for « Le point »: what each waits for, proposals that name nobody, and statuses that the team gave without a pair. */
export function pairMatters(rowsIfRead: RowsIfRead): readonly Matter[] {
  const pairs = rowsIfRead(PAIRS_TAB);
  const [youths, mentors] = [rowsIfRead(YOUTHS_TAB), rowsIfRead(MENTORS_TAB)];
  if (youths === undefined || mentors === undefined) return [];
  const problems = [...proposalProblems(youths, mentors)].map(([id, why]) => {
    const reference = referenceIn(youths.get(id) ?? {});
    return blocked(`${reference} (${why})`, identifierFrom('point', 'pair', `${reference} ${why}`));
  });
  return [
    ...[...(pairs ?? [])].flatMap(([id, cells]) => waitingMatter(id, cells)),
    ...problems,
    ...byHand('youth', youths, pairs),
    ...byHand('mentor', mentors, pairs),
    ...changedByHand('youth', youths, pairs),
    ...changedByHand('mentor', mentors, pairs),
  ];
}

function waitingMatter(id: string, cells: Cells): readonly Matter[] {
  const { reference, todo } = pairRowOf(cells);
  if (todo === '') return [];
  return [
    {
      section: 'todo',
      title: `Binômes (onglet « ${PAIRS_TAB.name} », colonne « À faire »)`,
      text: `${reference} (${todo})`,
      key: identifierFrom('point', 'pair', `${id} ${todo}`),
    },
  ];
}

/** Those whose status only a pair gives, and who are in none that has begun. */
function byHand(side: PairSide, rows: Rows, pairs: Rows | undefined): readonly Matter[] {
  const given = statusGivenBy(side, 'started')?.label ?? '';
  if (pairs === undefined) return [];
  const begun = new Set(
    [...pairs.values()]
      .map((cells) => pairRowOf(cells))
      .filter(({ state }) => hasBegun(state))
      .map((row) => row[side]),
  );
  return [...rows.values()].flatMap((cells) =>
    statusKey(cells[APPLICATION.status] ?? '') === statusKey(given) && !begun.has(referenceIn(cells))
      ? [
          {
            section: 'repair' as const,
            title: `« ${given} » sans binôme commencé, rien n’est parti (remplissez « ${PROPOSAL.proposed} », ou remettez le statut d’avant)`,
            text: referenceIn(cells),
            key: identifierFrom('point', 'by-hand', referenceIn(cells)),
          },
        ]
      : [],
  );
}

/**
 * Those in a pair that has begun who have another status meanwhile. Of one that ends their application the pair's row says what to do, of a
 * word that no list has another line does.
 */
function changedByHand(side: PairSide, rows: Rows, pairs: Rows | undefined): readonly Matter[] {
  const given = statusGivenBy(side, 'started')?.label ?? '';
  const begun = [...(pairs?.values() ?? [])].filter((cells) => (cells[PAIR.startedAt] ?? '').trim() !== '');
  return begun.flatMap((cells) => {
    const { state, reference, [side]: person } = pairRowOf(cells);
    const status = rowWith(rows, person)?.[1][APPLICATION.status] ?? '';
    const isOther = statusNamed(side, status) !== undefined && statusKey(status) !== statusKey(given);
    if (!hasBegun(state) || !isOther || isFinalStatus(side, status)) return [];
    return [
      {
        section: 'repair' as const,
        title: `Binôme commencé, et un autre statut que « ${given} » (remettez-le, ou dites dans « ${PAIRS_TAB.name} » ce que devient le binôme)`,
        text: `${person} (${reference})`,
        key: identifierFrom('point', 'changed-by-hand', `${person} ${reference}`),
      },
    ];
  });
}
