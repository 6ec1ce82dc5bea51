import { randomInt } from 'node:crypto';
import type { Problem } from '../administration.ts';
import { Refused } from '../service.ts';
import { Unavailable } from '../spreadsheet.ts';
import { GoogleUnavailable } from './google-unavailable.ts';
import { probe } from './google-changes.ts';
import type { GoogleSheetsClient } from './google-client.ts';
import { type Overview, readOverview } from './google-obstacles.ts';
import { SnapshotReader } from './google-snapshot.ts';
import { FREE, LISTED, TrialTab, trialTitle } from './google-trial-tab.ts';

const REMOVALS = 3;

/** Texts that a spreadsheet might take for something else, or tidy. */
const TEXTS = ["'06 12", '\u{FEFF}début', ' entre espaces ', 'deux\nlignes', 'deux\r\nlignes', '=1+1', '1/2'];
/** 25,001 characters of two UTF-16 units each. */
const LONG = '𝒳'.repeat(25_001);

interface Assumption {
  readonly name: string;
  /** True when the real spreadsheet does what the site takes for granted. */
  readonly holds: (on: TrialTab) => Promise<boolean>;
  /** When it does not, and what follows from that. */
  readonly otherwise: Problem;
}

/** The assumptions of tests/doubles/google/assumed.ts, tried. */
export const ASSUMPTIONS = [
  {
    name: 'made-and-undone-in-one-batch',
    holds: async (on) => {
      const reader = new SnapshotReader(on.client);
      const before = await reader.read(on.tab);
      const row = { id: 'essai', cells: { [FREE.header]: 'essai' } };
      if (!before || !(await on.takes(...probe(before, [row])))) return false;
      const after = await reader.read(on.tab);
      const isAlike = JSON.stringify([before.identifiers, before.rowCount, before.guards.version]);
      return (
        after !== undefined &&
        JSON.stringify([after.identifiers, after.rowCount, after.guards.version]) === isAlike
      );
    },
    otherwise: {
      what: 'Google refuse une modification qui défait elle-même ce qu’elle fait, ou en laisse quelque chose.',
      remedy:
        'Une ligne que Google refuse pour ce qu’elle contient attend avec les autres, au lieu d’être mise de côté.',
    },
  },
  {
    name: 'no-mark-to-delete-is-refused',
    holds: async (on) => {
      const metadataId = randomInt(1, 2 ** 31 - 1);
      return !(await on.takes({
        deleteDeveloperMetadata: { dataFilter: { developerMetadataLookup: { metadataId } } },
      }));
    },
    otherwise: {
      what: 'Google accepte qu’on efface un repère qui n’existe pas.',
      remedy: 'Rien à faire : le site s’accommode des deux réponses.',
    },
  },
  {
    name: 'new-rows-look-like-the-next',
    holds: async (on) => {
      const row = on.freeRow();
      const range = { sheetId: on.sheetId, dimension: 'ROWS', startIndex: row, endIndex: row + 1 };
      if (!(await on.takes({ insertDimension: { range, inheritFromBefore: false } }))) return false;
      const { dataValidation } = await on.cellAt(row, LISTED.at);
      return dataValidation.condition.type === 'ONE_OF_LIST';
    },
    otherwise: {
      what: 'Une ligne que le site ajoute ne reprend pas la liste de choix de la ligne du dessous.',
      remedy: 'Relancez « npm run spreadsheet:setup » de temps en temps : il remet les listes.',
    },
  },
  {
    name: 'unlisted-text-is-taken',
    holds: async (on) => {
      const userEnteredValue = { stringValue: 'hors de la liste' };
      const cell = await on.written({ userEnteredValue }, LISTED.at);
      return cell?.formattedValue === userEnteredValue.stringValue;
    },
    otherwise: {
      what: 'Google refuse un texte qui n’est pas dans la liste de la colonne.',
      remedy: 'N’enlevez aucun choix des listes du site : une ligne qui en a besoin serait mise de côté.',
    },
  },
  {
    name: 'copies-keep-texts',
    holds: async (on) => {
      const copy = randomInt(1, 2 ** 31 - 1);
      const row = on.freeRow();
      const stringValue = ' =1+1 ';
      const gridProperties = { rowCount: 1, columnCount: 3 };
      const isTaken = await on.takes(
        on.setting(row, FREE.at, { userEnteredValue: { stringValue } }),
        {
          addSheet: { properties: { sheetId: copy, title: trialTitle(copy), hidden: true, gridProperties } },
        },
        {
          copyPaste: {
            source: on.freeCell(row),
            destination: on.freeCell(0, copy),
            pasteType: 'PASTE_NORMAL',
          },
        },
      );
      return isTaken && (await on.cellAt(0, FREE.at, trialTitle(copy))).formattedValue === stringValue;
    },
    otherwise: {
      what: 'Une copie de cellule, dans un onglet caché, ne garde pas son texte à la lettre.',
      remedy:
        'Le site croirait qu’une ligne a changé pendant qu’il l’écrivait : ne le mettez pas en service ainsi.',
    },
  },
  {
    name: 'texts-as-sent',
    holds: async (on) => {
      for (const stringValue of TEXTS) {
        const cell = await on.written({ userEnteredValue: { stringValue } });
        if (cell?.formattedValue !== stringValue) return false;
      }
      return true;
    },
    otherwise: {
      what: 'Google change un texte que le site écrit (apostrophe, espaces, retours à la ligne).',
      remedy: 'Une réponse qui en contient serait récrite sans fin : ne le mettez pas en service ainsi.',
    },
  },
  {
    name: 'cell-limit-in-utf-16',
    holds: async (on) => (await on.written({ userEnteredValue: { stringValue: LONG } })) === undefined,
    otherwise: {
      what: 'Google compte autrement les 50 000 caractères d’une cellule.',
      remedy: 'Rien à faire : le site est plus sévère que Google.',
    },
  },
  {
    name: 'unticked-box-is-false',
    holds: async (on) => {
      const row = on.freeRow();
      const rule = { condition: { type: 'BOOLEAN' }, strict: true };
      if (!(await on.takes({ setDataValidation: { range: on.freeCell(row), rule } }))) return false;
      return (await on.cellAt(row, FREE.at)).effectiveValue.boolValue === false;
    },
    otherwise: {
      what: 'Une case à cocher qui n’est pas cochée ne vaut pas FAUX.',
      remedy: 'Rien à faire : le site s’accommode des deux.',
    },
  },
  {
    name: 'replaced-texts-stay-texts',
    holds: async (on) => {
      const row = on.freeRow();
      const text = { userEnteredValue: { stringValue: '=ESSAI + essai (ESSAI)' } };
      const search = { find: 'ESSAI', replacement: '1', matchCase: true, range: on.freeCell(row) };
      const isTaken = await on.takes(on.setting(row, FREE.at, text), { findReplace: search });
      return isTaken && (await on.cellAt(row, FREE.at)).formattedValue === '=1 + essai (1)';
    },
    otherwise: {
      what: 'Google fait une formule d’un texte dans lequel le site remplace une référence.',
      remedy:
        'Dans « Heures », « Binômes » et « Inscriptions », n’écrivez aucun texte qui commence par « = », « + » ou « - ».',
    },
  },
  {
    name: 'dates-are-told-by-format',
    holds: async (on) => {
      const cell = await on.written({
        userEnteredValue: { numberValue: 46_000 },
        userEnteredFormat: { numberFormat: { type: 'DATE' } },
      });
      return cell?.effectiveValue.numberValue === 46_000 && cell.effectiveFormat.numberFormat.type === 'DATE';
    },
    otherwise: {
      what: 'Une date que l’équipe saisit ne se lit pas comme une date.',
      remedy: 'Saisissez les dates sous la forme 2026-11-30, dans des cellules « Texte brut ».',
    },
  },
] as const satisfies readonly Assumption[];

