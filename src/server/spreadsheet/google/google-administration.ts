import type { sheets_v4 } from '@googleapis/sheets';
import * as z from 'zod';
import { IDENTIFIER, type Tab } from '../../../domain/application/tab.ts';
import {
  type Administration,
  type Problem,
  problemOf,
  renamedProblems,
  rowProblems,
  SETUP,
  systemColumns,
  titleProblems,
  type Trial,
} from '../administration.ts';
import { cellsAdded, TRACE_PREFIX } from './google-changes.ts';
import { GoogleSheetsClient, type GoogleSheetsSettings } from './google-client.ts';
import {
  addedColumns,
  filterRequest,
  freezeRequest,
  listRequest,
  newTab,
  type PlacedColumn,
  PROTECTION,
  protectionRequest,
  readmeTab,
} from './google-layout.ts';
import {
  cellCount,
  inTheWay,
  localeProblems,
  obstacleTo,
  type Overview,
  readOverview,
  readWhole,
  tableProblems,
} from './google-obstacles.ts';
import {
  gridData,
  isSomebodys,
  LIST_FIELDS,
  listCell,
  oneSheet,
  TYPED_FIELDS,
  typedCell,
} from './google-shapes.ts';
import { findTitle, quoted } from './google-snapshot.ts';
import { ASSUMPTIONS, isTrial, tryAssumptions } from './google-trial.ts';
import { GoogleUnavailable } from './google-unavailable.ts';
import { README_TITLE } from '../readme.ts';
import { ChangedMeanwhile, type ServiceDeps, unlessRefused } from '../service.ts';
import { absentColumns, headerKey, positions } from '../spreadsheet.ts';

type Request = sheets_v4.Schema$Request;

const wholeTab = oneSheet({
  properties: z.object({
    sheetId: z.number().default(0),
    title: z.string().default(''),
    gridProperties: z
      .object({ columnCount: z.number().default(0), frozenRowCount: z.number().default(0) })
      .prefault({}),
  }),
  protectedRanges: z.array(z.object({ description: z.string().default('') })).default([]),
  basicFilter: z.object({}).optional(),
  data: gridData(typedCell.extend(listCell.shape).extend({ formattedValue: z.string().default('') })),
});
const TAB_FIELDS =
  'sheets(properties(sheetId,title,gridProperties(columnCount,frozenRowCount)),' +
  'protectedRanges(description),basicFilter(range),' +
  `data(rowData(values(formattedValue,${TYPED_FIELDS},${LIST_FIELDS}))))`;

/** A warning's limit, under the 10 million cells that a spreadsheet may have. */
const NEARLY_FULL = 9_000_000;
const WORDS = { firstRow: 2, history: 'Fichier > Historique des versions' };

type WholeTab = z.output<typeof wholeTab>['sheets'][number];

function gridOf({ data }: WholeTab): readonly (readonly string[])[] {
  return (data[0]?.rowData ?? []).map(({ values }, row) =>
    row === 0 || isSomebodys(values) ? values.map(({ formattedValue }) => formattedValue) : [],
  );
}

function placed(tab: Tab, titles: readonly string[]): readonly PlacedColumn[] {
  const at = positions(titles);
  return tab.columns.flatMap((column) => {
    const index = at.get(headerKey(column.header));
    return index === undefined ? [] : [{ ...column, at: index }];
  });
}

/** The columns whose cells should offer a list and do not, or offer another one. */
function withoutList(tab: Tab, sheet: WholeTab): readonly PlacedColumn[] {
  const [titles = []] = gridOf(sheet);
  const first = sheet.data[0]?.rowData[1]?.values ?? [];
  return placed(tab, titles).filter(({ at, options }) => {
    const offered = (first[at]?.dataValidation.condition.values ?? []).map((each) => each.userEnteredValue);
    return options !== undefined && offered.join('\n') !== options.join('\n');
  });
}

function isProtected({ protectedRanges }: WholeTab): boolean {
  return protectedRanges.some(({ description }) => description === PROTECTION);
}

