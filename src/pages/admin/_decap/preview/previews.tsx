import CMS from 'decap-cms-app';
import type { PreviewTemplateComponentProps } from 'decap-cms-core';
import { type ComponentType, Fragment, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { collections } from '../../../../cms/collections.ts';
import type { Collection } from '../../../../cms/collection.ts';
import type { Fields } from '../../../../cms/fields.ts';
import { previewName } from '../../../../cms/decap.ts';
import { closedIn } from '../../../../cms/settings.ts';
import { essentialFacts } from '../../../../cms/essentials.ts';
import { filled } from '../../../../cms/filled.ts';
import { EventCard } from '../../../../components/agenda/EventCard.tsx';
import { EventArticle } from '../../../../components/agenda/EventArticle.tsx';
import { ResultsBand } from '../../../../components/home/ResultsBand.tsx';
import { NewsArticle } from '../../../../components/news/NewsArticle.tsx';
import { NewsCard } from '../../../../components/news/NewsCard.tsx';
import { PartnerList } from '../../../../components/partners/PartnerList.tsx';
import { Calendar } from '../../../../components/programme/Calendar.tsx';
import { ProgrammePage } from '../../../../components/programme/ProgrammePage.tsx';
import { QuestionList } from '../../../../components/questions/QuestionList.tsx';
import { CommitmentCard } from '../../../../components/site/CommitmentCard.tsx';
import { FactStrip } from '../../../../components/site/FactStrip.tsx';
import { PageHead } from '../../../../components/site/PageHead.tsx';
import { SectionHead } from '../../../../components/site/SectionHead.tsx';
import { SiteFooter } from '../../../../components/site/SiteFooter.tsx';
import { SiteBody } from '../../../../components/sites/SiteBody.tsx';
import { TextHead } from '../../../../components/site/TextHead.tsx';
import { TextSections } from '../../../../components/site/TextSections.tsx';
import { textSections } from '../../../../components/site/text-sections.ts';
import { pageDoors } from '../../../../components/site/door-views.ts';
import { momentsTold } from '../../../../domain/screening.ts';
import { SiteCard } from '../../../../components/sites/SiteCard.tsx';
import { SiteHead } from '../../../../components/sites/SiteHead.tsx';
import { StoryCard } from '../../../../components/stories/StoryCard.tsx';
import { StoryArticle } from '../../../../components/stories/StoryArticle.tsx';
import { StoryList } from '../../../../components/stories/StoryList.tsx';
import { MessagesPreview } from './MessagesPreview.tsx';
import { useEntries, useEntry } from './entries.ts';
import { HomePreview } from './HomePreview.tsx';
import { Prose } from './Prose.tsx';
import type { PreviewProps, PreviewPropsOf } from './previewed.ts';
import { PreviewWidths } from './PreviewWidths.tsx';
import { eventCardProps } from '../../../../components/agenda/event-card.ts';
import { storyCardProps } from '../../../../components/stories/story-card.ts';
import { pictureShown, urlShown } from './picture-shown.ts';
import { useYouthFacts } from './youth-facts.ts';
import { previewStyles } from './styles.ts';

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

function SitePreview({ data, body, decap }: PreviewProps<'sites'>) {
  const { name, sector, place, tagline, lead, motif, photo, trades, access, figures } = data;
  const words = useEntry(decap, collections.wording, 'wording').site;
  const head = { name, sector, place, tagline, lead, motif, picture: pictureShown(decap, photo) };
  const text = { trades, place, access, figures, words };
  return (
    <>
      <SiteHead {...head} />
      <SiteBody motif={motif} body={renderToStaticMarkup(body)} {...text} />
      <InList>
        <SiteCard name={name} sector={sector} motif={motif} href="#" />
      </InList>
    </>
  );
}

function StoryPreview({ id, data, body, decap }: PreviewProps<'stories'>) {
  const site = useEntry(decap, collections.sites, data.site.id);
  const trade = useEntry(decap, collections.trades, data.trade.id);
  const story = storyCardProps({ id, data, site, trade, picture: pictureShown(decap, data.image) });
  return (
    <>
      <StoryArticle
        {...story}
        lead={data.lead}
        date={data.date}
        site={{ id: data.site.id, ...story.site }}
        trade={{ id: data.trade.id, name: trade.name }}
        body={renderToStaticMarkup(body)}
      />
      <InList>
        <StoryCard {...story} />
      </InList>
    </>
  );
}

function EventPreview({ id, data, body, decap }: PreviewProps<'events'>) {
  const siteId = data.site?.id ?? '';
  const site = useEntry(decap, collections.sites, siteId);
  const { contact } = useEntry(decap, collections.settings, 'site');
  const { register } = useEntry(decap, collections.wording, 'wording').agenda;
  const event = eventCardProps({ id, data, site: siteId === '' ? undefined : site });
  return (
    <>
      <EventArticle
        {...event}
        id={id}
        lead={data.lead}
        site={event.site && { id: siteId, ...event.site }}
        places={data.places}
        register={register}
        registration={data.registration}
        email={data.registrationEmail ?? contact.email}
        picture={pictureShown(decap, data.photo)}
        body={renderToStaticMarkup(body)}
      />
      <InList>
        <EventCard {...event} />
      </InList>
    </>
  );
}

function NewsPreview({ data, body, decap }: PreviewProps<'news'>) {
  const { title, date, lead, image, exemple: isExample = false } = data;
  const entry = { title, date, lead, isExample, picture: pictureShown(decap, image) };
  return (
    <>
      <NewsArticle {...entry} body={renderToStaticMarkup(body)} />
      <InList>
        <NewsCard {...entry} href="#" />
      </InList>
    </>
  );
}

function ProgrammePreview({ data, decap }: PreviewProps<'programme'>) {
  const facts = useYouthFacts(decap);
  return <ProgrammePage {...data} facts={facts} picture={pictureShown(decap, data.photo)} />;
}

/** The first facts of each audience, one below the other. */
function EssentialsPreview({ data: { youth, mentor, company }, decap }: PreviewProps<'essentials'>) {
  const settings = useEntry(decap, collections.settings, 'site');
  return (
    <>
      <FactStrip facts={essentialFacts('youth', youth.facts, settings)} />
      {(
        [
          ['mentor', mentor],
          ['company', company],
        ] as const
      ).map(([audience, { facts, commitment, calendar }]) => (
        <Fragment key={audience}>
          <hr />
          <FactStrip facts={essentialFacts(audience, facts, settings)} />
          <CommitmentCard {...commitment} />
          <Calendar {...calendar} moments={momentsTold(calendar.moments, settings.screening)} />
        </Fragment>
      ))}
    </>
  );
}

function ResultsPreview({ data, decap }: PreviewProps<'results'>) {
  const { results } = useEntry(decap, collections.home, 'home');
  return <ResultsBand title={results.title} lead={results.lead} results={data} />;
}

function TradePreview({ id, data, decap }: PreviewProps<'trades'>) {
  const sites = useEntries(decap, collections.sites);
  const told = useEntries(decap, collections.stories).filter((story) => story.data.trade.id === id);
  const cards = told.flatMap((story) => {
    const site = sites.find((candidate) => candidate.id === story.data.site.id)?.data;
    const picture = pictureShown(decap, story.data.image);
    return site === undefined ? [] : [storyCardProps({ ...story, site, trade: data, picture })];
  });
  return (
    <div className="section wrap">
      <div className="section-head">
        <h1>{data.name}</h1>
        <p className="lead">
          {cards.length === 0
            ? 'Aucun témoignage ne parle encore de ce métier.'
            : 'Les témoignages qui parlent de ce métier :'}
        </p>
      </div>
      <StoryList stories={cards} />
    </div>
  );
}

function PartnerPreview({ id, data, decap }: PreviewProps<'partners'>) {
  const others = useEntries(decap, collections.partners).filter((partner) => partner.id !== id);
  const partners = [...others.map((partner) => partner.data), data]
    .sort((a, b) => a.order - b.order || a.name.localeCompare(b.name, 'fr'))
    .map(({ logo, ...partner }) => ({ ...partner, logo: pictureShown(decap, logo) }));
  return (
    <section className="section">
      <div className="wrap">
        <PartnerList partners={partners} />
      </div>
    </section>
  );
}

function QuestionPreview({ id, data, body }: PreviewProps<'questions'>) {
  const question = { id, title: data.title, answer: renderToStaticMarkup(body) };
  return (
    <section className="section question-group">
      <div className="wrap">
        <QuestionList questions={[question]} firstOpen />
      </div>
    </section>
  );
}

const hasDoor = (id: string): id is keyof typeof pageDoors => Object.hasOwn(pageDoors, id);

/** A page's head and text: what the page adds of other entries or of its form is left out. */
function TextPreview({ id, data: { title, lead, photo }, body, decap }: PreviewProps<'pages'>) {
  return (
    <>
      {hasDoor(id) ? (
        <PageHead title={title} lead={lead} view={pageDoors[id]} picture={pictureShown(decap, photo)} />
      ) : (
        <TextHead title={title} lead={lead} />
      )}
      <div className="section wrap">
        <TextSections sections={textSections(renderToStaticMarkup(body))} />
      </div>
    </>
  );
}

/** The words that the pages say around the entries. */
function WordingPreview({ data }: PreviewProps<'wording'>) {
  return (
    <div className="section wrap prose">
      {Object.entries(data).map(([page, words]) => (
        <section key={page}>
          {Object.entries(words).map(([name, text]) => (
            <p key={name}>{text}</p>
          ))}
        </section>
      ))}
    </div>
  );
}

/** Each status as the page of an application tells it, and what is sent. */

function SettingsPreview({ data }: PreviewProps<'settings'>) {
  return (
    <>
      {Object.entries(closedIn(data.recruitment)).map(
        ([audience, closed]) =>
          closed && (
            <div className="section wrap" key={audience}>
              <SectionHead {...closed} />
            </div>
          ),
      )}
      <SiteFooter {...data} here="" />
    </>
  );
}

function register<F extends Fields>(collection: Collection<F>, Preview: ComponentType<PreviewPropsOf<F>>) {
  CMS.registerPreviewTemplate(
    previewName(collection),
    function DecapPreview(decap: PreviewTemplateComponentProps) {
      const { data = {}, slug = '' }: { data?: { body?: string }; slug?: string } = decap.entry.toJS();
      const { body = '' } = data;
      return (
        <PreviewWidths frame={decap.window.frameElement}>
          <Preview
            id={slug}
            data={filled(collection.fields, data)}
            body={<Prose markdown={body} urlOf={urlShown(decap)} />}
            decap={decap}
          />
        </PreviewWidths>
      );
    },
  );
}

/** Shows entries by the site's own templates and styles. */
export function registerPreviews(): void {
  for (const style of previewStyles) CMS.registerPreviewStyle(style, { raw: true });
  register(collections.home, HomePreview);
  register(collections.programme, ProgrammePreview);
  register(collections.essentials, EssentialsPreview);
  register(collections.sites, SitePreview);
  register(collections.stories, StoryPreview);
  register(collections.trades, TradePreview);
  register(collections.events, EventPreview);
  register(collections.news, NewsPreview);
  register(collections.questions, QuestionPreview);
  register(collections.results, ResultsPreview);
  register(collections.partners, PartnerPreview);
  register(collections.pages, TextPreview);
  register(collections.wording, WordingPreview);
  register(collections.messages, MessagesPreview);
  register(collections.settings, SettingsPreview);
}
