import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { companyForm } from '../../domain/application/company.ts';
import type { Form, FormErrors } from '../../domain/application/form.ts';
import { fieldsOf, inputsOf } from '../../domain/application/form.ts';
import { NAME_MAX } from '../../domain/application/limits.ts';
import { mentorForm } from '../../domain/application/mentor.ts';
import { aYouth, submittedValues } from '../../../tests/fixtures/youth.fixture.ts';
import { youthForm } from '../../domain/application/youth.ts';
import { typeset } from '../../domain/typeset.ts';
import { isValidAddress } from '../../../tests/support/valid-address.ts';
import { ApplicationForm, type ApplicationFormProps } from './ApplicationForm.tsx';

/** As a browser reads it: React writes some attributes with capitals (`maxLength`), which HTML does not tell apart. */
function markup(props: Partial<ApplicationFormProps> = {}): string {
  const html = renderToStaticMarkup(<ApplicationForm form={youthForm} {...props} />);
  return html.replace(/ [a-z]+[A-Z][a-zA-Z]*="/g, (name) => name.toLowerCase());
}

function errorsOn(fieldErrors: FormErrors['fieldErrors'], formErrors: readonly string[] = []): FormErrors {
  return { formErrors, fieldErrors };
}

/** Without the pieces of the script, which are not on the page until it takes them. */
function page(html: string): string {
  return html.replace(/<template>.*<\/template>/s, '');
}

function valuesOf(html: string, attribute: string): readonly string[] {
  return [...html.matchAll(new RegExp(` ${attribute}="([^"]*)"`, 'g'))].map(([, value]) => value ?? '');
}

/** The tag of the control with this name; for one of several with this value. */
function control(html: string, name: string, value?: string): string {
  const tags = [...html.matchAll(/<(?:input|select|textarea)[^>]*>/g)].map(([tag]) => tag);
  const found = tags.find(
    (tag) => tag.includes(` name="${name}"`) && (value === undefined || tag.includes(` value="${value}"`)),
  );
  if (found === undefined) throw new Error(`No control ${name} ${value ?? ''}`);
  return found;
}

const forms: readonly (readonly [string, Form])[] = [
  ['youth', youthForm],
  ['mentor', mentorForm],
];

describe.each(forms)('the %s form', (_, form) => {
  const everyInput = fieldsOf(form).flatMap(([name, field]) => inputsOf(name, field));
  const everyError = errorsOn(Object.fromEntries(everyInput.map((input) => [input, ['À revoir.']])));
  const html = markup({ form, errors: everyError });

  test('is one element around one form that posts to its address', () => {
    expect(html).toMatch(
      /^<application-form [^>]*><form [^>]*method="post"[^>]*>.*<\/form><\/application-form>$/s,
    );
    expect(html.match(/<\/application-form>/g)).toHaveLength(1);
    expect(valuesOf(html, 'action')).toEqual([form.apiPath]);
    expect(html).not.toContain('novalidate');
  });

  test('has a control for every input of the definition', () => {
    const names = valuesOf(page(html), 'name');
    for (const input of everyInput) expect(names).toContain(input);
  });

  test('uses no identifier twice, not even in the pieces of the script', () => {
    const ids = valuesOf(html, 'id');
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test('ties every label, description and link of the summary to something that exists', () => {
    const ids = new Set(valuesOf(page(html), 'id'));
    const described = valuesOf(html, 'aria-describedby').flatMap((list) => list.split(' '));
    const links = valuesOf(html, 'href').filter((href) => href.startsWith('#'));
    expect(links).toHaveLength(everyInput.length);
    for (const id of [...valuesOf(html, 'for'), ...described, ...links.map((href) => href.slice(1))]) {
      expect(ids).toContain(id);
    }
  });

  test('labels every control that is seen', () => {
    const labelled = new Set(valuesOf(page(html), 'for'));
    const controls = [...page(html).matchAll(/<(?:input|select|textarea)[^>]*>/g)].map(([tag]) => tag);
    const seen = controls.filter((tag) => !tag.includes('type="hidden"'));
    expect(seen.length).toBeGreaterThanOrEqual(everyInput.length);
    for (const tag of seen) expect(labelled).toContain(valuesOf(tag, 'id')[0]);
  });

  test('holds no inline style and no script', () => {
    expect(html).not.toMatch(/ style=|<script| on[a-z]+="/);
  });
});

test('every address on a form is valid, that of a row that is added and of an error in a row too', () => {
  const errors = errorsOn({ 'mentors[0].email': ['À revoir.'], email: ['À revoir.'] });
  const html = markup({ form: companyForm, errors });
  const addresses = ['action', 'formaction', 'href', 'src'].flatMap((name) => valuesOf(html, name));
  expect(addresses).toContain('#mentors%5B0%5D.email');
  expect(addresses.filter((address) => address.startsWith(`${companyForm.apiPath}#`)).length).toBeGreaterThan(
    2,
  );
  for (const address of addresses) expect(address).toSatisfy(isValidAddress);
  const ids = valuesOf(html, 'id');
  for (const [, fragment = ''] of addresses.map((address) => address.split('#')))
    if (fragment.startsWith('mentors'))
      expect([...ids, 'mentors[3]']).toContain(decodeURIComponent(fragment));
});

describe('the constraints of HTML', () => {
  const html = markup();

  test('come from the definition', () => {
    const name = control(html, 'givenName');
    expect(name).toContain(' required=""');
    expect(name).toContain(` maxlength="${NAME_MAX}"`);
    expect(name).toContain(' autocomplete="given-name"');
    expect(name).toContain(' spellcheck="false"');
    expect(control(html, 'birthMonth')).toContain(' inputmode="numeric"');
    expect(control(html, 'phone')).toContain(' type="tel"');
  });

  test('ask nobody for what only some must give', () => {
    for (const name of ['phone', 'email', 'district', 'guardianName', 'guardianPhone']) {
      expect(control(html, name)).not.toContain('required');
    }
    expect(html).toContain(typeset('Tu as 18 ans ou plus ? Laisse cette partie vide.'));
  });

  test('« facultatif » stands by what everyone may leave empty, and only there', () => {
    const optional = [...html.matchAll(/data-label="">([^<]*)<\/span><span class="field-optional"/g)].map(
      ([, label]) => label,
    );
    expect(optional).toContain('Ton quartier');
    expect(optional).not.toContain('Ton prénom');
    expect(optional).not.toContain('Ton numéro de téléphone');
    expect(optional).not.toContain('Son prénom et son nom');
  });

  test('the checks of the browser find the definition’s messages', () => {
    expect(html).toContain('data-field="givenName" data-kind="name" data-missing="Écris ton prénom. Qui n’a');
    expect(html).toContain('data-one-of="phone email"');
    expect(html).toContain('data-narrowed-by="commune"');
  });
});

describe('what was typed', () => {
  const html = markup({ values: submittedValues(aYouth({ guardianName: '  espaces  ', website: 'robot' })) });

  test('stands in every control again', () => {
    expect(control(html, 'givenName')).toContain(' value="Inès"');
    expect(control(html, 'birthYear')).toContain(' value="2006"');
    expect(control(html, 'guardianName')).toContain(' value="  espaces  "');
    expect(control(html, 'website')).toContain(' value="robot"');
    expect(control(html, 'situation', 'etudes')).toContain(' checked=""');
    expect(control(html, 'situation', 'emploi')).not.toContain('checked');
    expect(control(html, 'interests', 'euratechnologies')).toContain(' checked=""');
    expect(control(html, 'interests', 'euracreative')).toContain(' checked=""');
    expect(control(html, 'interests', 'eurasante')).not.toContain('checked');
    expect(control(html, 'consent')).toContain(' checked=""');
    expect(html).toMatch(/<option value="59512" selected="">Roubaix<\/option>/);
    expect(html).toMatch(/<textarea[^>]*>Découvrir les métiers du jeu vidéo\.<\/textarea>/);
  });

  test('keeps every row of people, also those that are too many, which the message is about', () => {
    const last = 'mentors[20].givenName';
    const people = markup({
      form: companyForm,
      values: submittedValues({ [last]: 'Sam' }),
      errors: errorsOn({ [last]: ['20 personnes au plus.'] }),
    });
    expect(control(people, last)).toContain(' value="Sam"');
    expect(control(people, last)).toContain(' aria-invalid="true"');
  });

  test('shows one row of people too many at most, whatever was sent', () => {
    const inputs = Array.from({ length: 1_000 }, (_, row) => [`mentors[${row}].email`, 'x'] as const);
    const html = markup({ form: companyForm, values: submittedValues(Object.fromEntries(inputs)) });
    expect(html.match(/name="mentors\[\d+\]\.email"/g)).toHaveLength(21);
  });

  test('keeps the identifier of the application', () => {
    const submissionId = '3f1c9a52-7c1e-4a52-9d55-0b7a3f0c1d2e';
    expect(control(markup({ values: submittedValues({ submissionId }) }), 'submissionId')).toContain(
      ` value="${submissionId}"`,
    );
  });

  test.each([
    '"><script>alert(1)</script>',
    '</textarea></application-form>',
    "' onfocus='x",
    '<!--',
    '&lt;',
  ])('is text, whatever it looks like: %s', (hostile) => {
    const all = fieldsOf(youthForm).flatMap(([name, field]) => inputsOf(name, field));
    const values = submittedValues(Object.fromEntries(all.map((name) => [name, hostile])));
    const result = markup({ values, errors: errorsOn({ givenName: [hostile] }, [hostile]) });
    expect(result).not.toContain('<script');
    expect(result).not.toContain('<!--');
    expect(result.match(/<\/application-form>/g)).toHaveLength(1);
    expect(result.match(/<\/textarea>/g)).toHaveLength(1);
    const escaped = hostile.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    expect(result).toContain(escaped.replaceAll('"', '&quot;').replaceAll("'", '&#x27;'));
  });

  test('a line break at the beginning of a long text is not swallowed by the browser', () => {
    expect(markup({ values: submittedValues({ project: '\nBonjour' }) })).toMatch(
      /<textarea[^>]*>\n\nBonjour<\/textarea>/,
    );
  });
});

describe('errors', () => {
  const html = markup({
    errors: errorsOn({ birthDay: ['Cette date n’existe pas.'], situation: ['Choisis une réponse.'] }, [
      'Envoie à nouveau.',
    ]),
  });

  test('are told above the control, which is marked wrong and described by them', () => {
    expect(html).toContain('id="birthDate-error" data-error="">Cette date n’existe pas.</p>');
    for (const name of ['birthDay', 'birthMonth', 'birthYear']) {
      expect(control(html, name)).toContain(' aria-invalid="true"');
      expect(control(html, name)).toContain(' aria-describedby="birthDate-error"');
    }
    expect(control(html, 'situation', 'etudes')).toContain(' aria-invalid="true"');
    expect(control(html, 'givenName')).not.toContain('aria-invalid');
  });

  test('are gathered at the top, linked to the first control of each question', () => {
    const summary = /<form[^>]*><div class="form-errors" tabindex="-1"[^>]*>.*?<\/ul>/s.exec(html)?.[0] ?? '';
    expect(summary).toContain('<li>Envoie à nouveau.</li>');
    expect(summary).toContain('<a href="#birthDay">Cette date n’existe pas.</a>');
    expect(summary).toContain('<a href="#situation">Choisis une réponse.</a>');
  });

  test('name the row of a person', () => {
    const people = markup({ form: companyForm, errors: errorsOn({ 'mentors[6].email': ['À revoir.'] }) });
    expect(people).toContain('>Personne 7\u00A0: À revoir.</a>');
  });

  test('there is no summary without any', () => {
    expect(page(markup())).not.toContain('form-errors');
  });
});

test('a bot’s field is out of the tab order, of autofill and of screen readers', () => {
  const html = markup();
  expect(control(html, 'website')).toContain(' tabindex="-1"');
  expect(control(html, 'website')).toContain(' autocomplete="off"');
  expect(html).toContain('<div class="form-trap" aria-hidden="true">');
});

test.each(forms)(
  'who reads the answers of a %s, why and for how long is said once, by the consent',
  (_, form) => {
    const [before = '', after = '', ...others] = markup({ form }).split(typeset('2 ans au plus'));
    expect(others).toEqual([]);
    expect(before).toContain('data-field="consent"');
    expect(after).toContain(' name="consent"');
    expect(after).toContain('href="/donnees-personnelles/"');
  },
);