/** Requests that complete a tab that exists, and their effects. */
function completion(
  tab: Tab,
  sheet: WholeTab,
): readonly { readonly made: string; readonly requests: readonly Request[] }[] {
  const { sheetId, gridProperties } = sheet.properties;
  const [titles = []] = gridOf(sheet);
  const missing = absentColumns(
    tab,
    positions(titles),
    systemColumns(tab).map(({ header }) => header),
  );
  const { columnCount } = gridProperties;
  const width = Math.max(titles.length, columnCount) + missing.length;
  const all = placed(tab, [...titles, ...missing.map(({ header }) => header)]);
  const identifier = all.find(({ header }) => header === IDENTIFIER);
  const lists = withoutList(tab, sheet);
  const steps = [
    {
      made: `colonnes ajoutées à droite : ${missing.map(({ header }) => header).join(', ')}`,
      requests:
        missing.length === 0
          ? []
          : addedColumns({ sheetId, titleCount: titles.length, columnCount }, missing),
    },
    { made: 'listes déroulantes', requests: lists.map((column) => listRequest(sheetId, column)) },
    {
      made: 'première ligne figée',
      requests: gridProperties.frozenRowCount < 1 ? [freezeRequest(sheetId)] : [],
    },
    { made: 'filtre', requests: sheet.basicFilter ? [] : [filterRequest(sheetId, width)] },
    {
      made: 'protection des identifiants',
      requests: isProtected(sheet) ? [] : [protectionRequest(sheetId, identifier?.at ?? 0)],
    },
  ];
  return steps.filter(({ requests }) => requests.length > 0);
}

/** The commands for a spreadsheet in Google Sheets. */
export class GoogleAdministration implements Administration {
  readonly #client: GoogleSheetsClient;

  constructor(settings: GoogleSheetsSettings, replaced: Partial<ServiceDeps> = {}) {
    this.#client = new GoogleSheetsClient(settings, replaced);
  }

