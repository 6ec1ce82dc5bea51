interface Props {
  className: string;
  title: string;
  lead?: string | undefined;
  /** Where there is more. */
  href: string;
  label: string;
}

/** The words beside what a section shows, with the way to all of it. */
export function SectionIntro({ className, title, lead, href, label }: Props) {
  return (
    <div className={className}>
      <h2>{title}</h2>
      {lead !== undefined && <p className="lead">{lead}</p>}
      <a className="button button-quiet" href={href}>
        {label}
      </a>
    </div>
  );
}
