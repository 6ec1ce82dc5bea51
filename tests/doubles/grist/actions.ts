import {
  addColumn,
  addTable,
  type Applied,
  type Document,
  modifyColumn,
  removeColumn,
  renameTable,
  tableOf,
  type UserAction,
} from './document.ts';
import { addRecords, removeRecords, updateRecords, upsertRecords } from './records.ts';

/** All of the actions, or none: what the document becomes, and what each gives back. @throws SandboxError */
export function applyActions(
  document: Document,
  actions: readonly UserAction[],
): { readonly document: Document; readonly results: readonly unknown[] } {
  const results: unknown[] = [];
  let changed = document;
  for (const action of actions) {
    const [next, result] = applied(changed, action);
    changed = next;
    results.push(result);
  }
  return { document: changed, results };
}

function applied(document: Document, action: UserAction): Applied {
  switch (action[0]) {
    case 'AddTable':
      return addTable(document, action[1], action[2]);
    case 'RenameTable':
      return renameTable(document, action[1], action[2]);
    case 'RemoveTable': {
      const table = tableOf(document, action[1]);
      return [document.filter((each) => each !== table), null];
    }
    case 'AddColumn':
      return addColumn(document, action[1], { ...action[3], id: action[2] }, false);
    case 'AddVisibleColumn':
      return addColumn(document, action[1], { ...action[3], id: action[2] }, true);
    case 'ModifyColumn':
      return modifyColumn(document, action[1], action[2], action[3]);
    case 'RenameColumn':
      return modifyColumn(document, action[1], action[2], { id: action[3] });
    case 'RemoveColumn':
      return removeColumn(document, action[1], action[2]);
    case 'UpdateRecord':
      return updateRecords(
        document,
        action[1],
        [action[2]],
        Object.fromEntries(Object.entries(action[3]).map(([id, cell]) => [id, [cell]])),
      );
    case 'BulkAddRecord':
      return addRecords(document, action[1], action[2], action[3]);
    case 'BulkUpdateRecord':
      return updateRecords(document, action[1], action[2], action[3]);
    case 'BulkRemoveRecord':
      return removeRecords(document, action[1], action[2]);
    case 'BulkAddOrUpdateRecord': {
      const [, id, require, cells, how] = action;
      return upsertRecords(document, id, { require, cells, how });
    }
  }
}

const REMOVALS: ReadonlySet<UserAction[0]> = new Set(['RemoveTable', 'RemoveColumn', 'BulkRemoveRecord']);

/** True when a document over its plan's limits accepts the action. */
export function onlyRemoves([kind]: UserAction): boolean {
  return REMOVALS.has(kind);
}

/** True when the action changes nothing: it removes an empty list of records. */
export function isIdle(action: UserAction): boolean {
  return action[0] === 'BulkRemoveRecord' && action[2].length === 0;
}
