import * as z from 'zod';
import { type AgeFault, type DateParts, parseDateParts } from '../eligibility/age.ts';
import { formatDay, formatMonthOfYear } from '../french-dates.ts';
import type { Translations } from '../languages.ts';
import { readEmail } from './email.ts';
import { emailProblem } from './email-problem.ts';
import { EMAIL_MAX, LONG_TEXT_MAX, NAME_MAX, PHONE_MAX, SHORT_TEXT_MAX, SIRET_MAX } from './limits.ts';
import type { LeftReason } from './pasted-people.ts';
import { parsePhone, readablePhone } from './phone.ts';
import { parseSiret } from './siret.ts';
import {
  hasControlCharacter,
  hasLetter,
  phoneDoubt,
  trimmed,
  withLineFeeds,
  withoutBidiControls,
  withoutInvisible,
} from './text.ts';

/** One row of a field that asks for people: the row's own fields by name. */
export type Person = Readonly<Record<string, string>>;

/** A valid answer, as the inbox stores it: `''` and `[]` stand for no answer. */
export type AnswerValue = string | readonly string[] | readonly Person[];

/** Submitted values: each input's name with its values, as `FormData` gives them. */
export type SubmittedValues = ReadonlyMap<string, readonly string[]>;

/** A question without whose answer a choice cannot be acted on, and what to tell while it is empty. */
export interface Need {
  readonly field: string;
  readonly missing: string;
}

export interface Option {
  readonly value: string;
  readonly label: string;
  /** For who reads little French. */
  readonly translations?: Translations;
  /** Another question of the same section that must be answered. */
  readonly needs?: Need;
}

export interface OptionGroup {
  /** `''` for options under no title; one such group is a plain list. */
  readonly label: string;
  readonly options: readonly Option[];
}

/** Control of a field; `inputs` of a date are its three text inputs. */
export type Control =
  | {
      readonly type: 'text' | 'email' | 'tel';
      readonly maxLength: number;
      readonly autocomplete: string;
      /** `name`: to capitalise and not to correct; `siret`: digits; `reference`: capitals, not to correct. */
      readonly reads: 'name' | 'siret' | 'reference' | 'words';
    }
  | { readonly type: 'long-text'; readonly maxLength: number }
  | {
      readonly type: 'select';
      readonly groups: readonly OptionGroup[];
      readonly emptyLabel: string;
      /** Another select: the browser shows only the group that bears the name of what is chosen there. */
      readonly narrowedBy?: string | undefined;
    }
  | { readonly type: 'radios' | 'checkboxes'; readonly options: readonly Option[] }
  | {
      readonly type: 'acceptance';
      readonly statement: string;
      readonly translations?: Translations | undefined;
      readonly terms: readonly string[];
    }
  | {
      readonly type: 'date';
      readonly inputs: readonly DateInput[];
      /** Told of an age outside the programme's, where the form is for some ages only. */
      readonly refusals: Readonly<Record<AgeFault, string>> | undefined;
    }
  | PeopleControl;

/** Rows of people; the inputs of a row are named `<field>[0].<part>`. */
export interface PeopleControl {
  readonly type: 'people';
  readonly most: number;
  /** Told when there are more. */
  readonly tooMany: string;
  /** A row's title, which its number follows, and the buttons that add one and remove it. */
  readonly words: {
    readonly row: string;
    readonly add: string;
    readonly remove: string;
    /** Before the number of people. */
    readonly count: string;
    readonly paste: PasteWords;
  };
  /** Fields of one row, in order. */
  readonly parts: Readonly<Record<string, Field<string>>>;
  /** The part that tells people apart: twice the same is an error. */
  readonly unique: { readonly part: string; readonly message: string };
}

/** Words of the box that takes rows out of a spreadsheet. */
export interface PasteWords {
  readonly title: string;
  readonly label: string;
  readonly hint: string;
  readonly take: string;
  /** Before the number of people that were added. */
  readonly added: string;
  /** A line of those that are left, which its number follows, and what to do with it, by reason. */
  readonly line: string;
  readonly left: Readonly<Record<LeftReason, string>>;
}

export interface DateInput {
  readonly name: string;
  readonly part: keyof DateParts;
  readonly label: string;
  /** `off` of a day that no browser knows. */
  readonly autocomplete: 'bday-day' | 'bday-month' | 'bday-year' | 'off';
  readonly maxLength: number;
}

/** Texts of every kind of field. */
interface FieldText {
  readonly label: string;
  readonly hint?: string;
  /** Told when the answer is missing, and what to do; without it the field is optional. */
  readonly missing?: string | undefined;
  /** Why it is asked, for the « Données personnelles » page. */
  readonly purpose: string;
  /** Header of the spreadsheet's column, and its width in characters. */
  readonly column: string;
  readonly width?: number;
  /** Read in place of the cell by whoever asks for their data, where the answer is of others. */
  readonly withheld?: string;
}