  async setUp(tabs: readonly Tab[]): Promise<readonly string[]> {
    const said: string[] = [];
    for (const tab of tabs) {
      const sheet = await this.#tab(tab);
      const steps = sheet ? completion(tab, sheet) : [{ made: 'onglet créé', requests: newTab(tab) }];
      const requests = steps.flatMap((step) => step.requests);
      if (requests.length > 0) await this.#write(requests, sheet);
      said.push(...steps.map(({ made }) => `« ${tab.name} » : ${made}.`));
    }
    const sheets = await readOverview(this.#client);
    if (!sheets.some(({ properties }) => properties.title === README_TITLE)) {
      await this.#write(readmeTab());
      said.push(`« ${README_TITLE} » : onglet créé.`);
    }
    return said;
  }

  async check(tabs: readonly Tab[]): Promise<readonly Problem[]> {
    try {
      const { sheets, properties } = await readWhole(this.#client);
      const problems: Problem[] = [...localeProblems(properties), ...(await this.#wholeProblems(sheets))];
      for (const tab of tabs) problems.push(...(await this.#tabProblems(tab, sheets)));
      return problems;
    } catch (error) {
      return [problemOf(error)];
    }
  }

  async tryOut(): Promise<Trial> {
    const { differences, left } = await tryAssumptions(this.#client);
    const leftovers = left.map((title) => ({
      what: `L’onglet d’essai « ${title} » n’a pas pu être enlevé.`,
      remedy: 'Relancez l’essai, qui l’enlèvera, ou supprimez cet onglet.',
    }));
    return { tried: ASSUMPTIONS.length, problems: [...differences.values(), ...leftovers] };
  }

  async #tab(tab: Tab): Promise<WholeTab | undefined> {
    const title = await findTitle(this.#client, tab);
    if (title === undefined) return undefined;
    const answer = await unlessRefused(this.#client.get(wholeTab, TAB_FIELDS, [quoted(title)]));
    if (!answer) throw new ChangedMeanwhile();
    return answer.found.sheets[0];
  }

  /** @throws Unavailable */
  async #write(requests: readonly Request[], sheet?: WholeTab): Promise<void> {
    if (await this.#client.takes(requests)) return;
    const { sheetId, gridProperties } = sheet?.properties ?? {};
    const cells = cellsAdded(requests, gridProperties?.columnCount ?? 0);
    throw new GoogleUnavailable(
      await obstacleTo(this.#client, { cells, ...(sheetId !== undefined && { sheetId }) }),
    );
  }

  async #wholeProblems(sheets: Overview): Promise<readonly Problem[]> {
    const problems: Problem[] = [];
    const cells = cellCount(sheets);
    if (cells > NEARLY_FULL)
      problems.push({
        what: `La feuille de calcul a ${cells.toLocaleString('fr-FR')} cellules, sur 10 millions au plus.`,
        remedy: 'Supprimez les colonnes et les lignes vides, ou d’anciens onglets.',
      });
    if (sheets.some(({ properties: { title } }) => title.startsWith(TRACE_PREFIX)))
      problems.push({
        what: 'Une modification n’est pas finie : il reste un onglet caché où elle garde ce qu’elle change.',
        remedy:
          'Attendez quelques minutes ; le site la finit à sa prochaine visite. Ne supprimez pas cet onglet.',
      });
    for (const { properties } of sheets.filter(isTrial))
      problems.push({
        what: `Un essai s’est arrêté en chemin : l’onglet « ${properties.title} » est resté.`,
        remedy: 'Lancez « npm run spreadsheet:check -- --essai », qui l’enlève, ou supprimez cet onglet.',
      });
    if (!(await this.#mayWrite(sheets[0]?.properties.sheetId ?? 0)))
      problems.push({
        what: 'Le compte de service peut lire la feuille de calcul, mais pas y écrire.',
        remedy: 'Dans « Partager », donnez-lui le rôle « Éditeur ».',
      });
    return problems;
  }

  /** Writes and takes away a mark that nobody sees, in one go. */
  async #mayWrite(sheetId: number): Promise<boolean> {
    const metadataId = 1 + Math.floor(Math.random() * (2 ** 31 - 2));
    const mark = { metadataId, metadataKey: 'essai', location: { sheetId }, visibility: 'PROJECT' };
    try {
      await this.#write([
        { createDeveloperMetadata: { developerMetadata: mark } },
        { deleteDeveloperMetadata: { dataFilter: { developerMetadataLookup: { metadataId } } } },
      ]);
      return true;
    } catch (error) {
      if (error instanceof GoogleUnavailable && error.reason === 'not-shared') return false;
      throw error;
    }
  }

  async #tabProblems(tab: Tab, sheets: Overview): Promise<readonly Problem[]> {
    const sheet = await this.#tab(tab);
    if (!sheet) return [{ what: `L’onglet « ${tab.name} » manque.`, remedy: SETUP }];
    const grid = gridOf(sheet);
    const problems: Problem[] = [...titleProblems(tab, grid), ...rowProblems(tab, grid, WORDS)];
    const { sheetId, title, gridProperties } = sheet.properties;
    const protections = sheets.filter(({ properties }) => properties.sheetId === sheetId).flatMap(inTheWay);
    for (const { description } of protections)
      problems.push({
        what: `Dans « ${tab.name} », une protection${description === '' ? '' : ` (« ${description} »)`} empêche le site d’écrire.`,
        remedy:
          'Dans « Données > Protéger des feuilles et des plages », ajoutez le compte de service à ceux qui peuvent modifier, ou supprimez la protection.',
      });
    problems.push(
      ...tableProblems(
        tab,
        grid,
        sheets.find(({ properties }) => properties.sheetId === sheetId),
      ),
    );
    problems.push(...renamedProblems(tab, title));
    for (const { header } of withoutList(tab, sheet))
      problems.push({
        what: `Dans « ${tab.name} », la colonne « ${header} » n’a plus sa liste de choix.`,
        remedy: SETUP,
      });
    if (gridProperties.frozenRowCount < 1)
      problems.push({
        what: `Dans « ${tab.name} », la ligne des titres n’est plus figée : un tri peut l’emporter.`,
        remedy: SETUP,
      });
    if (!isProtected(sheet))
      problems.push({
        what: `Dans « ${tab.name} », la colonne des identifiants n’est plus protégée.`,
        remedy: SETUP,
      });
    return problems;
  }
}