type AssumptionName = (typeof ASSUMPTIONS)[number]['name'];

/** True when a sheet is a trial's. */
export function isTrial({ properties: { sheetId, title } }: Overview[number]): boolean {
  return title === trialTitle(sheetId);
}

/** Takes away what this trial, or one that was stopped, made. @returns the titles of what is left. @throws Unavailable */
async function removeTrials(client: GoogleSheetsClient): Promise<readonly string[]> {
  let left: readonly string[] = [];
  for (let attempt = 0; attempt < REMOVALS; attempt += 1) {
    const ours = (await readOverview(client)).filter(isTrial);
    left = ours.map(({ properties }) => properties.title);
    if (left.length === 0) break;
    const requests = ours.map(({ properties: { sheetId } }) => ({ deleteSheet: { sheetId } }));
    try {
      await client.takes(requests);
    } catch (error) {
      // Done or not, the next look says.
      if (!(error instanceof Unavailable)) throw error;
    }
  }
  return left;
}

/** Findings of a trial. */
export interface Findings {
  readonly differences: ReadonlyMap<AssumptionName, Problem>;
  /** Titles of the tabs that could not be removed. */
  readonly left: readonly string[];
}

/**
 * Tries on the real spreadsheet, in a tab of its own, what the site takes for granted without evidence; removes the tab, also
 * when it fails midway. May be called again: that removes what an earlier call had to leave.
 *
 * @throws Unavailable
 */
export async function tryAssumptions(client: GoogleSheetsClient): Promise<Findings> {
  const differences = new Map<AssumptionName, Problem>();
  const on = new TrialTab(client);
  await removeTrials(client);
  try {
    await on.make();
    for (const { name, holds, otherwise } of ASSUMPTIONS)
      if (!(await holds(on))) differences.set(name, otherwise);
  } catch (error) {
    await removeTrials(client);
    throw error instanceof Refused ? new GoogleUnavailable('google-refused', error) : error;
  }
  return { differences, left: await removeTrials(client) };
}