/** One question of a form, defined once; page, validation, spreadsheet, e-mail and personal-data page derive from it. */
export interface Field<V extends AnswerValue = AnswerValue> extends FieldText {
  readonly control: Control;
  /** Told when the answer is there and wrong. */
  readonly invalid: string;
  /** Reads what was typed under the field's name (under its three inputs for a date). */
  readonly schema: z.ZodType<V>;
  /** The spreadsheet's cell: labels rather than codes. */
  cell(value: V, context: CellContext): string;
  /** As people read it, in an e-mail, several texts as a list; the cell where it is left out. */
  readable?(value: V, context: CellContext): string | readonly string[];
}

export interface CellContext {
  /** Day of the application, `YYYY-MM-DD`. */
  readonly receivedOn: string;
}

/** Told when one answer arrives several times. */
export const REPEATED =
  'Cette réponse est arrivée plusieurs fois. Une seule suffit : il faut envoyer le formulaire à nouveau.';

const CONTROL_MESSAGE =
  'Ce texte contient un caractère invisible qui ne peut pas être gardé. Il faut l’effacer et l’écrire à nouveau.';

function tooLong(max: number): string {
  // As `toLocaleString('fr-FR')` writes it, which the first time takes a fifth of a function's cold start.
  const length = String(max).replaceAll(/\B(?=(?:\d{3})+$)/g, '\u202F');
  return `Ce texte est trop long : ${length} caractères au plus. Il faut le raccourcir.`;
}

const asTyped = (value: string): string => value;

/** Kept as typed where it passes. */
const where = (passes: (text: string) => boolean) => (text: string) => (passes(text) ? text : undefined);

interface TextRules {
  readonly max: number;
  readonly missing: string | undefined;
  readonly lineBreaks?: boolean;
  readonly invalid?: string | ((text: string) => string);
  /** Canonical form of a valid text; `undefined` when it is invalid. */
  readonly read?: (text: string) => string | undefined;
}

/** Trimmed, composed (NFC) text; `''` passes unless `missing` is given. */
function textSchema({
  max,
  missing,
  lineBreaks = false,
  invalid = '',
  read = asTyped,
}: TextRules): z.ZodType<string> {
  return (
    z
      .string()
      .transform(withLineFeeds)
      // Before anything else: what follows then costs no more than an answer of that length.
      .refine((text) => trimmed(text).length <= max, { error: tooLong(max), abort: true })
      .refine((text) => !hasControlCharacter(text, { lineBreaks }), { error: CONTROL_MESSAGE, abort: true })
      .transform(trimmed)
      .refine((text) => missing === undefined || text !== '', { error: missing, abort: true })
      .transform((text) => text.normalize('NFC'))
      .superRefine((text, context) => {
        if (text !== '' && read(text) === undefined)
          context.addIssue(typeof invalid === 'string' ? invalid : invalid(text));
      })
      .transform((text) => read(text) ?? text)
  );
}

/** For whoever has one name and meets a box for each. */
const ONE_NAME = 'Qui n’a qu’un seul nom l’écrit dans les deux cases.';

/** @param isOneOfTwo whether a given name and a family name have a box each, and this is one. */
export function nameField({
  isOneOfTwo = false,
  ...text
}: FieldText & { readonly autocomplete: string; readonly isOneOfTwo?: boolean }): Field<string> {
  const withWayOut = (message: string): string => (isOneOfTwo ? `${message} ${ONE_NAME}` : message);
  const invalid = withWayOut('Un nom s’écrit avec au moins une lettre.');
  const missing = text.missing === undefined ? undefined : withWayOut(text.missing);
  return {
    ...text,
    missing,
    control: { type: 'text', maxLength: NAME_MAX, autocomplete: text.autocomplete, reads: 'name' },
    invalid,
    schema: textSchema({ max: NAME_MAX, missing, invalid, read: where(hasLetter) }),
    cell: asTyped,
  };
}

/** The number of an establishment, in any spacing; optional unless `missing` is given. Stored as fourteen digits. */
export function siretField(text: FieldText): Field<string> {
  const invalid = 'Ce numéro SIRET comporte une erreur. Il a 14 chiffres, par exemple 732 829 320 00074.';
  return {
    ...text,
    control: { type: 'text', maxLength: SIRET_MAX, autocomplete: 'off', reads: 'siret' },
    invalid,
    schema: textSchema({ max: SIRET_MAX, missing: text.missing, invalid, read: parseSiret }),
    cell: asTyped,
  };
}

