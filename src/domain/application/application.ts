import type { AnswerValue } from './field.ts';
import type { Answers, Audience, Form } from './form.ts';
import { fieldsOf, textAnswer } from './form.ts';
import { parisDate } from '../eligibility/age.ts';

/** Marks for the team's attention; nobody is dropped for one. */
export const SIGNALS = {
  honeypot: 'champ piège rempli',
  linkInName: 'lien dans un nom',
} as const;

export type Signal = keyof typeof SIGNALS;

/** An accepted application, as the inbox keeps it until it is delivered. */
export interface Application {
  readonly audience: Audience;
  /** `Identifiant`: hexadecimal, the same for the same application sent again. */
  readonly id: string;
  readonly reference: string;
  readonly season: string;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
  readonly answers: Answers;
  readonly signals: readonly Signal[];
}

const LINK = /(https?:\/\/|www\.)|\.(com|net|org|fr|ru|info|xyz)(\/|$|\s)/i;

function names(form: Form, answers: Answers): readonly string[] {
  return fieldsOf(form)
    .filter(([, { control }]) => control.type === 'text' && control.isName)
    .map(([name]) => textAnswer(answers, name));
}

/** What in an application deserves a look by the team. */
export function signalsOf(
  form: Form,
  answers: Answers,
  { honeypotFilled }: { honeypotFilled: boolean },
): readonly Signal[] {
  return [
    ...(honeypotFilled ? (['honeypot'] as const) : []),
    ...(names(form, answers).some((name) => LINK.test(name)) ? (['linkInName'] as const) : []),
  ];
}

/** A date and time in Lille with its zone: `2026-11-22T21:05:09+01:00`. */
export function parisTimestamp(iso: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: 'Europe/Paris',
    dateStyle: 'short',
    timeStyle: 'medium',
    hourCycle: 'h23',
  }).format(new Date(iso));
  const zone = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Paris', timeZoneName: 'longOffset' })
    .formatToParts(new Date(iso))
    .find(({ type }) => type === 'timeZoneName');
  return `${parts.replace(', ', 'T')}${zone?.value.replace('GMT', '') ?? ''}`;
}

/** Each answered question with the text of its spreadsheet cell, in the form's order. */
export function cellsOf(
  form: Form,
  { answers, receivedAt }: Application,
): readonly { label: string; column: string; cell: string }[] {
  const receivedOn = parisDate(new Date(receivedAt));
  return fieldsOf(form).map(([name, field]) => {
    const value: AnswerValue | undefined = answers[name];
    const answered = value !== undefined && value.length > 0;
    return {
      label: field.label,
      column: field.column,
      cell: answered ? field.cell(value, { receivedOn }) : '',
    };
  });
}
