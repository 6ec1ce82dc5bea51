import type { ComponentProps } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { eventCardProps } from '../agenda/event-card.ts';
import { HomePage } from './HomePage.tsx';

const words = { title: 'Titre', lead: 'Chapeau' };

const call = { ...words, href: '/candidater/', label: 'Le bouton' };

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

type Closed = Partial<ComponentProps<typeof HomePage>['closed']>;

/** The home page with these lists, and the recruitment of these audiences closed. */
function shown({ events = [], needs, ...closed }: { events?: (typeof event)[]; needs?: string } & Closed) {
  return renderToStaticMarkup(
    <HomePage
      home={{
        ...words,
        title: 'Une porte s’ouvre',
        doors: { youth: 'porte des jeunes', mentor: 'porte des mentors', company: 'porte des entreprises' },
        how: { ...words, steps: [] },
        results: words,
        sites: words,
        stories: { ...words, title: 'Ils ont fait la route' },
        questions: words,
        why: { title: '', text: '', figure: '', meaning: '', source: '' },
        closing: words,
        closed: { ...words, title: 'Une porte' },
      }}
      closed={{ youth: undefined, mentor: undefined, company: undefined, ...closed }}
      call={call}
      facts={[]}
      sites={[]}
      needs={needs}
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

test('the mentors sought lead to their page, and take no place while there are none', () => {
  const words = '3 mentors recherchés à EuraMaterials';
  expect(shown({ needs: words })).toContain(`<a href="/devenir-mentor/">${words}</a>`);
  expect(shown({})).not.toContain('needs-line');
});

test('the next dates have their section', () => {
  expect(shown({ events: [event] })).toContain('Des dates pour pousser la porte');
});

test('while recruitment is closed, each door says so, and nothing on the page invites youths', () => {
  const open = ['<h1>Une porte s’ouvre</h1>', 'Je cherche un mentor</a>', '<span>porte des jeunes'];
  for (const text of open) expect(shown({})).toContain(text);
  const page = shown({ youth: { ...words, title: 'Plus tard' } });
  for (const text of open) expect(page).not.toContain(text);
  expect(page).toContain('<h1>Une porte</h1>');
  expect(page).toContain('<span>Plus tard</span>');
  expect(page.match(/href="\/candidater\/">Le bouton/g)).toHaveLength(2);
  expect(page).toContain('<span>porte des mentors');
});
