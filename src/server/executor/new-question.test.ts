import { describe, expect, test, vi } from 'vitest';
import { SPREADSHEETS } from '../../../tests/support/spreadsheets.ts';
import { shortTextField } from '../../domain/application/field.ts';
import type { Form } from '../../domain/application/form.ts';
import { aYouth } from '../../../tests/fixtures/youth.fixture.ts';
import { youthForm } from '../../domain/application/youth.ts';
import { type Mail, MailUnavailable } from '../mail/mail.ts';
import { ColumnMemory } from '../spreadsheet/column-memory.ts';
import { MemorySpreadsheet } from '../../../tests/doubles/memory-spreadsheet.ts';
import { openCaseStores } from './case-stores.ts';
import type { Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import {
  anEmptyProgramme,
  deliver,
  LATER,
  messagesOf,
  rowsByHeader,
  SECRET,
} from '../../../tests/fixtures/programme.fixture.ts';

vi.setConfig({ testTimeout: 60_000 });

/** The form of youths as a later version of the site asks it: with one question more, mandatory. */
const LATER_FORM: Form = {
  ...youthForm,
  sections: [
    ...youthForm.sections,
    {
      id: 'langues',
      title: 'Langues',
      fields: {
        languages: shortTextField({
          label: 'Les langues que tu parles',
          missing: 'Écris au moins une langue.',
          autocomplete: 'off',
          purpose: 'Pour trouver un mentor.',
          column: 'Langues',
        }),
      },
    },
  ],
};

/** A drain of a deploy that has these forms; gives its failures. */
function drains(
  programme: ReturnType<typeof anEmptyProgramme>,
  spreadsheet: Spreadsheet,
  rest: (() => void) | undefined,
) {
  return async (forms: readonly Form[]): Promise<readonly unknown[]> => {
    const failures: unknown[] = [];
    rest?.();
    await deliver(
      {
        ...programme,
        ...openCaseStores(programme.parts.store, programme.now),
        secret: SECRET,
        spreadsheet: new ColumnMemory(spreadsheet, programme.parts.store),
        mail: programme.parts.mail,
        forms,
        messages: messagesOf,
        onFailure: (error) => void failures.push(error),
      },
      LATER,
    );
    return failures;
  };
}

describe.each(SPREADSHEETS)('a question added to a form, in $name', ({ open }) => {
  test('adds its column by itself, and its answers arrive', async () => {
    const { spreadsheet, grid, close, rest } = await open();
    const programme = anEmptyProgramme(spreadsheet);
    const drain = drains(programme, spreadsheet, rest);
    const rows = async () => rowsByHeader(await grid('Jeunes'));

    await programme.accept(youthForm, aYouth({ email: 'avant@exemple.fr' }));
    expect(await drain([youthForm])).toEqual([]);
    await programme.accept(LATER_FORM, aYouth({ email: 'apres@exemple.fr', languages: 'arabe, anglais' }));
    expect(await drain([LATER_FORM])).toEqual([]);
    expect((await grid('Jeunes'))[0]?.at(-1)).toBe('Langues');
    expect(await rows()).toMatchObject([
      { 'E-mail': 'avant@exemple.fr' },
      { 'E-mail': 'apres@exemple.fr', Langues: 'arabe, anglais' },
    ]);
    await close();
  });

  test('is no loss to an earlier deploy that drains it: the answer waits for the deploy that asks it', async () => {
    const { spreadsheet, grid, close, rest } = await open();
    const programme = anEmptyProgramme(spreadsheet);
    const drain = drains(programme, spreadsheet, rest);
    await programme.accept(LATER_FORM, aYouth({ email: 'apres@exemple.fr', languages: 'arabe, anglais' }));
    await programme.accept(youthForm, aYouth({ email: 'avant@exemple.fr' }));
    expect(await drain([youthForm])).toMatchObject([{ name: 'NewerRecord' }]);
    expect(rowsByHeader(await grid('Jeunes'))).toMatchObject([{ 'E-mail': 'avant@exemple.fr' }]);
    expect(await drain([LATER_FORM])).toEqual([]);
    expect(rowsByHeader(await grid('Jeunes')).at(-1)).toMatchObject({ Langues: 'arabe, anglais' });
    await close();
  });
});

test('a question taken away while letters wait of rows that have its answers keeps no letter', async () => {
  const spreadsheet = new MemorySpreadsheet();
  const programme = anEmptyProgramme(spreadsheet);
  const { parts, sent, inbox } = programme;
  await programme.accept(LATER_FORM, aYouth({ email: 'lou@exemple.fr', languages: 'arabe' }));
  const failing: Mail = { send: () => Promise.reject(new MailUnavailable(undefined)) };
  const stores = openCaseStores(parts.store, programme.now);
  const ports = { ...programme, ...stores, spreadsheet, messages: messagesOf, secret: SECRET };
  await deliver({ ...ports, mail: failing, forms: [LATER_FORM] }, LATER);
  expect(rowsByHeader(spreadsheet.grid('Jeunes'))).toMatchObject([{ Langues: 'arabe' }]);
  await deliver({ ...ports, mail: parts.mail, forms: [youthForm] }, LATER);
  expect(sent.filter(({ to }) => to === 'lou@exemple.fr')).toHaveLength(1);
  expect(await inbox.pending()).toEqual([]);
  expect(rowsByHeader(spreadsheet.grid('Jeunes'))).toMatchObject([{ Langues: 'arabe' }]);
});
