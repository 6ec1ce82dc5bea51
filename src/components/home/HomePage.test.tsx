import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { eventCardProps } from '../agenda/event-card.ts';
import { HomePage } from './HomePage.tsx';

const words = { title: 'Titre', lead: 'Chapeau' };

const afternoon = {
  ...words,
  title: 'Une après-midi',
  hours: 3,
  moments: [{ time: '14 h', title: 'Tu pousses la porte', text: 'Vous entrez ensemble.' }],
};

const event = eventCardProps({
  id: 'visite',
  data: {
    title: 'Visite',
    kind: 'visit',
    audience: 'youth',
    start: '2027-01-20T09:30',
    end: '2027-01-20T12:00',
    place: 'Lille',
  },
  site: undefined,
});

/** The home page with these lists. */
function shown({ events = [] }: { events?: (typeof event)[] }): string {
  return renderToStaticMarkup(
    <HomePage
      home={{
        ...words,
        doors: { youth: '', mentor: '', company: '' },
        how: { ...words, steps: [] },
        results: words,
        sites: words,
        stories: { ...words, title: 'Ils ont fait la route' },
        questions: words,
        why: { title: '', text: '', figure: '', meaning: '', source: '' },
        closing: words,
      }}
      sites={[]}
      results={undefined}
      stories={[]}
      afternoon={afternoon}
      agenda={{ title: 'Des dates pour pousser la porte', lead: '', events }}
      questionGroup={undefined}
    />,
  );
}

test('a list without an entry takes no section of the home page: an afternoon is told in the place of stories', () => {
  const page = shown({});
  expect(page).not.toContain('Des dates');
  expect(page).not.toContain('Ils ont fait la route');
  expect(page).toContain('14 h');
  expect(page).toContain('href="/programme/#apres-midi"');
});

test('the next dates have their section', () => {
  expect(shown({ events: [event] })).toContain('Des dates pour pousser la porte');
});
