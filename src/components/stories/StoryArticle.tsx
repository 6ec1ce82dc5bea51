import { formatDay } from '../../domain/french-dates.ts';
import { RichText } from '../text/RichText.tsx';
import { StoryHead, type StoryHeadProps } from './StoryHead.tsx';

interface Props extends StoryHeadProps {
  site: StoryHeadProps['site'] & { id: string };
  trade: { id: string; name: string };
  /** Civil day `YYYY-MM-DD`. */
  date: string;
  /** HTML. */
  body: string;
}

/** A story, from its head to its facts. */
export function StoryArticle({ site, trade, date, body, ...head }: Props) {
  return (
    <article>
      <StoryHead {...head} site={site} />
      <div className="wrap story-body" data-motif={site.motif}>
        <RichText html={body} />
        <dl className="side-facts">
          <div>
            <dt>Le site</dt>
            <dd>
              <a href={`/sites/${site.id}/`}>{site.name}</a>
            </dd>
          </div>
          <div>
            <dt>Le métier</dt>
            <dd>
              <a href={`/temoignages/metier/${trade.id}/`}>{trade.name}</a>
            </dd>
          </div>
          <div>
            <dt>Raconté le</dt>
            <dd>{formatDay(date)}</dd>
          </div>
        </dl>
      </div>
    </article>
  );
}
