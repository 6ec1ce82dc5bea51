import { AUTHORISATION, AUTHORISATIONS_TAB } from '../../domain/guardian/authorisations-tab.ts';
import type { Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import type { TypedConsent } from '../cases/guardian-consent.ts';

/** Columns that the team may have removed. */
const STAFF: readonly string[] = AUTHORISATIONS_TAB.columns.flatMap(({ owner, header }) =>
  owner === 'staff' ? [header] : [],
);

/** Personal cells of an authorisation's row. */
export interface People extends TypedConsent {
  readonly youth: string;
  readonly guardian: string;
  readonly reference: string;
  readonly answeredAt: string;
}

/** Reads the names in the row of an authorisation. Returns `undefined` without a row. Throws the spreadsheet's errors. */
export async function readPeople(
  id: string,
  spreadsheet: Pick<Spreadsheet, 'read'>,
): Promise<People | undefined> {
  const headers = AUTHORISATION;
  const asked = Object.values(headers).filter((header) => !STAFF.includes(header));
  const cells = (await spreadsheet.read(AUTHORISATIONS_TAB, asked)).get(id);
  if (cells === undefined) return undefined;
  const cell = (header: string): string => (cells[header] ?? '').trim();
  return {
    youth: cell(headers.youth),
    guardian: cell(headers.guardian),
    reference: cell(headers.reference),
    answeredAt: cell(headers.answeredAt),
    guardianName: cell(headers.signedBy),
    quality: cell(headers.quality),
    emergencyName: cell(headers.emergencyName),
    emergencyPhone: cell(headers.emergencyPhone),
    statement: cell(headers.statement),
  };
}
