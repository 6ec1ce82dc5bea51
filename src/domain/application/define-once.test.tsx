import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ApplicationForm } from '../../components/form/ApplicationForm.tsx';
import { FormDataTable } from '../../components/personal-data/FormDataTable.tsx';
import { acceptApplication } from '../../server/answers/accept.ts';
import { Inbox } from '../../server/cases/inbox.ts';
import { MemoryStore } from '../../../tests/doubles/memory-store.ts';
import { confirmation } from '../../server/letters/application-letters.ts';
import { companyForm } from './company.ts';
import { shortTextField } from './field.ts';
import { type Form, parseApplication } from './form.ts';
import { mentorForm } from './mentor.ts';
import { rowOf, tabOf } from './tabs.ts';
import { submittedValues } from '../../../tests/fixtures/youth.fixture.ts';
import { youthForm } from './youth.ts';

const extra = shortTextField({
  label: 'Une question de plus',
  missing: 'Il manque la réponse à la question de plus.',
  autocomplete: 'off',
  column: 'Colonne de plus',
  purpose: 'Voir si elle arrive partout.',
});

/** The form with one entry more in its first section. */
function withOneMore(form: Form): Form {
  const [first, ...others] = form.sections;
  if (first === undefined) throw new Error('No section.');
  return { ...form, sections: [{ ...first, fields: { ...first.fields, extra } }, ...others] };
}

test.each([youthForm, mentorForm, companyForm].map((form) => [form.tabName, withOneMore(form)] as const))(
  'a question added to the form of « %s » shows up in page, validation, spreadsheet, e-mail and personal-data page',
  (_, form) => {
    const page = renderToStaticMarkup(<ApplicationForm form={form} />);
    expect(page).toMatch(/<label[^>]*for="extra"[^>]*>.*Une question de plus/);
    expect(page).toMatch(/<input[^>]* name="extra"/);
    const refused = parseApplication(form, submittedValues({}), '2026-11-22');
    expect(refused).toMatchObject({ errors: { fieldErrors: { extra: [extra.missing] } } });
    expect(tabOf(form).columns.map(({ header }) => header)).toContain('Colonne de plus');
    expect(renderToStaticMarkup(<FormDataTable form={form} title="" />)).toContain(
      'Voir si elle arrive partout.',
    );
    const application = {
      audience: form.audience,
      id: 'a0',
      reference: 'ME-22222222',
      season: '2026-2027',
      receivedAt: '2026-11-22T20:00:00Z',
      answers: { email: 'a@exemple.fr', extra: 'Partout' },
      signals: [],
    };
    expect(rowOf(form, application).cells['Colonne de plus']).toBe('Partout');
    const settings = {
      programmeName: 'Mentorat',
      organisation: 'Le Moment',
      siteUrl: 'https://site.test',
      contactEmail: 'contact@exemple.org',
      support: '',
      promiseDays: 5,
    };
    expect(JSON.stringify(confirmation(form, application, '2026-11-22', settings))).toContain(
      'Une question de plus',
    );
  },
);

test('the same answers with another answer to it are another application', async () => {
  const form = withOneMore(companyForm);
  const ports = {
    inbox: new Inbox(new MemoryStore()),
    secret: 's'.repeat(32),
    season: '2026-2027',
    now: () => new Date('2026-11-22T20:00:00Z'),
  };
  const send = (answer: string) =>
    acceptApplication(
      form,
      submittedValues({
        companyName: 'Exemple',
        contactName: 'Alex',
        email: 'rh@exemple.fr',
        offers: ['visite'],
        consent: 'on',
        extra: answer,
      }),
      ports,
    );
  expect(await send('une')).toEqual(await send('une'));
  expect(await send('une')).not.toEqual(await send('deux'));
});
