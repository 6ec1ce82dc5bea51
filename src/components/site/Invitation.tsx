import { RichText } from '../text/RichText.tsx';

type Words = { title: string; lead: string } | { html: string };

type Props = Words & { href: string; label: string };

/** The last word of a page, on the light that a door lets through: a few words from the content, and the way on. */
export function Invitation({ href, label, ...words }: Props) {
  return (
    <section className="section invitation no-print">
      <div className="wrap">
        {'html' in words ? (
          <RichText className="invitation-words" html={words.html} />
        ) : (
          <div className="invitation-words">
            <h2>{words.title}</h2>
            <p>{words.lead}</p>
          </div>
        )}
        <a className="button" href={href}>
          {label}
        </a>
      </div>
    </section>
  );
}
