import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { EventArticle } from './EventArticle.tsx';
import { EventCard, type EventCardProps } from './EventCard.tsx';
import { eventCardProps } from './event-card.ts';

/** The page of an event, and its place in a list. */
function shown({
  isPast = false,
  ...data
}: Partial<Pick<EventCardProps, 'kind' | 'audience'>> & {
  isPast?: boolean;
  cancelled?: boolean;
  start?: string;
  end?: string;
  registrationUntil?: string;
}) {
  const event = eventCardProps({
    id: 'visite',
    data: {
      title: 'Visite',
      kind: 'visit',
      audience: 'youth',
      start: '2027-01-20T09:30',
      end: '2027-01-20T12:00',
      place: 'Lille',
      ...data,
    },
    site: undefined,
    isPast,
  });
  const article = (
    <EventArticle
      {...event}
      registrationUntil={data.registrationUntil}
      id="visite"
      lead="On entre."
      site={undefined}
      register="S’inscrire"
      registration="Écris à l’équipe."
      email="equipe@exemple.org"
      body=""
    />
  );
  return { page: renderToStaticMarkup(article), card: renderToStaticMarkup(<EventCard {...event} />) };
}

test('an event to come says how to take part, and gives itself to calendars', () => {
  const { page, card } = shown({});
  expect(page).toContain('Écris à l’équipe.');
  expect(page).toContain('href="/agenda/visite.ics"');
  expect(page + card).not.toContain('Annulé');
});

test('one that is cancelled says so on its page and in lists, and no longer how to take part', () => {
  const { page, card } = shown({ cancelled: true });
  for (const markup of [page, card]) expect(markup).toContain('>Annulé<');
  expect(page).not.toContain('Écris à l’équipe.');
  expect(page).not.toContain('.ics');
});

test('those who are in the programme register on their own page, and companies write', () => {
  const page = (audience: EventCardProps['audience']) => shown({ audience }).page;
  expect(page('youth')).toContain('<a href="/suivi/">Inscris-toi sur ton suivi</a>');
  expect(page('mentor')).toContain('<a href="/suivi/">Inscrivez-vous sur votre suivi</a>');
  expect(page('company')).not.toContain('/suivi/');
  for (const audience of ['youth', 'company'] as const)
    expect(page(audience)).toContain('href="mailto:equipe@exemple.org');
  expect(shown({ isPast: true }).page).not.toContain('/suivi/');
});

test('until when one may register is said while one may', () => {
  const registrationUntil = '2027-01-18T18:00';
  expect(shown({ registrationUntil }).page).toContain(
    'jusqu’au lundi <span class="whole-date">18\u00A0janvier 2027,</span> 18\u00A0h',
  );
  expect(shown({ registrationUntil, isPast: true }).page).not.toContain('jusqu’au');
});

test('one that is past says so', () => {
  const { page } = shown({ isPast: true });
  expect(page).toContain('C’est passé.');
  expect(page).not.toContain('Écris à l’équipe.');
});

test('one that lasts all day names no hour', () => {
  const { page, card } = shown({ start: '2027-01-20T00:00', end: '2027-01-20T23:59' });
  expect(page).toContain('toute la journée');
  expect(card).not.toMatch(/\d\u00A0h|plusieurs jours/);
});

test('what it is and for whom stand together on its page and in lists', () => {
  const { page, card } = shown({ kind: 'training', audience: 'mentor' });
  for (const markup of [page, card])
    expect(markup.replaceAll(/<[^>]*>/g, '')).toContain('Formation pour les mentors');
});
