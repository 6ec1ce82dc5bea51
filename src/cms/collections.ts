import { associations } from './associations.ts';
import { essentials } from './essentials.ts';
import { events } from './events.ts';
import { home } from './home.ts';
import { messages } from './messages.ts';
import { neighbourhoods } from './neighbourhoods.ts';
import { news } from './news.ts';
import { pages } from './pages.ts';
import { partners } from './partners.ts';
import { programme } from './programme.ts';
import { questions } from './questions.ts';
import { results } from './results.ts';
import { settings } from './settings.ts';
import { sites } from './sites.ts';
import { stories } from './stories.ts';
import { trades } from './trades.ts';
import { wording } from './wording.ts';

/** Every kind of content, in the order staff see them. */
export const collections = {
  home,
  programme,
  essentials,
  sites,
  pages,
  questions,
  wording,
  stories,
  trades,
  events,
  news,
  results,
  partners,
  associations,
  neighbourhoods,
  messages,
  settings,
};

/** The collections as the CMS groups them, in the same order, each with its icon. */
export const collectionGroups: readonly {
  label: string;
  icons: Readonly<Partial<Record<keyof typeof collections, string>>>;
}[] = [
  {
    label: 'Les pages',
    icons: {
      home: '🏠',
      programme: '🧭',
      essentials: '📌',
      sites: '🏭',
      pages: '📄',
      questions: '❓',
      wording: '🔤',
    },
  },
  {
    label: 'Ce qui se passe',
    icons: { stories: '💬', trades: '🛠️', events: '📅', news: '📣', results: '📊' },
  },
  { label: 'Autour du programme', icons: { partners: '🤝', associations: '🧡', neighbourhoods: '🏘️' } },
  { label: 'Les coulisses', icons: { messages: '✉️', settings: '⚙️' } },
];
