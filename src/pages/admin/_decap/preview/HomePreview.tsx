import { renderToStaticMarkup } from 'react-dom/server';
import { doors, LAST_CALL } from '../../../../components/site/doors.ts';
import { closedIn } from '../../../../cms/settings.ts';
import { collections } from '../../../../cms/collections.ts';
import { HomePage } from '../../../../components/home/HomePage.tsx';
import { wallTime } from '../../../../domain/wall-clock.ts';
import { agendaAt, isProposed } from '../../../../domain/events/event.ts';
import { isPublished, type Publishable } from '../../../../domain/publication.ts';
import { useEntries, useEntry } from './entries.ts';
import { Prose } from './Prose.tsx';
import type { PreviewProps } from './previewed.ts';
import { eventCardProps } from '../../../../components/agenda/event-card.ts';
import { storyCardProps } from '../../../../components/stories/story-card.ts';
import { useYouthFacts } from './youth-facts.ts';
import { pictureShown, urlShown } from './picture-shown.ts';

/** Cards of a kind on the page. */
const SOME = 3;

/** The home page with what it shows of the other entries, as visitors will see it. */
export function HomePreview({ data: home, decap }: PreviewProps<'home'>) {
  const now = new Date();
  const edition = { today: wallTime(now, 'Europe/Paris').slice(0, 10), examples: false };
  const isShown = ({ data }: { data: Publishable }) => isPublished(data, edition);
  const sites = useEntries(decap, collections.sites);
  const trades = useEntries(decap, collections.trades);
  const stories = useEntries(decap, collections.stories).filter(isShown);
  const events = useEntries(decap, collections.events).filter(isShown);
  const [results] = useEntries(decap, collections.results).sort((a, b) => b.data.year - a.data.year);
  const closed = closedIn(useEntry(decap, collections.settings, 'site').recruitment);
  const agenda = useEntry(decap, collections.pages, 'agenda');
  const { afternoon } = useEntry(decap, collections.programme, 'programme');
  const questions = useEntries(decap, collections.questions)
    .filter(({ data }) => data.audience === 'youth')
    .sort((a, b) => a.data.order - b.data.order || a.id.localeCompare(b.id));
  const of = <E extends { id: string }>(entries: readonly E[], id: string | undefined) =>
    entries.find((entry) => entry.id === id);

  const cards = stories
    .sort((a, b) => b.data.date.localeCompare(a.data.date) || a.id.localeCompare(b.id))
    .flatMap(({ id, data }) => {
      const site = of(sites, data.site.id)?.data;
      const trade = of(trades, data.trade.id)?.data;
      if (site === undefined || trade === undefined) return [];
      return [storyCardProps({ id, data, site, trade, picture: pictureShown(decap, data.image) })];
    });
  const next = agendaAt(events, now)
    .upcoming.filter(isProposed)
    .slice(0, SOME)
    .map(({ id, data }) => eventCardProps({ id, data, site: of(sites, data.site?.id)?.data }));
  return (
    <HomePage
      home={home}
      closed={closed}
      call={{ ...(closed.youth ?? home.closing), href: doors[0].href, label: LAST_CALL }}
      facts={useYouthFacts(decap)}
      sites={home.sites.order.flatMap(({ id }) => {
        const site = of(sites, id);
        return site === undefined ? [] : [{ id, ...site.data }];
      })}
      picture={pictureShown(decap, home.how.photo)}
      results={results?.data}
      stories={cards.slice(0, SOME)}
      afternoon={afternoon}
      agenda={{ title: agenda.title, lead: agenda.lead, events: next }}
      questionGroup={
        questions.length === 0
          ? undefined
          : {
              fragment: 'jeunes',
              questions: questions.map(({ id, data, body }) => ({
                id,
                title: data.title,
                answer: renderToStaticMarkup(<Prose markdown={body} urlOf={urlShown(decap)} />),
              })),
            }
      }
    />
  );
}
