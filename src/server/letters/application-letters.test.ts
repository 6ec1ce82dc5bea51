import { expect, test } from 'vitest';
import { letterText } from '../../components/mail/letter.ts';
import type { Application } from '../../domain/application/application.ts';
import { aCompany } from '../../../tests/fixtures/company.fixture.ts';
import { companyForm } from '../../domain/application/company.ts';
import { type Form, parseApplication } from '../../domain/application/form.ts';
import { aMentor } from '../../../tests/fixtures/mentor.fixture.ts';
import { mentorForm } from '../../domain/application/mentor.ts';
import { type TypedFixture, aMinor, submittedValues } from '../../../tests/fixtures/youth.fixture.ts';
import { youthForm } from '../../domain/application/youth.ts';
import { SETTINGS, TEAM } from '../../../tests/fixtures/programme.fixture.ts';
import type { Message } from './message.ts';
import { confirmation, notice } from './application-letters.ts';

function textOf(message: Message | undefined): string {
  return message === undefined ? '' : letterText(message.letter);
}

function anApplication(form: Form, fixture: TypedFixture): Application {
  const parsed = parseApplication(form, submittedValues(fixture), '2026-11-22');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  const { audience, referencePrefix } = form;
  return {
    audience,
    id: 'ab',
    reference: `${referencePrefix}-22222222`,
    season: '2026-2027',
    receivedAt: '2026-11-22T20:00:00.000Z',
    answers: parsed.answers,
    signals: [],
  };
}

/** On which every application here arrives; its answer is promised for the next Friday. */
const SUNDAY = '2026-11-22';

const MENTOR = anApplication(mentorForm, aMentor({ givenName: 'Alex', phone: '+32 470 12 34 56' }));

const COMPANY = anApplication(companyForm, {
  companyName: 'Exemple SAS',
  contactName: 'Dominique Exemple',
  email: 'rh@exemple.fr',
  offers: ['visite'],
  'mentors[0].givenName': 'Sam',
  'mentors[0].familyName': 'Exemple',
  'mentors[0].email': 'sam@exemple.fr',
  'mentors[1].givenName': 'Lou',
  'mentors[1].familyName': 'Exemple',
  'mentors[1].email': 'lou@exemple.fr',
  consent: 'on',
});

test('a mentor is told of their training, and of the bulletin n° 3 only while it is asked for', () => {
  const bulletin = 'Nous regardons le bulletin n° 3 avec vous.';
  const letter = (settings: typeof SETTINGS & { bulletin?: string }) =>
    textOf(confirmation(mentorForm, MENTOR, SUNDAY, settings));
  expect(letter({ ...SETTINGS, bulletin })).toContain(`${bulletin} Ne l’envoyez pas par e-mail.`);
  expect(letter(SETTINGS)).toContain('Vous vous formez avec l’association');
  expect(letter(SETTINGS)).not.toMatch(/bulletin|e-mail\.$/m);
});

test('a youth reads what was chosen in everyday words, and where to find what was written', () => {
  const message = confirmation(youthForm, anApplication(youthForm, aMinor()), SUNDAY, SETTINGS);
  expect(message?.subject).toBe('Ta candidature est bien arrivée (JE-22222222)');
  // The space of a date is one that does not break.
  expect(textOf(message).replaceAll('\u00A0', ' ')).toBe(`Bonjour Inès,

Ta candidature à « Mentorat d'excellence » est bien arrivée. Merci !

Ta référence : JE-22222222
Garde-la : elle permet de retrouver ta candidature.

Et maintenant ?
1. Une personne de l’équipe lit ta candidature.
2. Nous te répondons au plus tard le vendredi 27 novembre 2026.
3. Vous parlez ensemble de ce qui t’attire et de la suite.

Ce que tu nous as envoyé

Toi
- Ton prénom : bien reçu
- Ton nom de famille : bien reçu
- Ta date de naissance : 14 mars 2010

Te joindre
- Ton numéro de téléphone : bien reçu
- Ton adresse e-mail : bien reçu
- Comment préfères-tu qu’on te réponde ? Un SMS

Où tu vis, ce que tu fais
- Ta commune : Roubaix
- Ton quartier : Nouveau Roubaix
- En ce moment, tu es… En études après le bac

Tes envies
- Qu’est-ce qui t’attire ?
  - Numérique (EuraTechnologies)
  - Jeu vidéo, audiovisuel, musique, spectacle, design (EuraCreative)
- Ton projet, ou ce que tu aimerais découvrir : bien reçu
- Quand es-tu disponible ? Le samedi

Ton responsable légal
- Son prénom et son nom : bien reçu
- Son numéro de téléphone : bien reçu
- Son adresse e-mail : bien reçu

Ton accord
- Tes données : accord donné le 22 novembre 2026

Cet e-mail ne recopie pas ce que tu as écrit toi-même. Tu le retrouves sur ta page de suivi, avec « Télécharger mes données ».

Une erreur ? Une question ? Réponds à ce message.

Mentorat d'excellence
Association Le Moment
https://site.test`);
});

