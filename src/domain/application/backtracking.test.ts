import { describe, expect, test } from 'vitest';
import { parseLookup, LOOKUP } from '../tracking/lookup.ts';
import { BODY_MAX_BYTES } from './limits.ts';
import { suggestedEmail } from './email-suggestion.ts';
import type { Field, SubmittedValues } from './field.ts';
import { fieldsOf, FILL_SECONDS, inputsOf, parseApplication, SUBMISSION_ID } from './form.ts';
import { FORMS, formOf } from './forms.ts';
import { rowInput } from './people.ts';
import { trimmed } from './text.ts';

// Answers as long as a whole body on which a careless regular expression backtracks at every character (ReDoS).

/** Repeats `piece` to fill a request body, less a little for the rest of it. */
function fillBody(piece: string): string {
  return piece.repeat((BODY_MAX_BYTES - 500) / Buffer.byteLength(piece));
}

const BACKTRACKING_TEXTS: Readonly<Record<string, string>> = {
  'spaces between two letters': `a${fillBody(' ')}b`,
  'no-break spaces between two letters': `a${fillBody('\u00A0')}b`,
  'spaces at the end of a line, again and again': `${fillBody(' \n')}b`,
  'combining marks out of order': `a${fillBody('\u0316\u0301')}`,
  'zero-width characters': `a${fillBody('\u200B')}b`,
  'spaces after an address': `a@b${fillBody(' ')}c`,
  'addresses in a row': fillBody('a@'),
  'a domain of short labels': `a@${fillBody('a.')}!`,
  'a domain of dashes': `a@a${fillBody('-')}`,
  'names of rows in a row': fillBody('mentors['),
  digits: fillBody('0'),
  'telephone numbers in a row': fillBody('06 12 34 56 78 '),
  'extensions in a row': fillBody('1 ext '),
};

/** Milliseconds of CPU time, which other processes do not lengthen. */
function cpuMilliseconds(act: () => unknown): number {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Parsing one takes a few milliseconds; with backtracking, more than a thousand. */
const MAX_CPU_MILLISECONDS = 300;

/** Inputs of one field, those of a first row included. */
function inputsWithRows([name, field]: readonly [string, Field]): readonly string[] {
  const { control } = field;
  if (control.type !== 'people') return inputsOf(name, field);
  return Object.keys(control.parts).map((part) => rowInput(name, 0, part));
}

describe.each(Object.entries(BACKTRACKING_TEXTS))('%s', (_, text) => {
  const slowInputs = (inputs: readonly string[], parse: (values: SubmittedValues) => unknown) =>
    inputs.filter((input) => cpuMilliseconds(() => parse(new Map([[input, [text]]]))) > MAX_CPU_MILLISECONDS);

  test.each(FORMS.map((form) => [form.apiPath, form] as const))(
    'cost %s nothing, in any field',
    (__, form) => {
      const inputs = [...fieldsOf(form).flatMap(inputsWithRows), SUBMISSION_ID, FILL_SECONDS, text];
      expect(slowInputs(inputs, (values) => parseApplication(form, values, '2026-11-30'))).toEqual([]);
    },
  );

  test('cost the look-up nothing, in any field', () => {
    const inputs = Object.entries(LOOKUP.fields).flatMap(inputsWithRows);
    expect(slowInputs(inputs, parseLookup)).toEqual([]);
  });

  test('costs the page nothing when it suggests an address', () => {
    expect(cpuMilliseconds(() => suggestedEmail(text))).toBeLessThan(MAX_CPU_MILLISECONDS);
  });
});

test('a text is trimmed of every white space, and of nothing else', () => {
  expect(trimmed('\u3000\u2028 a\u00A0 b\u200B\n\u0085')).toBe('a\u00A0 b\u200B');
  expect(trimmed(' \n\t ')).toBe('');
  expect(trimmed('\uFEFFa\uFEFF')).toBe('\uFEFFa\uFEFF');
});

test('an answer that is too long gets that message, whatever else is wrong with it', () => {
  const form = formOf('youth');
  const parsed = parseApplication(
    form,
    new Map([['familyName', [`${'a'.repeat(200)}\u0000`]]]),
    '2026-11-30',
  );
  expect(parsed).toMatchObject({
    errors: { fieldErrors: { familyName: [expect.stringContaining('trop long')] } },
  });
});
