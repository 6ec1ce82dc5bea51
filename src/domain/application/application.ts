import type { AnswerValue, Control } from './field.ts';
import type { Answers, Audience, Form } from './form.ts';
import { parisDate } from '../eligibility/age.ts';
import { wallTime } from '../wall-clock.ts';
import type { Signal } from './signals.ts';

/** Ties a mentor's application to the company that announced them. */
export interface InvitedBy {
  /** `Identifiant` in the tab `Invitations`. */
  readonly invitation: string;
  /** The company's `Référence`. */
  readonly company: string;
}

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
  readonly invitedBy?: InvitedBy | undefined;
}

/** A date and time in France with its zone: `2026-11-22T21:05:09+01:00`. */
export function parisTimestamp(iso: string): string {
  const at = new Date(iso);
  const shown = wallTime(at, 'Europe/Paris');
  const ahead = Math.round((Date.parse(`${shown}Z`) - at.getTime()) / 60_000);
  return `${shown}+${[Math.floor(ahead / 60), ahead % 60].map((part) => String(part).padStart(2, '0')).join(':')}`;
}

/** One question with its answer as the spreadsheet's cell, `''` for none, and as people read it, one text or a list. */
export interface ReadAnswer {
  /** Title of the question's section: « Son prénom » says nothing without it. */
  readonly section: string;
  readonly label: string;
  readonly column: string;
  readonly cell: string;
  readonly readable: readonly string[];
  /** In the person's own words, which may hold anything, rather than chosen. */
  readonly isWritten: boolean;
}

const WRITTEN: readonly Control['type'][] = ['text', 'long-text', 'email', 'tel', 'people'];

/** Every question of the form with its answer, in the form's order. */
export function answersOf(form: Form, { answers, receivedAt }: Application): readonly ReadAnswer[] {
  const context = { receivedOn: parisDate(new Date(receivedAt)) };
  return form.sections.flatMap(({ title, fields }) =>
    Object.entries(fields).map(([name, field]) => {
      const { label, column } = field;
      const value: AnswerValue | undefined = answers[name];
      const cell = value === undefined || value.length === 0 ? '' : field.cell(value, context);
      const readable = value === undefined || cell === '' ? [] : (field.readable?.(value, context) ?? cell);
      return {
        section: title,
        label,
        column,
        cell,
        readable: typeof readable === 'string' ? [readable] : readable,
        isWritten: WRITTEN.includes(field.control.type),
      };
    }),
  );
}
