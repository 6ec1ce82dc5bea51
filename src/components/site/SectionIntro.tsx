import type { ReactNode } from 'react';

interface Props {
  className: string;
  title: string;
  lead?: string | undefined;
  /** Page that has all of it. */
  href: string;
  label: string;
  /** Under the link. */
  children?: ReactNode;
}

/** Title and lead beside the content of a section, with a link to the page that has all of it. */
export function SectionIntro({ className, title, lead, href, label, children }: Props) {
  return (
    <div className={className}>
      <h2>{title}</h2>
      {lead !== undefined && <p className="lead">{lead}</p>}
      <a className="button button-quiet" href={href}>
        {label}
      </a>
      {children}
    </div>
  );
}
