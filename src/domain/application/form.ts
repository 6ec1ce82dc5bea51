import * as z from 'zod';
import { isMinor, type IsoDate } from '../eligibility/age.ts';
import { type AnswerValue, type Field, REPEATED, type SubmittedValues } from './field.ts';
import { parsePeople, rowOfInput } from './people.ts';

/** Those who are recruited, in the order of their tabs. */
export const RECRUITED = ['youth', 'mentor', 'company'] as const;

export type Recruited = (typeof RECRUITED)[number];
/** Those a form speaks to; `waiting`: who leaves an address for the next season. */
export type Audience = Recruited | 'waiting';

/** The valid answers of a form, by field. */
export type Answers = Readonly<Record<string, AnswerValue>>;

/** One message for one input. */
export interface Problem {
  readonly input: string;
  readonly message: string;
}

/** Errors as the API answers them: by input name, in French. */
export interface FormErrors {
  readonly formErrors: readonly string[];
  readonly fieldErrors: Readonly<Record<string, readonly string[]>>;
}

/** When a section is asked at all: `minor` is 16 or 17 on the day. */
export type Condition = 'minor';

/** Questions of which one answer is enough; what to do when there is none is told on the first. */
export interface Alternatives {
  readonly fields: readonly [string, ...string[]];
  readonly missing: string;
}

/** A step of the form, three to five questions. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly intro?: string;
  readonly askedWhen?: Condition;
  readonly oneOf?: Alternatives;
  readonly fields: Readonly<Record<string, Field>>;
}

export interface Form {
  readonly audience: Audience;
  /** Static page of the form, and the address it posts to. */
  readonly pagePath: `/${string}/`;
  readonly apiPath: `/api/${string}`;
  readonly referencePrefix: 'JE' | 'ME' | 'EN' | 'PS';
  readonly tabName: string;
  /** In the order of the steps, of the e-mail and of the spreadsheet's columns. */
  readonly sections: readonly Section[];
  /** Rules over several fields; an answer that did not pass is absent. */
  readonly rules: (answers: Answers, today: IsoDate) => readonly Problem[];
  /** The date field that ages are read from, if any; it stands before the sections that depend on it. */
  readonly birthDate?: string;
  /** Static page that follows, of a form whose answers others may guess: its reference is told by letter only. */
  readonly thanksPath?: `/${string}/`;
}

/** Left empty by people, who do not see it: what fills it is marked, never dropped. */
export const HONEYPOT = 'website';
/** The field of every form that lets us use the answers. */
export const CONSENT = 'consent';
/** Optional UUID that stays the same when one application is sent again. */
export const SUBMISSION_ID = 'submissionId';

/** Optional: seconds between the first answer and the sending, where a script counted them in one go. */
export const FILL_SECONDS = 'fillSeconds';

export type ParsedApplication =
  | {
      readonly ok: true;
      readonly answers: Answers;
      /** `undefined` when absent or not a UUID: a help, never a wall. */
      readonly submissionId: string | undefined;
      readonly honeypotFilled: boolean;
      /** `undefined` without script, and for an application that was taken up again. */
      readonly secondsToFill: number | undefined;
    }
  | { readonly ok: false; readonly errors: FormErrors };

/** Every field with its name, in order. */
export function fieldsOf(form: Form): readonly (readonly [string, Field])[] {
  return form.sections.flatMap(({ fields }) => Object.entries(fields));
}

/** A field that the code knows by its name; throws a TypeError when the form has none of that name. */
export function fieldOf(form: Form, name: string): Field {
  const [, field] = fieldsOf(form).find(([own]) => own === name) ?? [];
  if (field === undefined) throw new TypeError(`The form of « ${form.tabName} » has no field « ${name} ».`);
  return field;
}

/** The names of a field's inputs: its own, or those of a date's parts. */
export function inputsOf(name: string, { control }: Field): readonly string[] {
  return control.type === 'date' ? control.inputs.map((input) => input.name) : [name];
}

/** « Personne 7 », of an input in a row of people; `undefined` of any other. */
export function rowTitle(form: Form, input: string): string | undefined {
  const row = rowOfInput(input);
  const control = fieldsOf(form).find(([name]) => name === row?.name)?.[1].control;
  return row !== undefined && control?.type === 'people'
    ? `${control.words.row} ${row.index + 1}`
    : undefined;
}

/** A text answer; `''` when there is none. */
export function textAnswer(answers: Answers, name: string): string {
  const value = answers[name];
  return typeof value === 'string' ? value : '';
}

/** True when a section that is asked only of some is asked with these answers. */
function isAsked(section: Section, form: Form, answers: Answers, today: IsoDate): boolean {
  if (section.askedWhen === undefined || form.birthDate === undefined) return true;
  const birthDate = textAnswer(answers, form.birthDate);
  return birthDate !== '' && isMinor(birthDate, today);
}

