import CMS from 'decap-cms-app';
import type { PreviewTemplateComponentProps } from 'decap-cms-core';
import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { collections } from '../../../cms/collections.ts';
import { EventCard } from '../../../components/agenda/EventCard.tsx';
import { EventHead } from '../../../components/agenda/EventHead.tsx';
import { ResultFigures } from '../../../components/home/ResultFigures.tsx';
import type { PictureProps } from '../../../components/media/Picture.tsx';
import { NewsCard } from '../../../components/news/NewsCard.tsx';
import { NewsHead } from '../../../components/news/NewsHead.tsx';
import { PathSteps } from '../../../components/programme/PathSteps.tsx';
import { SiteCard } from '../../../components/sites/SiteCard.tsx';
import { SiteHead } from '../../../components/sites/SiteHead.tsx';
import { StoryCard } from '../../../components/stories/StoryCard.tsx';
import { StoryHead } from '../../../components/stories/StoryHead.tsx';
import { Draft } from './draft.ts';
import { previewStyles } from './preview-styles.ts';

/** Until staff have chosen a date. */
const ANY_DAY = '2026-01-01';
const ANY_TIME = `${ANY_DAY}T09:00`;

interface PreviewProps {
  draft: Draft;
  id: string;
  /** The Markdown under the fields, as Decap renders it. */
  body: ReactNode;
  picture: (field: string) => PictureProps | undefined;
  decap: PreviewTemplateComponentProps;
}

/** The entry that a relation names, empty until it is loaded. */
function useRelated({ draft, decap }: PreviewProps, field: string, collection: string): Draft {
  const slug = draft.text(field);
  const { getCollection } = decap;
  const [related, setRelated] = useState({ slug: '', draft: new Draft() });
  useEffect(() => {
    if (slug === '' || related.slug === slug) return;
    let isShown = true;
    getCollection(collection, slug).then(
      (found) => {
        const [entry] = [found].flat();
        const { data }: { data?: unknown } = entry?.toJS() ?? {};
        if (isShown) setRelated({ slug, draft: new Draft(data) });
      },
      // Deleted meanwhile: the content check says so.
      () => undefined,
    );
    return () => {
      isShown = false;
    };
  }, [slug, related.slug, collection, getCollection]);
  return related.slug === slug ? related.draft : new Draft();
}

/** A card as it stands in a list, under the page it leads to. */
function InList({ children }: { children: ReactNode }) {
  return (
    <aside className="section sand">
      <div className="wrap">
        <p className="small">Dans une liste :</p>
        {children}
      </div>
    </aside>
  );
}

function SitePreview({ draft, body }: PreviewProps) {
  const world = draft.choice('world', collections.sites.fields.world);
  const name = draft.text('name');
  const sector = draft.text('sector');
  return (
    <>
      <SiteHead
        name={name}
        sector={sector}
        place={draft.text('place')}
        tagline={draft.text('tagline')}
        lead={draft.text('lead')}
        world={world}
      />
      <div className="section wrap site-body" data-world={world}>
        <div className="prose">{body}</div>
      </div>
      <InList>
        <SiteCard name={name} sector={sector} world={world} href="#" />
      </InList>
    </>
  );
}

function StoryPreview(props: PreviewProps) {
  const { draft, id, body, picture } = props;
  const related = useRelated(props, 'site', 'sites');
  const trade = useRelated(props, 'trade', 'trades');
  const world = related.choice('world', collections.sites.fields.world);
  const story = {
    id,
    title: draft.text('title'),
    quote: draft.text('quote'),
    people: draft.text('people'),
    kind: draft.choice('kind', collections.stories.fields.kind),
    site: { name: related.text('name'), world },
    picture: picture('image'),
    isExample: draft.yes('exemple'),
  };
  return (
    <>
      <article>
        <StoryHead {...story} lead={draft.text('lead')} />
        <div className="wrap story-body" data-world={world}>
          <div className="prose">{body}</div>
        </div>
      </article>
      <InList>
        <StoryCard {...story} href="#" trade={trade.text('name')} />
      </InList>
    </>
  );
}