test('a mentor and a company are addressed as « vous », by name, with their own words', () => {
  const toMentor = confirmation(mentorForm, MENTOR, SUNDAY, SETTINGS);
  const toCompany = confirmation(companyForm, COMPANY, SUNDAY, SETTINGS);
  expect(textOf(toMentor)).toMatch(/^Bonjour Alex,\n\nVotre inscription/);
  expect(textOf(toMentor)).toContain('- La charte du mentorat : accord donné le');
  expect(textOf(toCompany)).toMatch(/^Bonjour Dominique Exemple,\n\nVotre inscription/);
  expect(textOf(toCompany)).toContain('- Ce que vous proposez : Des visites de l’entreprise');
  for (const message of [toMentor, toCompany])
    expect(`${message?.subject} ${textOf(message)}`).not.toMatch(
      /(?<!\p{L})([Tt](u|a|on|es|oi)|[Gg]arde-la|Réponds)(?!\p{L})/u,
    );
});

test('who gave no address gets no confirmation', () => {
  expect(
    confirmation(youthForm, anApplication(youthForm, aMinor({ email: '' })), SUNDAY, SETTINGS),
  ).toBeUndefined();
});

test.each([
  [youthForm, anApplication(youthForm, aMinor()), 'Une candidature de jeune est arrivée : Inès.'],
  [mentorForm, MENTOR, 'Une inscription de mentor est arrivée : Alex.'],
  [companyForm, COMPANY, 'Une inscription d’entreprise est arrivée.'],
])('the team learns the first name and where the row is, nothing else', (form, application, first) => {
  const message = notice(form, application, SETTINGS, TEAM);
  expect(message.to).toBe(TEAM);
  expect(textOf(message)).toBe(`${first}

La ligne ${application.reference} est dans l’onglet « ${form.tabName} » du tableur.

Ce message part tout seul à chaque inscription.

Mentorat d'excellence
Association Le Moment
https://site.test`);
  expect(message.subject).not.toMatch(/Inès|Alex|Dominique/);
});

const SPAM = 'Gagnez : appelez le 06 12 34 56 78, www.banque.example, moi@banque.example';

test.each<[Form, TypedFixture]>([
  [
    youthForm,
    aMinor({
      ...{ givenName: SPAM, familyName: SPAM, project: SPAM, guardianName: SPAM, phone: '06 11 22 33 44' },
      guardianEmail: 'appelez-0612@banque.example',
    }),
  ],
  [
    mentorForm,
    aMentor({ givenName: SPAM, familyName: SPAM, company: SPAM, motivation: SPAM, jobTitle: SPAM }),
  ],
  [
    companyForm,
    aCompany({
      ...{ companyName: SPAM, contactName: SPAM, contactRole: SPAM, message: SPAM, phone: '06 11 22 33 44' },
      'mentors[0].givenName': SPAM,
      'mentors[0].familyName': SPAM,
    }),
  ],
])('no letter carries what was written to an address that may be a stranger’s', (form, fixture) => {
  const application = anApplication(form, fixture);
  for (const message of [
    confirmation(form, application, SUNDAY, SETTINGS),
    notice(form, application, SETTINGS, 'equipe@exemple.org'),
  ])
    expect(`${message?.subject} ${textOf(message)}`).not.toMatch(/Gagnez|banque|appelez|0?6 ?1[12]/);
  expect(textOf(confirmation(form, application, SUNDAY, SETTINGS))).toMatch(/^Bonjour,\n/);
});

test('a letter that leaves once the promised day is past promises no day', () => {
  for (const [form, application] of [
    [youthForm, anApplication(youthForm, aMinor())],
    [mentorForm, MENTOR],
    [companyForm, COMPANY],
  ] as const) {
    const onTime = textOf(confirmation(form, application, '2026-11-27', SETTINGS)).replaceAll(/\s/g, ' ');
    expect(onTime).toContain('au plus tard le vendredi 27 novembre 2026');
    const late = textOf(confirmation(form, application, '2026-11-28', SETTINGS)).replaceAll(/\s/g, ' ');
    expect(late).toContain('dès que possible : ce message part en retard, et nous nous en excusons.');
    expect(late).not.toMatch(/au plus tard|27 novembre/);
  }
});
