import type { Tab } from '../../../domain/application/tab.ts';
import {
  type Administration,
  type Problem,
  problemOf,
  renamedProblems,
  titleProblems,
} from '../administration.ts';
import type { WorkbookSpreadsheet } from './workbook.ts';

/** The commands for a workbook, whose tabs are made with their first row. */
export class WorkbookAdministration implements Administration {
  readonly #spreadsheet: WorkbookSpreadsheet;

  constructor(spreadsheet: WorkbookSpreadsheet) {
    this.#spreadsheet = spreadsheet;
  }

  async setUp(tabs: readonly Tab[]): Promise<readonly string[]> {
    for (const tab of tabs) await this.#spreadsheet.insert(tab, []);
    return tabs.map(({ name }) => `Onglet « ${name} » prêt.`);
  }

  async check(tabs: readonly Tab[]): Promise<readonly Problem[]> {
    try {
      const problems: Problem[] = [];
      for (const tab of tabs) problems.push(...(await this.#tabProblems(tab)));
      await this.#spreadsheet.requireWritable();
      return problems;
    } catch (error) {
      return [problemOf(error)];
    }
  }

  async #tabProblems(tab: Tab): Promise<readonly Problem[]> {
    const found = await this.#spreadsheet.describe(tab);
    if (!found) return [];
    const problems = [...renamedProblems(tab, found.name), ...titleProblems(tab, [found.titles])];
    if (found.isProtected)
      problems.push({
        what: `L’onglet « ${found.name} » est protégé : l’équipe ne pourra pas modifier les nouvelles lignes.`,
        remedy:
          'Ôtez la protection (« Révision > Ôter la protection de la feuille », « Outils > Protéger la feuille »).',
      });
    if (found.hasTotals)
      problems.push({
        what: `Dans l’onglet « ${found.name} », le tableau finit par une ligne de total : les nouvelles lignes arrivent dessous, hors de lui.`,
        remedy:
          'Retirez la ligne de total (« Création de tableau > Ligne des totaux »), ou mettez le total ailleurs.',
      });
    return problems;
  }
}
