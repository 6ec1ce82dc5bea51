import { parisTimestamp } from '../../domain/application/application.ts';
import { ANY_REFERENCE } from '../../domain/application/reference.ts';
import { IDENTIFIER, type Tab } from '../../domain/application/tab.ts';
import { APPLICATION } from '../../domain/application/tabs.ts';
import { parisDate } from '../../domain/eligibility/age.ts';
import { formatDay } from '../../domain/french-dates.ts';
import { PAIR, PAIR_SIDES, PAIRS_TAB, SIDES } from '../../domain/pairs/pairs-tab.ts';
import { TABS } from '../../domain/spreadsheet-tabs.ts';
import type { HeldData } from '../../domain/tracking/held-data.ts';
import { type Grid, type WholeSpreadsheet, headerKey } from '../spreadsheet/spreadsheet.ts';
import { journalFacts } from '../cases/facts.ts';
import { typedAndWaiting } from '../store/case-keys.ts';
import type { TrackingPorts, TrackingState } from './tracking-view.ts';

const OTHER_REFERENCE = '(autre référence)';

/** A download reads every column, those that staff added and the copies that they made included. */
export type DownloadSpreadsheet = Pick<WholeSpreadsheet, 'table'>;

type Cells = Readonly<Record<string, string>>;
type Owner = Pick<TrackingState['file'], 'id' | 'reference'> & {
  /** References of their pairs. */
  readonly pairs: readonly string[];
};

/** The rows of a tab as objects by header; cells under no header are told by their place. */
function rowsOf([headers = [], ...lines]: Grid): readonly Cells[] {
  return lines.map((line) =>
    Object.fromEntries(line.map((text, at) => [headerKey(headers[at] ?? '') || `Colonne ${at + 1}`, text])),
  );
}

/** In place of what is of the other person whom a row names. */
const OTHER_SIDE = '(à l’autre personne du binôme)';

/** The rows of a tab that are the owner's: about them, addressed to nobody else, and without the other side of rows that name two people. */
function ownRows({ belonging }: Tab, rows: readonly Cells[], own: Cells, { id, reference, pairs }: Owner) {
  if (belonging === undefined) return [];
  if ('namedIn' in belonging) {
    const { namedIn } = belonging;
    return rows.flatMap((cells) => {
      const named = [reference, ...pairs].filter((one) => (cells[namedIn] ?? '').includes(one));
      // The rest of the cell names the others.
      return named.length === 0 ? [] : [{ ...cells, [namedIn]: named.join('; ') }];
    });
  }
  const sides = 'sides' in belonging ? belonging.sides : [{ ...belonging, own: [] }];
  return sides.flatMap(({ reference: header, isAddressedTo = () => true }, at) => {
    const others = sides.flatMap((side, other) => (other === at ? [] : side.own));
    return rows
      .filter(
        (cells) =>
          (cells[IDENTIFIER] === id || cells[header]?.trim() === reference) && isAddressedTo(cells, own),
      )
      .map((cells) =>
        Object.fromEntries(
          Object.entries(cells).map(([name, text]) => [name, others.includes(name) ? OTHER_SIDE : text]),
        ),
      );
  });
}

/**
 * A row without what somebody else gave, and without the references of others, which open their follow-up. An empty cell is
 * withheld alike: it would tell that nothing was given.
 */
function withoutOthers(cells: Cells, { columns }: Tab, { reference, pairs }: Owner): Cells {
  const withheld = new Map(columns.map((column) => [column.header, column.withheld]));
  return Object.fromEntries(
    Object.entries(cells).map(([header, text]) => [
      header,
      withheld.get(header) ?? withoutReferences(text, [reference, ...pairs]),
    ]),
  );
}

function withoutReferences(text: string, own: readonly string[]): string {
  return text.replaceAll(ANY_REFERENCE, (reference) =>
    own.includes(reference) ? reference : OTHER_REFERENCE,
  );
}

/** The references of the pairs that a person is in, whatever became of them. */
function pairsOf(reference: string, rows: readonly Cells[]): readonly string[] {
  return rows
    .filter((cells) => SIDES.some((side) => cells[PAIR_SIDES[side].reference]?.trim() === reference))
    .map((cells) => (cells[PAIR.reference] ?? '').trim())
    .filter((pair) => pair !== '');
}

async function rowsOfOwner(
  { form, file }: Pick<TrackingState, 'form' | 'file'>,
  spreadsheet: DownloadSpreadsheet,
): Promise<HeldData['rows']> {
  const read: { readonly tab: Tab; readonly rows: readonly Cells[] }[] = [];
  for (const tab of TABS) read.push({ tab, rows: rowsOf(await spreadsheet.table(tab)) });
  const application = read.find(({ tab }) => tab.name === form.tabName);
  const own = application?.rows.find((cells) => cells[IDENTIFIER] === file.id) ?? {};
  const pairRows = read.find(({ tab }) => tab.name === PAIRS_TAB.name)?.rows ?? [];
  const owner = { ...file, pairs: pairsOf(file.reference, pairRows) };
  return read.flatMap(({ tab, rows }) =>
    ownRows(tab, rows, own, owner).map((cells) => ({
      tab: tab.name,
      cells: withoutOthers(cells, tab, owner),
    })),
  );
}

const EXPLANATION: readonly string[] = [
  'Ce fichier contient tout ce que nous gardons sous cette référence : chaque colonne du tableur, notes de l’équipe comprises, le journal, et ce que le site garde à côté du tableur.',
  'Il n’y a pas les e-mails échangés avec l’équipe, ni les autres candidatures, qui ont leur propre référence. L’équipe les donne sur demande.',
  'Il n’y a pas non plus ce qui est à quelqu’un d’autre : ses réponses, les messages que l’équipe lui adresse, les liens qui sont à lui seul.',
  'Pour dire les totaux de la saison, le site garde aussi une marque par total, sans nom : rien n’y dit qui est compté, et elles restent après un effacement.',
];

/** Everything held about the owner of a follow-up; `rows` is empty when the team deleted the row. Throws as the spreadsheet does. */
export async function heldData(
  { file, form, events }: Pick<TrackingState, 'file' | 'form' | 'events'>,
  {
    spreadsheet,
    store,
    now,
  }: {
    readonly spreadsheet: DownloadSpreadsheet;
    readonly store: TrackingPorts['store'];
    readonly now: () => Date;
  },
): Promise<HeldData> {
  const { season, receivedAt, keys } = file;
  // Before the rows, which hold it once it has gone from here.
  const typed = await typedAndWaiting(store, file.id);
  return {
    reference: file.reference,
    madeOn: formatDay(parisDate(now())),
    explanation: EXPLANATION,
    rows: await rowsOfOwner({ form, file }, spreadsheet),
    events: journalFacts(events).map(({ at, detail }) => ({ at: parisTimestamp(at), text: detail })),
    kept: {
      Identifiant: file.id,
      Saison: season,
      [APPLICATION.receivedAt]: parisTimestamp(receivedAt),
      'Empreinte de l’adresse e-mail': keys.email ?? '',
      'Empreinte de la date de naissance': keys.birthDate ?? '',
      ...typed,
    },
  };
}
