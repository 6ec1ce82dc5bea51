import type { Tab } from '../../domain/application/tab.ts';
import { APPLICATION } from '../../domain/application/tabs.ts';
import { type DerivePorts, type DerivedColumn, writeDerived } from '../executor/derived-cells.ts';
import { IDENTIFIER_PATTERN, identifierFrom } from '../foundation/identifier.ts';
import { blocked, type Matter } from '../plans/point.ts';
import type { Cells } from '../spreadsheet/spreadsheet.ts';

type Rows = ReadonlyMap<string, Cells>;

/** Only rows whose `Identifiant` is the system's: what the team typed in its place is not remembered. */
function ofTheSystem(texts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...texts].filter(([id]) => IDENTIFIER_PATTERN.test(id)));
}

function leftAlone(header: string, rows: Rows, ids: readonly string[]): readonly Matter[] {
  return ids.map((id) => {
    const reference = rows.get(id)?.[APPLICATION.reference] ?? '';
    return blocked(
      `${reference} (« ${header} » a été changé deux fois à la main : le site n’y écrit plus ; videz la cellule pour qu’il reprenne)`,
      identifierFrom('point', `derived ${header}`, id),
    );
  });
}

/**
 * Writes the cells of a tab that follow from other rows where they differ, and gives what the team is to be told of those that the system
 * leaves alone. Throws `StoreUnavailable`.
 */
export async function writeColumns(
  tab: Tab,
  rows: Rows,
  columns: readonly DerivedColumn[],
  ports: DerivePorts & { readonly now: () => Date },
  deadline: Date,
): Promise<readonly Matter[]> {
  const own = columns.map(({ header, texts }) => ({ header, texts: ofTheSystem(texts) }));
  const left = await writeDerived(tab, own, rows, ports, ports.now() >= deadline);
  return [...left].flatMap(([header, ids]) => leftAlone(header, rows, ids));
}
