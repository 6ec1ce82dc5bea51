import { RichText } from '../text/RichText.tsx';

type Words = { title: string; lead: string } | { html: string };

type Props = Words & { href: string; label: string };

/** Last section of a page: a few words from the content, and a button to the next step. */
export function CallToAction({ href, label, ...words }: Props) {
  return (
    <section className="section call-to-action no-print">
      <div className="wrap">
        {'html' in words ? (
          <RichText className="call-to-action-words" html={words.html} />
        ) : (
          <div className="call-to-action-words">
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
