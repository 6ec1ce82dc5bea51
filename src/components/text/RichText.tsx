interface Props {
  /** HTML of the site's own Markdown (scripts/markdown.ts), which lets no HTML through. */
  html: string;
  id?: string;
  className?: string;
}

/** A text that staff wrote, rendered. */
export function RichText({ html, id, className = 'prose' }: Props) {
  return <div className={className} id={id} dangerouslySetInnerHTML={{ __html: html }} />;
}
