import { type Column, IDENTIFIER, type Tab } from '../../../domain/application/tab.ts';
import {
  type Administration,
  type Problem,
  problemOf,
  rowProblems,
  SETUP,
  systemColumns,
  titleProblems,
} from '../administration.ts';
import { GristClient, type GristSettings, upsertAnswer } from './grist-client.ts';
import { lacksOptions, listing } from './grist-options.ts';
import { firstFreeNumber, readGrid } from './grist-records.ts';
import {
  asciiId,
  columnAdding,
  type GristColumn,
  type GristTable,
  GristTables,
  idOf,
  isFormula,
  isRewritten,
  isText,
  markingOf,
  markOf,
  pathOf,
  staffColumns,
  tableMaking,
} from './grist-tables.ts';
import { GristUnavailable } from './grist-unavailable.ts';
import { knownGood, probeOf } from './grist-upserts.ts';
import { README_TITLE, readmeLines } from '../readme.ts';
import { Refused, type ServiceDeps, unlessRefused } from '../service.ts';
import { headerKey } from '../spreadsheet.ts';

/** An identifier that no row has. */
const NOBODY = 'npm run spreadsheet:check';

const REFUSED: Problem = {
  what: 'Grist refuse ce que le site lui demande, sans que la cause soit connue.',
  remedy:
    'Relancez la commande dans un instant ; si cela dure, ouvrez le document dans Grist et vérifiez qu’aucune colonne n’est en erreur.',
};

const WORDS = { firstRow: 1, history: 'Historique du document' };

const README = {
  id: asciiId(README_TITLE),
  lines: readmeLines([
    'Ne changez pas le type des colonnes du site, ni la description de la colonne des identifiants.',
  ]),
};

/** The tab's columns that are in the table, each with what Grist says of it. */
function present(tab: Tab, { columns }: GristTable): readonly { wanted: Column; column: GristColumn }[] {
  return tab.columns.flatMap((wanted) => {
    const column = columns.get(headerKey(wanted.header));
    return column ? [{ wanted, column }] : [];
  });
}

function missing(tab: Tab, { columns }: GristTable): readonly Column[] {
  return systemColumns(tab).filter(({ header }) => !columns.has(headerKey(header)));
}

/** The columns that the site fills and where texts would not stay what they are. */
function mistyped(tab: Tab, table: GristTable): readonly { wanted: Column; column: GristColumn }[] {
  return present(tab, table).filter(
    ({ wanted, column }) => wanted.owner === 'system' && !isFormula(column) && !isText(column),
  );
}

function withoutChoices(tab: Tab, table: GristTable): readonly { wanted: Column; column: GristColumn }[] {
  return present(tab, table).filter(
    ({ wanted, column }) =>
      wanted.options !== undefined &&
      !isFormula(column) &&
      (column.fields.type !== 'Choice' || lacksOptions(wanted, column)),
  );
}

function isMarked(tab: Tab, { columns }: GristTable): boolean {
  return columns.get(IDENTIFIER)?.fields.description === markOf(tab);
}

/** Actions that complete a table that exists, and their effects. */
function completion(
  tab: Tab,
  table: GristTable,
): readonly { readonly made: string; readonly actions: readonly unknown[] }[] {
  const added = missing(tab, table);
  const identifier = table.columns.get(IDENTIFIER);
  const steps = [
    {
      made: `colonnes ajoutées : ${added.map(({ header }) => header).join(', ')}`,
      actions: added.map((column) => columnAdding(table.id, column)),
    },
    {
      made: 'colonnes rendues au type « Texte »',
      actions: mistyped(tab, table)
        .filter(({ wanted: { options } }) => options === undefined)
        .map(({ column }) => ['ModifyColumn', table.id, column.id, { type: 'Text' }]),
    },
    {
      made: 'listes de choix',
      actions: withoutChoices(tab, table).map(({ wanted, column }) => listing(table, wanted, column)),
    },
    {
      made: 'marque de la colonne des identifiants',
      actions: isMarked(tab, table) ? [] : [markingOf(tab, table.id, identifier?.id)],
    },
  ];
  return steps.filter(({ actions }) => actions.length > 0);
}

/** The commands for a document in Grist. */
export class GristAdministration implements Administration {
  readonly #client: GristClient;
  readonly #tables: GristTables;

  constructor(settings: GristSettings, replaced: Partial<ServiceDeps> = {}) {
    this.#client = new GristClient(settings, replaced);
    this.#tables = new GristTables(this.#client);
  }

