/** One sentence of the mentors sought, as the way to become one, under a youth's line and a mentor's that is still to come. */
export function NeedsLine({ words }: { words: string }) {
  return (
    <p className="needs-line">
      <a href="/devenir-mentor/">{words}</a>
    </p>
  );
}