function EventPreview(props: PreviewProps) {
  const { draft, body } = props;
  const related = useRelated(props, 'site', 'sites');
  const world =
    draft.text('site') === '' ? undefined : related.choice('world', collections.sites.fields.world);
  const { kind, audience } = collections.events.fields;
  const start = draft.time('start', ANY_TIME);
  const event = {
    title: draft.text('title'),
    kind: draft.choice('kind', kind),
    start,
    end: draft.time('end', start),
    isPast: false,
    isExample: draft.yes('exemple'),
  };
  return (
    <>
      <article>
        <EventHead {...event} lead={draft.text('lead')} world={world} />
        <div className="section wrap event-body" data-world={world}>
          <div>
            <div className="prose">{body}</div>
            <section className="event-register">
              <h2>S’inscrire</h2>
              <p>{draft.text('registration')}</p>
            </section>
          </div>
        </div>
      </article>
      <InList>
        <EventCard
          {...event}
          href="#"
          audience={draft.choice('audience', audience)}
          place={draft.text('place')}
          site={world && { name: related.text('name'), world }}
        />
      </InList>
    </>
  );
}

function NewsPreview({ draft, body, picture }: PreviewProps) {
  const news = {
    title: draft.text('title'),
    date: draft.day('date', ANY_DAY),
    lead: draft.text('lead'),
    isExample: draft.yes('exemple'),
  };
  return (
    <>
      <article className="section wrap">
        <NewsHead {...news} />
        <div className="prose">{body}</div>
      </article>
      <InList>
        <NewsCard {...news} href="#" picture={picture('image')} />
      </InList>
    </>
  );
}

function ProgrammePreview({ draft }: PreviewProps) {
  const path = draft.group('path');
  const { kind } = collections.programme.fields.path.fields.steps.fields;
  const steps = path.groups('steps').map((step) => ({
    title: step.text('title'),
    kind: step.choice('kind', kind),
    hours: step.number('hours'),
    text: step.text('text'),
  }));
  return (
    <section className="section path-section">
      <div className="wrap">
        <div className="section-head">
          <h2>{path.text('title')}</h2>
          <p className="lead">{path.text('note')}</p>
        </div>
        <PathSteps steps={steps} />
      </div>
    </section>
  );
}

function ResultsPreview({ draft }: PreviewProps) {
  const figures = draft.groups('figures').map((figure) => ({
    value: figure.text('value'),
    label: figure.text('label'),
    meaning: figure.text('meaning'),
  }));
  return (
    <section className="section bricks">
      <div className="wrap">
        <ResultFigures figures={figures} />
      </div>
    </section>
  );
}

/** A page of text, or a question and its answer. */
function TextPreview({ draft, body }: PreviewProps) {
  return (
    <div className="section wrap">
      <div className="section-head">
        <h1>{draft.text('title')}</h1>
        <p className="lead">{draft.text('lead')}</p>
      </div>
      <div className="prose">{body}</div>
    </div>
  );
}

/** By collection: what shows an entry as the site does. The others have no page of their own. */
const previews: Record<string, ComponentType<PreviewProps>> = {
  sites: SitePreview,
  stories: StoryPreview,
  events: EventPreview,
  news: NewsPreview,
  programme: ProgrammePreview,
  results: ResultsPreview,
  pages: TextPreview,
  questions: TextPreview,
};

/** The collections whose entries are shown as they will be. */
export const previewed: readonly string[] = Object.keys(previews);

function previewOf(Preview: ComponentType<PreviewProps>, hasBody: boolean) {
  return function DecapPreview(decap: PreviewTemplateComponentProps) {
    const { entry, widgetFor, getAsset } = decap;
    const { data, slug }: { data?: unknown; slug?: string } = entry.toJS();
    const draft = new Draft(data);
    const picture = (field: string): PictureProps | undefined => {
      const group = draft.group(field);
      const path = group.text('src');
      if (path === '') return undefined;
      // The box that the page's stylesheet gives decides of the size.
      return { src: getAsset(path).url, width: 1600, height: 1200, alt: group.text('alt') };
    };
    const body = hasBody ? widgetFor('body') : null;
    return <Preview draft={draft} id={slug ?? ''} body={body} picture={picture} decap={decap} />;
  };
}

/** Shows entries by the site's own templates and styles. */
export function registerPreviews(): void {
  for (const style of previewStyles) CMS.registerPreviewStyle(style, { raw: true });
  for (const { name, ...collection } of Object.values(collections)) {
    const Preview = previews[name];
    if (Preview) CMS.registerPreviewTemplate(name, previewOf(Preview, 'body' in collection));
  }
}
