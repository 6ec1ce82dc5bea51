interface Props {
  quote: string;
  people: string;
  href: string;
  isExample: boolean;
}

/** The quote of a story, alone on a page about something else. */
export function StoryQuote({ quote, people, href, isExample }: Props) {
  return (
    <div className="wrap commitment-quote">
      <figure className="block-quote">
        <blockquote>
          <p>{quote}</p>
        </blockquote>
        <figcaption>
          <a href={href}>{people}</a> {isExample && <span className="ribbon">Exemple</span>}
        </figcaption>
      </figure>
    </div>
  );
}