  async setUp(tabs: readonly Tab[]): Promise<readonly string[]> {
    const said: string[] = [];
    try {
      said.push(...(await this.#explain()));
      for (const tab of tabs) said.push(...(await this.#setUpTable(tab)));
    } catch (error) {
      throw error instanceof Refused ? new GristUnavailable('grist-refused', error.name) : error;
    }
    return said;
  }

  async #setUpTable(tab: Tab): Promise<readonly string[]> {
    const table = await this.#tables.find(tab);
    if (!table) {
      await this.#tables.existing(tab);
      return [`« ${tab.name} » : table créée.`];
    }
    const steps = completion(tab, table);
    const body = steps.flatMap(({ actions }) => actions);
    // Grist makes two columns of one that is added twice: the next setting up sees what this one did.
    if (body.length > 0) await this.#client.apply(body, true);
    return steps.map(({ made }) => `« ${tab.name} » : ${made}.`);
  }

  /** Makes the table that explains the others, before them: Grist shows tables in the order in which they are made. */
  async #explain(): Promise<readonly string[]> {
    const { id, lines } = README;
    if ((await this.#tables.ids()).includes(id)) return [];
    const column = {
      id: 'Texte',
      label: README_TITLE,
      type: 'Text',
      isFormula: false,
      widgetOptions: '{"wrap":true}',
    };
    const body = tableMaking(
      README_TITLE,
      [column],
      [['BulkAddRecord', id, lines.map(() => null), { [column.id]: lines }]],
    );
    // Refused when the answer to the first sending did not come, for the table is there by then.
    await unlessRefused(this.#client.apply(body));
    if (!(await this.#tables.ids()).includes(id)) throw new GristUnavailable('grist-refused');
    return [`« ${README_TITLE} » : table créée.`];
  }

  async check(tabs: readonly Tab[]): Promise<readonly Problem[]> {
    try {
      const problems: Problem[] = [];
      for (const tab of tabs) problems.push(...(await this.#problems(tab)));
      return [...new Map(problems.map((problem) => [problem.what, problem])).values()];
    } catch (error) {
      return [error instanceof Refused ? REFUSED : problemOf(error)];
    }
  }

  async #problems(tab: Tab): Promise<readonly Problem[]> {
    const table = await this.#tables.find(tab);
    if (!table) return [{ what: `La table « ${tab.name} » manque.`, remedy: SETUP }];
    const grid = await readGrid(this.#client, table, await staffColumns(this.#client, table));
    return [
      ...(await this.#writeProblems(tab, table)),
      ...titleProblems(tab, grid.slice(0, 1)),
      ...tableProblems(tab, table),
      ...rowProblems(tab, grid, WORDS),
    ];
  }

  /**
   * Asks for a change of a row that does not exist, which only an editor may, and only of a document within its limits; then for a
   * row to be added and taken away in one go, which access rules may forbid.
   */
  async #writeProblems(tab: Tab, table: GristTable): Promise<readonly Problem[]> {
    if (!table.columns.has(IDENTIFIER)) return [];
    const nobody = { [idOf(table, IDENTIFIER)]: NOBODY };
    const body = { records: [{ require: nobody, fields: nobody }] };
    const query = { noadd: 'true', noparse: 'true' };
    try {
      await this.#client.call({ method: 'PUT', path: `${pathOf(table)}/records`, query, body }, upsertAnswer);
      return await this.#ruleProblems(tab, table);
    } catch (error) {
      if (error instanceof GristUnavailable && ['grist-access', 'grist-full'].includes(error.reason))
        return [problemOf(error)];
      throw error;
    }
  }

  async #ruleProblems(tab: Tab, table: GristTable): Promise<readonly Problem[]> {
    const headers = present(tab, table).map(({ wanted: { header } }) => header);
    const row = knownGood(
      { id: '', cells: Object.fromEntries(headers.map((header) => [header, header])) },
      0,
    );
    const body = probeOf(
      table,
      [row],
      headers.filter((header) => header !== IDENTIFIER),
      await firstFreeNumber(this.#client, table),
    );
    try {
      await unlessRefused(this.#client.apply(body));
      return [];
    } catch (error) {
      if (!(error instanceof GristUnavailable) || error.reason !== 'grist-access') throw error;
      return [
        {
          what: `Dans « ${tab.name} », une permission avancée empêche le site d’écrire ou d’enlever une ligne.`,
          remedy:
            'Dans « Permissions avancées », donnez au compte de la clé tous les droits sur cette table et ses colonnes.',
        },
      ];
    }
  }
}

function tableProblems(tab: Tab, table: GristTable): readonly Problem[] {
  const problems: Problem[] = [];
  if (table.id !== asciiId(tab.name))
    problems.push({
      what: `La table « ${tab.name} » s’appelle maintenant « ${table.id} » : les lignes y arrivent toujours.`,
      remedy: `Redonnez-lui le nom « ${tab.name} », pour que chacun s’y retrouve.`,
    });
  for (const { wanted, column } of present(tab, table))
    if (wanted.owner === 'system' && isFormula(column))
      problems.push({
        what: `Dans « ${tab.name} », la colonne « ${wanted.header} » est devenue une formule : plus rien n’arrive.`,
        remedy: 'Ouvrez ses options et choisissez « Convertir la colonne en données ».',
      });
  for (const { wanted, column } of present(tab, table))
    if (wanted.owner === 'system' && isRewritten(column))
      problems.push({
        what: `Dans « ${tab.name} », une formule d’initialisation réécrit ce que le site met dans la colonne « ${wanted.header} » : plus rien n’arrive.`,
        remedy: 'Ouvrez les options de la colonne et effacez sa formule.',
      });
  for (const { wanted } of mistyped(tab, table))
    problems.push({
      what: `Dans « ${tab.name} », la colonne « ${wanted.header} » n’est plus de type « Texte » ou « Choix » : plus rien n’arrive.`,
      remedy: SETUP,
    });
  for (const { wanted } of withoutChoices(tab, table))
    problems.push({
      what: `Dans « ${tab.name} », la colonne « ${wanted.header} » n’a plus sa liste de choix.`,
      remedy: SETUP,
    });
  if (table.columns.has(IDENTIFIER) && !isMarked(tab, table))
    problems.push({
      what: `Dans « ${tab.name} », la colonne des identifiants a perdu sa description : si la table est renommée, le site ne la retrouvera pas.`,
      remedy: SETUP,
    });
  return problems;
}
