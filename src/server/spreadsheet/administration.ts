import { type Column, IDENTIFIER, type Tab } from '../../domain/application/tab.ts';
import { capital } from '../../domain/typeset.ts';
import { Refused } from './service.ts';
import { type Grid, headerKey, MissingColumns, positions, Unavailable } from './spreadsheet.ts';

/** Something wrong with the team's spreadsheet, and what mends it: both in French, without anybody's data. */
export interface Problem {
  readonly what: string;
  readonly remedy: string;
}

/** Operations behind the commands `spreadsheet:setup` and `spreadsheet:check`. */
export interface Administration {
  /** Makes what is missing and leaves the rest; says what was made, in French. @throws Unavailable */
  setUp(tabs: readonly Tab[]): Promise<readonly string[]>;
  check(tabs: readonly Tab[]): Promise<readonly Problem[]>;
  /** Tries on the real service what the adapter takes for granted without evidence, where it does. @throws Unavailable */
  tryOut?(): Promise<Trial>;
}

export interface Trial {
  readonly tried: number;
  /** Differences, and leftovers of the trial. */
  readonly problems: readonly Problem[];
}

/** The remedy of what the first command makes again. */
export const SETUP = 'Lancez « npm run spreadsheet:setup ».';

const REFUSED: Problem = {
  what: 'Le tableur refuse ce que le site lui demande, sans que la cause soit connue.',
  remedy: 'Relancez la commande dans un instant ; si cela dure, dites-le à la personne qui s’occupe du site.',
};

/** The obstacle to reading or writing, apart from its remedy. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Refused) return REFUSED;
  if (!(error instanceof MissingColumns) && !(error instanceof Unavailable)) throw error;
  const [what = '', remedy = ''] = error.message.split(/ : (.*)/);
  return { what, remedy: capital(remedy) };
}

/** That a tab bears another name than its own, which harms nothing. */
export function renamedProblems(tab: Tab, title: string): readonly Problem[] {
  if (headerKey(title).toLowerCase() === tab.name.toLowerCase()) return [];
  return [
    {
      what: `L’onglet « ${tab.name} » s’appelle maintenant « ${title} » : les lignes y arrivent toujours.`,
      remedy: `Redonnez-lui le nom « ${tab.name} », pour que chacun s’y retrouve.`,
    },
  ];
}

/** The columns without which nothing is delivered. */
export function systemColumns({ columns }: Tab): readonly Column[] {
  return columns.filter(({ owner }) => owner === 'system');
}

const ROWS_NAMED = 5;

/** Rows by their numbers: the first ones, and how many more. */
function listed(rows: readonly { readonly row: number }[]): string {
  const shown = rows
    .slice(0, ROWS_NAMED)
    .map(({ row }) => row)
    .join(', ');
  return rows.length > ROWS_NAMED ? `${shown} et ${rows.length - ROWS_NAMED} autres` : shown;
}

/** Problems of a tab's titles; row 1 is at index 0. */
export function titleProblems(tab: Tab, grid: Grid): readonly Problem[] {
  const [titles = [], ...below] = grid;
  const present = positions(titles);
  const lower = below.findIndex((line) => line.some((text) => headerKey(text) === IDENTIFIER));
  if (!present.has(IDENTIFIER) && lower >= 0)
    return [
      {
        what: `Dans « ${tab.name} », les titres sont en ligne ${lower + 2}.`,
        remedy: 'Remettez-les en ligne 1 : supprimez les lignes qui sont au-dessus.',
      },
    ];
  const missing = systemColumns(tab).filter(({ header }) => !present.has(headerKey(header)));
  const doubled = tab.columns.filter(
    ({ header }) => titles.filter((title) => headerKey(title) === headerKey(header)).length > 1,
  );
  return [
    ...missing.map(({ header }) => ({
      what: `Dans « ${tab.name} », la colonne « ${header} » manque : plus rien n’arrive.`,
      remedy: `Redonnez ce titre à la colonne qui a été renommée ; si elle a été supprimée, « npm run spreadsheet:setup » la refait.`,
    })),
    ...doubled.map(({ header }) => ({
      what: `Dans « ${tab.name} », deux colonnes s’appellent « ${header} » : seule la première est remplie.`,
      remedy: 'Renommez ou supprimez la seconde.',
    })),
  ];
}

/** Terms of the team's spreadsheet program. */
export interface ProgramWords {
  /** The number of the row below the titles. */
  readonly firstRow: number;
  /** Where it keeps what the cells held before. */
  readonly history: string;
}

interface NumberedRow {
  /** As staff see it. */
  readonly row: number;
  readonly id: string;
  readonly isEmpty: boolean;
  readonly textUnder: (header: string) => string;
}

function numberedRows([titles = [], ...below]: Grid, firstRow: number): readonly NumberedRow[] {
  const present = positions(titles);
  return below.map((line, index) => {
    const textUnder = (header: string) => line[present.get(headerKey(header)) ?? -1] ?? '';
    const isEmpty = line.every((text) => text === '');
    return { row: index + firstRow, id: textUnder(IDENTIFIER), isEmpty, textUnder };
  });
}

/** Cells that hold none of what their list offers. */
function unlisted({ columns }: Tab, rows: readonly NumberedRow[]) {
  return columns.flatMap(({ header, options }) =>
    options === undefined
      ? []
      : rows
          .filter(({ textUnder }) => !['', ...options].includes(textUnder(header)))
          .map(({ row }) => ({ header, row })),
  );
}

/** Problems of a tab's rows, whose titles are the first of the grid. */
export function rowProblems(tab: Tab, grid: Grid, { firstRow, history }: ProgramWords): readonly Problem[] {
  if (!positions(grid[0] ?? []).has(IDENTIFIER)) return [];
  const rows = numberedRows(grid, firstRow);
  const identified = rows.filter(({ id }) => id !== '');
  const nameless = rows.filter(({ id, isEmpty }) => id === '' && !isEmpty);
  const seen = new Set<string>();
  const copies = identified.filter(({ id }) => seen.has(id) || !seen.add(id));
  const problems: Problem[] = [];
  if (nameless.length > 0)
    problems.push({
      what: `Dans « ${tab.name} », des lignes n’ont pas d’identifiant : ${listed(nameless)}.`,
      remedy: `Si un identifiant a été effacé, retrouvez-le dans « ${history} » ; une ligne ajoutée à la main peut rester.`,
    });
  if (copies.length > 0)
    problems.push({
      what: `Dans « ${tab.name} », des lignes portent un identifiant déjà pris : ${listed(copies)}.`,
      remedy: 'Gardez une seule ligne par identifiant : supprimez la copie, ou videz son identifiant.',
    });
  for (const [header, found] of Map.groupBy(unlisted(tab, identified), (each) => each.header))
    problems.push({
      what: `Dans « ${tab.name} », « ${header} » a une valeur qui n’est pas dans la liste, en ligne ${listed(found)}.`,
      remedy: 'Choisissez une valeur de la liste : les autres n’envoient aucun message.',
    });
  return problems;
}
