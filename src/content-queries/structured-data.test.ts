import { expect, test } from 'vitest';
import { eventData, questionsData, trailData } from './structured-data.ts';

const site = new URL('https://mentorat.example');
const organiser = { name: 'Association Le Moment', email: 'contact@mentorat.example', url: site };
const event = {
  title: 'Visite',
  kind: 'visit',
  audience: 'youth',
  lead: 'On entre.',
  start: '2027-03-27T20:00',
  end: '2027-03-28T08:00',
  place: 'Lille',
} as const;

test('an event tells its hours with the offset Paris has at each', () => {
  expect(eventData(event, new URL('/agenda/visite/', site), organiser)).toMatchObject({
    '@type': 'Event',
    startDate: '2027-03-27T20:00:00+01:00',
    endDate: '2027-03-28T08:00:00+02:00',
    url: 'https://mentorat.example/agenda/visite/',
  });
});

test('an event tells what it is and for whom; what is for everybody is for no audience', () => {
  const dataOf = (facts: Partial<Parameters<typeof eventData>[0]>) =>
    eventData({ ...event, ...facts }, new URL('/agenda/visite/', site), organiser);
  expect(dataOf({ kind: 'training', audience: 'mentor' })).toMatchObject({
    '@type': 'EducationEvent',
    audience: { '@type': 'Audience', audienceType: 'Mentors' },
  });
  expect(dataOf({ audience: 'everyone' })).not.toHaveProperty('audience');
});

test('an event that is cancelled says so', () => {
  const statusOf = (cancelled?: boolean) =>
    eventData({ ...event, cancelled }, new URL('/agenda/visite/', site), organiser).eventStatus;
  expect([undefined, false, true].map(statusOf)).toEqual([
    'https://schema.org/EventScheduled',
    'https://schema.org/EventScheduled',
    'https://schema.org/EventCancelled',
  ]);
});

test('the trail gives whole addresses, from the home page down', () => {
  const { itemListElement } = trailData(
    [
      { label: 'Accueil', href: '/' },
      { label: 'Agenda', href: '/agenda/' },
    ],
    site,
  );
  expect(itemListElement).toMatchObject([
    { position: 1, item: 'https://mentorat.example/' },
    { position: 2, name: 'Agenda', item: 'https://mentorat.example/agenda/' },
  ]);
});

test('questions come with their answers', () => {
  expect(questionsData([{ question: 'Combien ?', answer: 'Rien.' }]).mainEntity).toMatchObject([
    { name: 'Combien ?', acceptedAnswer: { text: 'Rien.' } },
  ]);
});
