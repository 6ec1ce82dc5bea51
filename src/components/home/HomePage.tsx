import type { ComponentProps } from 'react';
import { NextEvents } from '../agenda/NextEvents.tsx';
import type { AfternoonWords } from '../programme/Afternoon.tsx';
import { Moments } from '../programme/Moments.tsx';
import { Picture, type PictureProps } from '../media/Picture.tsx';
import { FrequentQuestions } from '../questions/FrequentQuestions.tsx';
import type { Question } from '../questions/QuestionList.tsx';
import { doors } from '../site/doors.ts';
import { CallToAction } from '../site/CallToAction.tsx';
import { FactStrip } from '../site/FactStrip.tsx';
import { Lines } from '../site/Lines.tsx';
import { SectionHead } from '../site/SectionHead.tsx';
import { SectionIntro } from '../site/SectionIntro.tsx';
import { Arcade } from '../sites/Arcade.tsx';
import { NeedsLine } from '../sites/NeedsLine.tsx';
import type { StoryCardProps } from '../stories/StoryCard.tsx';
import { StoryList } from '../stories/StoryList.tsx';
import { HeroArt } from './HeroArt.tsx';
import { type Results, ResultsBand } from './ResultsBand.tsx';

interface Words {
  title: string;
  lead: string;
}

/** The words of the home page, as staff write them. */
interface HomeWords extends Words {
  doors: Record<Audience, string>;
  how: Words & { steps: { title: string; text: string }[] };
  results: Words;
  sites: Words;
  stories: Words;
  questions: Words;
  why: { title: string; text: string; figure: string; meaning: string; source: string };
  closing: Words;
  closed: Words;
}

type Audience = (typeof doors)[number]['audience'];

interface Props {
  home: HomeWords;
  /** Told in place of an invitation, of those whose recruitment is closed. */
  closed: Readonly<Record<Audience, Words | undefined>>;
  /** The last call. */
  call: ComponentProps<typeof CallToAction>;
  /** The strip under the hero. */
  facts: ComponentProps<typeof FactStrip>['facts'];
  sites: ComponentProps<typeof Arcade>['sites'];
  /** Under the sites: the mentors sought at some of them, in words. */
  needs?: string | undefined;
  /** Beside the steps. */
  picture?: PictureProps | undefined;
  results: Results | undefined;
  stories: readonly StoryCardProps[];
  /** Told in the place of stories until there are some. */
  afternoon: AfternoonWords;
  agenda: ComponentProps<typeof NextEvents>;
  questionGroup: { questions: readonly Question[]; fragment: string } | undefined;
}

function Hero({ title, lead, href, label }: Words & { href: string; label: string }) {
  return (
    <div className="hero">
      <div className="hero-words">
        <h1>{title}</h1>
        <p className="lead">{lead}</p>
        <a className="button" href={href}>
          {label}
        </a>
      </div>
      <HeroArt />
    </div>
  );
}

function Doors({ texts, closed }: { texts: HomeWords['doors'] } & Pick<Props, 'closed'>) {
  return (
    <section className="wrap doors-section" aria-label="Les trois portes">
      <ul className="doors">
        {doors.map(({ audience, href, label }) => (
          <li key={audience}>
            <a className={`door door-${audience}`} href={href}>
              <strong>{label}</strong>
              <span>{closed[audience]?.title ?? texts[audience]}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function How({ title, lead, steps, picture }: HomeWords['how'] & Pick<Props, 'picture'>) {
  return (
    <section className="section wrap how">
      <SectionIntro
        className="how-words"
        title={title}
        lead={lead}
        href="/programme/"
        label="Voir les 20 heures"
      >
        {picture !== undefined && (
          <div className="arched">
            <Picture {...picture} />
          </div>
        )}
      </SectionIntro>
      <ol className="how-steps">
        {steps.map((step) => (
          <li key={step.title}>
            <h3>{step.title}</h3>
            <p>{step.text}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Stories({ words, stories }: { words: HomeWords['stories']; stories: readonly StoryCardProps[] }) {
  return (
    <section className="section sand">
      <div className="wrap">
        <SectionHead title={words.title} lead={words.lead} />
        <StoryList stories={stories} />
        <p className="section-more">
          <a className="button button-quiet" href="/temoignages/">
            Tous les témoignages
          </a>
        </p>
      </div>
    </section>
  );
}

function AfternoonInShort({ title, lead, moments }: AfternoonWords) {
  return (
    <section className="section sand">
      <div className="wrap how">
        <SectionIntro
          className="how-words"
          title={title}
          lead={lead}
          href="/programme/#apres-midi"
          label="Lire toute l’après-midi"
        />
        <Moments moments={moments.map(({ time, title: moment }) => ({ time, title: moment }))} />
      </div>
    </section>
  );
}

function Why({ title, text, figure, meaning, source }: HomeWords['why']) {
  return (
    <section className="section wrap why">
      <div className="why-words">
        <h2>{title}</h2>
        <p>{text}</p>
      </div>
      <div>
        <div className="windows" aria-hidden="true">
          <i />
          <i />
          <i />
          <i />
          <i />
        </div>
        <p className="why-figure">{figure}</p>
        <p>{meaning}</p>
        <p className="small">{`Source\u00a0: ${source}.`}</p>
      </div>
    </section>
  );
}

/** The home page, from its hero to its call to action. */
export function HomePage(props: Props) {
  const { home, facts, closed, call, sites, needs, picture, results, stories, afternoon, agenda } = props;
  const { questionGroup } = props;
  const isOpen = closed.youth === undefined;
  const { title, lead } = isOpen ? home : home.closed;
  return (
    <>
      <Hero title={title} lead={lead} href={call.href} label={isOpen ? doors[0].label : call.label} />
      <FactStrip facts={facts} />
      <Doors texts={home.doors} closed={closed} />
      <How {...home.how} picture={picture} />
      {results !== undefined && (
        <ResultsBand title={home.results.title} lead={home.results.lead} results={results} />
      )}
      <section className="section wrap">
        <SectionHead title={home.sites.title} lead={home.sites.lead} />
        <Arcade sites={sites} />
        {needs !== undefined && <NeedsLine words={needs} />}
      </section>
      {stories.length > 0 ? (
        <Stories words={home.stories} stories={stories} />
      ) : (
        <AfternoonInShort {...afternoon} />
      )}
      {agenda.events.length > 0 && <NextEvents {...agenda} />}
      <Lines direction="left" />
      <Why {...home.why} />
      {questionGroup !== undefined && (
        <FrequentQuestions
          title={home.questions.title}
          lead={home.questions.lead}
          questions={questionGroup.questions.slice(0, 4)}
          fragment={questionGroup.fragment}
        />
      )}
      <CallToAction {...call} />
    </>
  );
}