function repeatedInput(name: string, field: Field, typed: SubmittedValues): string | undefined {
  if (field.control.type === 'checkboxes') return undefined;
  return inputsOf(name, field).find((input) => (typed.get(input)?.length ?? 0) > 1);
}

/** Input of the field's schema. */
function rawAnswer(name: string, { control }: Field, typed: SubmittedValues): unknown {
  const first = (input: string): string => typed.get(input)?.[0] ?? '';
  if (control.type === 'checkboxes') return typed.get(name) ?? [];
  if (control.type !== 'date') return first(name);
  return Object.fromEntries(control.inputs.map(({ part, name: input }) => [part, first(input)]));
}

type FieldResult = { readonly value: AnswerValue } | { readonly problems: readonly Problem[] };

function parseField(name: string, field: Field, typed: SubmittedValues): FieldResult {
  if (field.control.type === 'people') return parsePeople(name, field.control, typed);
  const repeated = repeatedInput(name, field, typed);
  if (repeated !== undefined) return { problems: [{ input: repeated, message: REPEATED }] };
  const parsed = field.schema.safeParse(rawAnswer(name, field, typed));
  if (parsed.success) return { value: parsed.data };
  const [input = name] = inputsOf(name, field);
  return { problems: [{ input, message: parsed.error.issues[0]?.message ?? field.invalid }] };
}

/** Silent while one of the answers did not pass: it is there, and told on its own. */
function alternativesProblem({ oneOf }: Section, answers: Answers): readonly Problem[] {
  return oneOf?.fields.every((name) => answers[name]?.length === 0) === true
    ? [{ input: oneOf.fields[0], message: oneOf.missing }]
    : [];
}

/** Problems of choices that need another answer, which is empty; silent while that one did not pass. */
function needProblems({ fields }: Section, answers: Answers): readonly Problem[] {
  return Object.entries(fields).flatMap(([name, { control }]) => {
    if (control.type !== 'radios') return [];
    const needs = control.options.find(({ value }) => value === answers[name])?.needs;
    return needs !== undefined && answers[needs.field] === ''
      ? [{ input: name, message: needs.missing }]
      : [];
  });
}

/** The answers of one section that pass, and the problems of the others. */
function parseSection(
  section: Section,
  typed: SubmittedValues,
): { readonly answers: Answers; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const answers: Record<string, AnswerValue> = {};
  for (const [name, field] of Object.entries(section.fields)) {
    const result = parseField(name, field, typed);
    if ('problems' in result) problems.push(...result.problems);
    else answers[name] = result.value;
  }
  const unanswered = alternativesProblem(section, answers);
  problems.push(...(unanswered.length > 0 ? unanswered : needProblems(section, answers)));
  return { answers, problems };
}

/** Reads what was typed into a few questions that are not an application: the valid answers, or every error at once. */
export function parseQuestions(
  section: Section,
  typed: SubmittedValues,
): { readonly ok: true; readonly answers: Answers } | { readonly ok: false; readonly errors: FormErrors } {
  const { answers, problems } = parseSection(section, typed);
  return problems.length === 0 ? { ok: true, answers } : { ok: false, errors: byInput(problems) };
}

function byInput(problems: readonly Problem[]): FormErrors {
  const fieldErrors: Record<string, string[]> = {};
  for (const { input, message } of problems) (fieldErrors[input] ??= []).push(message);
  return { formErrors: [], fieldErrors };
}

/**
 * Reads what was typed into a form: the valid answers, or every error at once.
 * Inputs the form does not know are ignored; answers to a section that is not asked (a guardian at 18) are dropped.
 */
export function parseApplication(form: Form, typed: SubmittedValues, today: IsoDate): ParsedApplication {
  const problems: Problem[] = [];
  const answers: Record<string, AnswerValue> = {};
  for (const section of form.sections) {
    if (!isAsked(section, form, answers, today)) continue;
    const parsed = parseSection(section, typed);
    problems.push(...parsed.problems);
    Object.assign(answers, parsed.answers);
  }
  problems.push(...form.rules(answers, today));
  if (problems.length > 0) return { ok: false, errors: byInput(problems) };
  return {
    ok: true,
    answers,
    submissionId: z.uuid().safeParse(typed.get(SUBMISSION_ID)?.[0]).data?.toLowerCase(),
    secondsToFill: z.coerce.number().safeParse(/^\d+$/.exec(typed.get(FILL_SECONDS)?.[0] ?? '')?.[0]).data,
    honeypotFilled: (typed.get(HONEYPOT) ?? []).some((value) => value !== ''),
  };
}
