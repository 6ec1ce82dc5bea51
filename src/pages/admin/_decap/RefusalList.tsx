import { useEffect, useRef } from 'react';

/** One thing to correct. */
export interface Item {
  text: string;
  /** Handler of a button that leads to the field, or the URL of a link; plain text when neither is given. */
  go?: () => void;
  address?: string;
}

/** A refusal as staff read it. */
export interface Told {
  title: string;
  words: string;
  items: readonly Item[];
}

/** A phone, or a page that is much enlarged: the open list would hide the field that it leads to. */
const SMALL = '(max-width: 48rem), (max-height: 30rem)';

/** A dialog of Decap keeps the focus to itself. */
const isDialogOpen = () => document.querySelector('.ReactModalPortal > *') !== null;

/** Stays until it is closed: what was refused, each thing to correct with what leads to it. Takes the focus once, when it appears. */
export function RefusalList({ told: { title, words, items }, onClose }: { told: Told; onClose: () => void }) {
  const details = useRef<HTMLDetailsElement>(null);
  const summary = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    if (!isDialogOpen()) summary.current?.focus();
    return () => {
      const { activeElement } = document;
      if (activeElement === document.body && before instanceof HTMLElement) before.focus();
    };
  }, []);
  const fold = () => {
    if (details.current !== null && matchMedia(SMALL).matches) details.current.open = false;
  };
  return (
    <section
      className="cms-refusal"
      aria-labelledby="cms-refusal-title"
      role={isDialogOpen() ? 'alert' : undefined}
    >
      <details ref={details} open>
        <summary ref={summary} id="cms-refusal-title" aria-describedby="cms-refusal-words">
          {title}
        </summary>
        <p id="cms-refusal-words">{words}</p>
        {items.length > 0 && (
          <ul>
            {items.map(({ text, go, address }) => (
              <li key={text}>
                {go !== undefined && (
                  <button
                    type="button"
                    onClick={() => {
                      fold();
                      go();
                    }}
                  >
                    {text}
                  </button>
                )}
                {address !== undefined && <a href={address}>{text}</a>}
                {go === undefined && address === undefined && text}
              </li>
            ))}
          </ul>
        )}
      </details>
      <button type="button" onClick={onClose}>
        Fermer
      </button>
    </section>
  );
}
