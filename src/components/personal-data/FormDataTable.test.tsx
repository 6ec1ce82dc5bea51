import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { shortTextField } from '../../domain/application/field.ts';
import { fieldsOf } from '../../domain/application/form.ts';
import { FORMS } from '../../domain/application/forms.ts';
import { youthForm } from '../../domain/application/youth.ts';
import { FormDataTable } from './FormDataTable.tsx';

/** The text of each row's cells, by the row's head. */
function rowsOf(form: (typeof FORMS)[number]): Map<string, string[]> {
  const html = renderToStaticMarkup(<FormDataTable form={form} title="Ce qui est demandé" />);
  const rows = html.matchAll(/<th scope="row">(.*?)<\/th><td>(.*?)<\/td><td>(.*?)<\/td>/g);
  return new Map([...rows].map(([, head = '', ...cells]) => [head.replaceAll('\u00A0', ' '), cells]));
}

test.each(FORMS)('every question of the form $apiPath is listed with its purpose', (form) => {
  const rows = rowsOf(form);
  expect([...rows.keys()]).toEqual(fieldsOf(form).map(([, { label }]) => label));
  for (const [purpose] of rows.values()) expect(purpose).not.toBe('');
});

test('a question added to a form appears, with what it is for and whether it is owed', () => {
  const shoe = shortTextField({
    label: 'Ta pointure',
    missing: 'Écris ta pointure.',
    autocomplete: 'off',
    column: 'Pointure',
    purpose: 'Préparer des chaussures de sécurité.',
  });
  const form = {
    ...youthForm,
    sections: [...youthForm.sections, { id: 'visite', title: 'La visite', fields: { shoe } }],
  };
  expect(rowsOf(youthForm).has('Ta pointure')).toBe(false);
  expect(rowsOf(form).get('Ta pointure')).toEqual(['Préparer des chaussures de sécurité.', 'obligatoire']);
});

test('what is owed follows the form: by all, by one answer of two, by the youngest only', () => {
  const rows = rowsOf(youthForm);
  expect(rows.get('Ton prénom')?.[1]).toBe('obligatoire');
  expect(rows.get('Ton adresse e-mail')?.[1]).toBe('une de ces réponses suffit');
  expect(rows.get('Ton quartier')?.[1]).toBe('facultatif');
  expect(rows.get('Son prénom et son nom')?.[1]).toMatch(/^De 16 à 17\sans\s: obligatoire$/);
});