export function shortTextField(text: FieldText & { readonly autocomplete: string }): Field<string> {
  return {
    ...text,
    control: { type: 'text', maxLength: SHORT_TEXT_MAX, autocomplete: text.autocomplete, reads: 'words' },
    invalid: tooLong(SHORT_TEXT_MAX),
    schema: textSchema({ max: SHORT_TEXT_MAX, missing: text.missing }),
    cell: asTyped,
  };
}

export function longTextField(text: FieldText): Field<string> {
  return {
    ...text,
    control: { type: 'long-text', maxLength: LONG_TEXT_MAX },
    invalid: tooLong(LONG_TEXT_MAX),
    schema: textSchema({ max: LONG_TEXT_MAX, missing: text.missing, lineBreaks: true }),
    cell: asTyped,
  };
}

export function emailField({
  autocomplete = 'email',
  ...text
}: FieldText & { readonly autocomplete?: string }): Field<string> {
  const invalid =
    'Cette adresse e-mail est incomplète ou comporte une erreur. Elle s’écrit sans accent ni espace, comme prenom.nom@exemple.fr.';
  return {
    ...text,
    control: { type: 'email', maxLength: EMAIL_MAX, autocomplete, reads: 'words' },
    invalid,
    schema: textSchema({
      max: EMAIL_MAX,
      missing: text.missing,
      invalid: (typed) => emailProblem(typed) ?? invalid,
      read: readEmail,
    }),
    cell: asTyped,
  };
}

/** Any spelling of a French or international number; stored as E.164. */
export function phoneField({
  autocomplete = 'tel',
  ...text
}: FieldText & { readonly autocomplete?: string }): Field<string> {
  const invalid =
    'Ce numéro de téléphone est incomplet ou comporte une erreur. Il faut un seul numéro, en chiffres, comme 06 12 34 56 78.';
  return {
    ...text,
    control: { type: 'tel', maxLength: PHONE_MAX, autocomplete, reads: 'words' },
    invalid,
    schema: z.preprocess(
      (typed) => (typeof typed === 'string' ? withoutInvisible(withoutBidiControls(typed)) : typed),
      textSchema({
        max: PHONE_MAX,
        missing: text.missing,
        invalid: (typed) => phoneDoubt(typed) ?? invalid,
        read: parsePhone,
      }),
    ),
    cell: asTyped,
    readable: readablePhone,
  };
}

function labelsOf(options: readonly Option[]): ReadonlyMap<string, string> {
  return new Map(options.map(({ value, label }) => [value, label]));
}

/** One of the options; the empty answer passes unless `missing` is given. */
function choiceSchema(
  labels: ReadonlyMap<string, string>,
  missing: string | undefined,
  invalid: string,
): z.ZodType<string> {
  return z
    .string()
    .refine((value) => missing === undefined || value !== '', { error: missing, abort: true })
    .refine((value) => value === '' || labels.has(value), { error: invalid });
}

export function selectField({
  groups,
  emptyLabel,
  narrowedBy,
  invalid,
  ...text
}: FieldText & {
  readonly groups: readonly OptionGroup[];
  readonly emptyLabel: string;
  readonly narrowedBy?: string;
  readonly invalid: string;
}): Field<string> {
  const labels = labelsOf(groups.flatMap(({ options }) => options));
  return {
    ...text,
    control: { type: 'select', groups, emptyLabel, narrowedBy },
    invalid,
    schema: choiceSchema(labels, text.missing, invalid),
    cell: (value) => labels.get(value) ?? value,
  };
}

const NOT_AN_OPTION =
  'Cette réponse ne fait pas partie de la liste. Il faut choisir parmi les réponses proposées.';

interface Choice extends FieldText {
  readonly options: readonly Option[];
}

export function radiosField({ options, ...text }: Choice): Field<string> {
  const labels = labelsOf(options);
  return {
    ...text,
    control: { type: 'radios', options },
    invalid: NOT_AN_OPTION,
    schema: choiceSchema(labels, text.missing, NOT_AN_OPTION),
    cell: (value) => labels.get(value) ?? value,
  };
}

/** Several of the options, kept in the options' order. */
export function checkboxesField({ options, ...text }: Choice): Field<readonly string[]> {
  const labels = labelsOf(options);
  return {
    ...text,
    control: { type: 'checkboxes', options },
    invalid: NOT_AN_OPTION,
    schema: z
      .array(z.string())
      .refine((values) => text.missing === undefined || values.length > 0, {
        error: text.missing,
        abort: true,
      })
      .refine((values) => values.every((value) => labels.has(value)), { error: NOT_AN_OPTION })
      .transform((values) => [...labels.keys()].filter((value) => values.includes(value))),
    cell: (values) => values.map((value) => labels.get(value) ?? value).join('; '),
    readable: (values) => values.map((value) => labels.get(value) ?? value),
  };
}

