import { companyForm } from '../../domain/application/company.ts';
import { type Form, fieldsOf, type Recruited } from '../../domain/application/form.ts';
import { mentorForm } from '../../domain/application/mentor.ts';
import { APPLICATION, tabOf } from '../../domain/application/tabs.ts';
import { youthForm } from '../../domain/application/youth.ts';
import { MissingColumns, type Spreadsheet } from '../spreadsheet/spreadsheet.ts';

/** The forms whose applications are followed, by audience. */
export const TRACKED: Readonly<Record<Recruited, Form>> = {
  youth: youthForm,
  mentor: mentorForm,
  company: companyForm,
};

/** What follows from an application's row, as the team has left it; absent cells are empty. */
export interface TrackedRow {
  readonly id: string;
  readonly audience: Recruited;
  readonly reference: string;
  /** ISO 8601 with its zone, unless staff changed it. */
  readonly receivedAt: string;
  readonly status: string;
  /** `''` too when staff removed the column. */
  readonly lastContact: string;
  readonly givenName: string;
  readonly email: string;
  readonly phone: string;
  /** In the form's words or the team's. */
  readonly preferredContact: string;
  readonly birthDate: string;
}

/** The form's fields that are read, the first of each that it has. */
const FIELDS = {
  givenName: ['givenName', 'contactName'],
  email: ['email'],
  phone: ['phone'],
  preferredContact: ['preferredContact'],
  birthDate: ['birthDate'],
} as const satisfies Partial<Record<keyof TrackedRow, readonly string[]>>;

function columnOf(form: Form, name: keyof typeof FIELDS): string | undefined {
  const names: readonly string[] = FIELDS[name];
  return fieldsOf(form).find(([own]) => names.includes(own))?.[1].column;
}

async function readCells(
  form: Form,
  headers: readonly string[],
  spreadsheet: Pick<Spreadsheet, 'read'>,
): ReturnType<Spreadsheet['read']> {
  const tab = tabOf(form);
  try {
    return await spreadsheet.read(tab, [...headers, APPLICATION.lastContact]);
  } catch (error) {
    // The team may do without its own column.
    if (
      error instanceof MissingColumns &&
      error.headers.every((header) => header === APPLICATION.lastContact)
    )
      return await spreadsheet.read(tab, headers);
    throw error;
  }
}

/** Every row of an audience's tab, in one call. Throws as the spreadsheet does. */
export async function readTrackedRows(
  audience: Recruited,
  spreadsheet: Pick<Spreadsheet, 'read'>,
): Promise<readonly TrackedRow[]> {
  const form = TRACKED[audience];
  const { reference, receivedAt, status } = APPLICATION;
  const columns = {
    givenName: columnOf(form, 'givenName'),
    email: columnOf(form, 'email'),
    phone: columnOf(form, 'phone'),
    preferredContact: columnOf(form, 'preferredContact'),
    birthDate: columnOf(form, 'birthDate'),
  };
  const own = Object.values(columns).filter((column) => column !== undefined);
  const found = await readCells(form, [reference, receivedAt, status, ...own], spreadsheet);
  return [...found].map(([id, cells]) => {
    const cell = (header: string | undefined): string => cells[header ?? '']?.trim() ?? '';
    return {
      id,
      audience,
      reference: cell(reference),
      receivedAt: cell(receivedAt),
      status: cell(status),
      lastContact: cell(APPLICATION.lastContact),
      givenName: cell(columns.givenName),
      email: cell(columns.email),
      phone: cell(columns.phone),
      preferredContact: cell(columns.preferredContact),
      birthDate: cell(columns.birthDate),
    };
  });
}
