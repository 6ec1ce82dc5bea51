import type { sheets_v4 } from '@googleapis/sheets';
import { IDENTIFIER, type Tab } from '../../../domain/application/tab.ts';
import { headerKey, requireHeaders } from '../spreadsheet.ts';
import { CHANGE_ROWS, type Setting, setting } from './google-changes.ts';
import type { Correction } from './google-insertions.ts';
import type { Snapshot } from './google-snapshot.ts';

/** The cells to set for the corrections that are still needed. @throws MissingColumns when a text has no column to go to */
export function settingsOf(
  tab: Tab,
  snapshot: Snapshot,
  corrections: readonly Correction[],
): readonly Setting[] {
  const needed = corrections.filter(({ isInserted, value }) => isInserted && value.stringValue !== undefined);
  requireHeaders(
    tab,
    snapshot.columns,
    needed.map(({ header }) => header),
  );
  const places = placesOf(snapshot);
  return corrections
    .filter(({ header, taken }) => snapshot.columns.has(headerKey(header)) && !isBack(snapshot, taken))
    .flatMap((each) =>
      closest(snapshot, places.get(each.id) ?? [], each)
        .filter(({ row }) => snapshot.textAt(row, each.header) === each.mistake)
        .map(({ row, idUnder }): Setting => {
          const { id, header, value } = each;
          return { row, id, header, value, idUnder };
        }),
    );
}

/** True when a row again holds the texts that distinguished it. */
function isBack(snapshot: Snapshot, taken: Correction['taken']): boolean {
  const [[title, text] = ['', ''], ...others] = taken ?? [];
  return snapshot
    .textsUnder(title)
    .some(
      ([row, each]) => each === text && others.every(([other, its]) => snapshot.textAt(row, other) === its),
    );
}

/** Where a text stands that may be the identifier of a row. */
interface Place {
  readonly row: number;
  readonly idUnder: string;
}

/** By text: under its own header first. */
function placesOf(snapshot: Snapshot): ReadonlyMap<string, readonly Place[]> {
  const headers = new Set([IDENTIFIER, ...snapshot.columns.keys()]);
  const found = [...headers].flatMap((idUnder) =>
    snapshot.textsUnder(idUnder).map(([row, text]) => ({ row, idUnder, text })),
  );
  return Map.groupBy(found, ({ text }) => text);
}

/** The rows with the identifier that are most like the row as it was left: a mistake may have given it to another row. */
function closest(snapshot: Snapshot, places: readonly Place[], { line }: Correction): readonly Place[] {
  const byRow = new Map(places.toReversed().map((place) => [place.row, place]));
  const likeness = ({ row }: Place): number =>
    [...line].filter(([title, text]) => snapshot.textAt(row, title) === text).length;
  const found = [...byRow.values()].map((place) => ({ place, like: likeness(place) }));
  const most = Math.max(...found.map(({ like }) => like));
  return found.filter(({ like }) => like === most).map(({ place }) => place);
}

/** The settings of a few rows, which one request makes whole. */
export function settingOfSomeRows(
  snapshot: Snapshot,
  settings: readonly Setting[],
): readonly sheets_v4.Schema$Request[] {
  const together = settings.filter(({ idUnder }) => idUnder === settings[0]?.idUnder);
  const rows = new Set([...new Set(together.map(({ row }) => row))].slice(0, CHANGE_ROWS));
  return rows.size === 0
    ? []
    : setting(
        snapshot,
        together.filter(({ row }) => rows.has(row)),
      );
}
