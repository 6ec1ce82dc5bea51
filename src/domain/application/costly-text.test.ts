import { describe, expect, test } from 'vitest';
import { parseLookup, LOOKUP } from '../tracking/lookup.ts';
import { BODY_MAX_BYTES } from './limits.ts';
import { suggestedEmail } from './email-suggestion.ts';
import type { Field, SubmittedValues } from './field.ts';
import { fieldsOf, FILL_SECONDS, inputsOf, parseApplication, SUBMISSION_ID } from './form.ts';
import { FORMS, formOf } from './forms.ts';
import { rowInput } from './people.ts';
import { trimmed } from './text.ts';

// One answer as long as a whole body, of each shape that makes a careless pattern start again at every character.

/** `piece` repeated to the size of a body, less a little for what stands around it. */
function bodyful(piece: string): string {
  return piece.repeat((BODY_MAX_BYTES - 500) / Buffer.byteLength(piece));
}

const COSTLY: Readonly<Record<string, string>> = {
  'spaces between two letters': `a${bodyful(' ')}b`,
  'no-break spaces between two letters': `a${bodyful('\u00A0')}b`,
  'spaces at the end of a line, again and again': `${bodyful(' \n')}b`,
  'combining marks out of order': `a${bodyful('\u0316\u0301')}`,
  'zero-width characters': `a${bodyful('\u200B')}b`,
  'spaces after an address': `a@b${bodyful(' ')}c`,
  'addresses in a row': bodyful('a@'),
  'a domain of short labels': `a@${bodyful('a.')}!`,
  'a domain of dashes': `a@a${bodyful('-')}`,
  'names of rows in a row': bodyful('mentors['),
  digits: bodyful('0'),
  'telephone numbers in a row': bodyful('06 12 34 56 78 '),
  'extensions in a row': bodyful('1 ext '),
};

/** Milliseconds of processor, whatever else the machine does. */
function costOf(act: () => unknown): number {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Reading one costs a few milliseconds; starting again at every character, more than a thousand. */
const BOUND = 300;

/** Inputs of one field, those of a first row included. */
function inputsWithRows([name, field]: readonly [string, Field]): readonly string[] {
  const { control } = field;
  if (control.type !== 'people') return inputsOf(name, field);
  return Object.keys(control.parts).map((part) => rowInput(name, 0, part));
}

describe.each(Object.entries(COSTLY))('%s', (_, text) => {
  const costly = (inputs: readonly string[], parse: (typed: SubmittedValues) => unknown) =>
    inputs.filter((input) => costOf(() => parse(new Map([[input, [text]]]))) > BOUND);

  test.each(FORMS.map((form) => [form.apiPath, form] as const))(
    'cost %s nothing, in any field',
    (__, form) => {
      const inputs = [...fieldsOf(form).flatMap(inputsWithRows), SUBMISSION_ID, FILL_SECONDS, text];
      expect(costly(inputs, (typed) => parseApplication(form, typed, '2026-11-30'))).toEqual([]);
    },
  );

  test('cost the look-up nothing, in any field', () => {
    const inputs = Object.entries(LOOKUP.fields).flatMap(inputsWithRows);
    expect(costly(inputs, parseLookup)).toEqual([]);
  });

  test('costs the page nothing when it suggests an address', () => {
    expect(costOf(() => suggestedEmail(text))).toBeLessThan(BOUND);
  });
});

test('a text is trimmed of every white space, and of nothing else', () => {
  expect(trimmed('\u3000\u2028 a\u00A0 b\u200B\n\u0085')).toBe('a\u00A0 b\u200B');
  expect(trimmed(' \n\t ')).toBe('');
  expect(trimmed('\uFEFFa\uFEFF')).toBe('\uFEFFa\uFEFF');
});

test('an answer that is too long is told so, whatever else is wrong with it', () => {
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