function acceptanceCell(version: string, receivedOn: string): string {
  return `oui (version ${version}, le ${receivedOn})`;
}

/** Returns the cell of an acceptance as people read it: « le 30 novembre 2026 (texte de novembre 2026) »; another text as it is. */
export function readableAcceptance(cell: string): string {
  const [, version, day] = /^oui \(version (\d{4}-\d{2}), le (\d{4}-\d{2}-\d{2})\)$/.exec(cell) ?? [];
  return version === undefined || day === undefined
    ? cell
    : `le ${formatDay(day)} (texte de ${formatMonthOfYear(version)})`;
}

/** A box to tick, mandatory; the answer is the version of the text that was accepted. */
export function acceptanceField({
  statement,
  translations,
  terms = [],
  version,
  missing,
  ...text
}: FieldText & {
  readonly statement: string;
  readonly translations?: Translations;
  /** Terms of the agreement, point by point, when the statement alone does not say them. */
  readonly terms?: readonly string[];
  readonly version: string;
  readonly missing: string;
}): Field<string> {
  return {
    ...text,
    missing,
    control: { type: 'acceptance', statement, translations, terms },
    invalid: missing,
    schema: z
      .string()
      .refine((value) => value === 'on', { error: missing })
      .transform(() => version),
    cell: (accepted, { receivedOn }) => acceptanceCell(accepted, receivedOn),
    readable: (_, { receivedOn }) => `accord donné le ${formatDay(receivedOn)}`,
  };
}

interface DateText extends FieldText {
  readonly prefix: string;
  readonly invalid: string;
}

const isEmptyDate = ({ day, month, year }: DateParts): boolean => `${day}${month}${year}`.trim() === '';

/** Day, month and year in three inputs named `<prefix>Day`, `<prefix>Month`, `<prefix>Year`; the answer is `YYYY-MM-DD`; optional unless `missing` is given. */
export function dateField({ prefix, invalid, ...text }: DateText): Field<string> {
  return dateIn(['off', 'off', 'off'], { prefix, invalid, ...text });
}

/** The same, of a birth: the browser may fill it in, and it tells an age outside the programme's. */
export function dateOfBirthField({
  refusals,
  ...text
}: DateText & { readonly refusals?: Readonly<Record<AgeFault, string>> }): Field<string> {
  return dateIn(['bday-day', 'bday-month', 'bday-year'], text, refusals);
}

function dateIn(
  [day, month, year]: readonly [
    DateInput['autocomplete'],
    DateInput['autocomplete'],
    DateInput['autocomplete'],
  ],
  { prefix, invalid, ...text }: DateText,
  refusals?: Readonly<Record<AgeFault, string>>,
): Field<string> {
  return {
    ...text,
    invalid,
    control: {
      type: 'date',
      refusals,
      inputs: [
        { name: `${prefix}Day`, part: 'day', label: 'Jour', autocomplete: day, maxLength: 4 },
        { name: `${prefix}Month`, part: 'month', label: 'Mois', autocomplete: month, maxLength: 10 },
        { name: `${prefix}Year`, part: 'year', label: 'Année', autocomplete: year, maxLength: 4 },
      ],
    },
    schema: z
      .object({ day: z.string(), month: z.string(), year: z.string() })
      .refine((parts) => !hasControlCharacter(Object.values(parts).join(''), { lineBreaks: false }), {
        error: CONTROL_MESSAGE,
        abort: true,
      })
      .refine((parts) => text.missing === undefined || !isEmptyDate(parts), {
        error: text.missing,
        abort: true,
      })
      .refine((parts) => isEmptyDate(parts) || parseDateParts(parts) !== undefined, { error: invalid })
      .transform((parts) => parseDateParts(parts) ?? ''),
    cell: asTyped,
    readable: formatDay,
  };
}

function fullName({ givenName = '', familyName = '' }: Person): string {
  return `${givenName} ${familyName}`;
}

/** Up to `most` people, each with all the parts; rows left empty are ignored. Read by `parsePeople`. */
export function peopleField({
  most,
  tooMany,
  words,
  parts,
  unique,
  ...text
}: FieldText & Omit<PeopleControl, 'type'>): Field<readonly Person[]> {
  return {
    ...text,
    control: { type: 'people', most, tooMany, words, parts, unique },
    invalid: tooMany,
    schema: z.array(z.record(z.string(), z.string())),
    cell: (people) => people.map(fullName).join('; '),
    readable: (people) => people.map(fullName),
  };
}
