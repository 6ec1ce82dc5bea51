import { expect, test } from 'vitest';
import { collectionSchema } from './collection.ts';
import { essentialFacts, essentials } from './essentials.ts';
import { plainContext } from './fields.ts';

const OPEN = { open: true };
const SETTINGS = {
  promiseDays: 5,
  screening: { bulletinRequired: true, bulletin: 'Vu avec vous.' },
  recruitment: { youth: OPEN, mentor: OPEN, company: OPEN },
};

test('a fact is shown under its label once it is filled, and the promised answer', () => {
  expect(essentialFacts('youth', { hours: '20 heures', price: '', where: undefined }, SETTINGS)).toEqual([
    { label: 'Durée', value: '20 heures' },
    { label: 'Réponse', value: 'Sous cinq jours de travail' },
  ]);
});

test('no answer is promised to those whose recruitment is closed', () => {
  const recruitment = { ...SETTINGS.recruitment, mentor: { open: false } };
  const facts = (audience: 'youth' | 'mentor') =>
    essentialFacts(audience, { hours: '20 heures' }, { ...SETTINGS, recruitment }).map(({ label }) => label);
  expect(facts('mentor')).toEqual(['Engagement']);
  expect(facts('youth')).toEqual(['Durée', 'Réponse']);
});

test('the bulletin n° 3 is a fact of mentors only while they are asked for it', () => {
  const labels = (bulletinRequired: boolean) =>
    essentialFacts(
      'mentor',
      { hours: '20 heures', record: 'Vu ensemble' },
      { ...SETTINGS, screening: { ...SETTINGS.screening, bulletinRequired } },
    ).map(({ label }) => label);
  expect(labels(true)).toEqual(['Engagement', 'Bulletin n° 3', 'Réponse']);
  expect(labels(false)).toEqual(['Engagement', 'Réponse']);
});

test('facts that are not confirmed yet may stay empty', () => {
  const points = { title: 'Titre', points: [{ title: 'Point', text: 'Un texte.' }] };
  const moment = { time: 'Ensuite', title: 'Un appel', text: 'Un texte.' };
  const engagement = {
    commitment: { title: 'Titre', gives: points, receives: points, note: 'Un texte.' },
    calendar: { title: 'Titre', moments: [moment, moment] },
  };
  const written = {
    youth: { facts: { price: '', hours: '20 heures', dates: null, where: 'Ici' } },
    mentor: { facts: { hours: '20 heures', training: 'Avant', record: 'À montrer' }, ...engagement },
    company: { facts: { start: 'Un mentor', hours: '20 heures', guidance: 'Par nous' }, ...engagement },
  };
  const { youth } = collectionSchema(essentials, plainContext).parse(written);
  expect(youth.facts.price).toBeUndefined();
});
