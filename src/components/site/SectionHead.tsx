interface Props {
  title: string;
  lead?: string | undefined;
}

/** The words above what a section shows. */
export function SectionHead({ title, lead }: Props) {
  return (
    <div className="section-head">
      <h2>{title}</h2>
      {lead !== undefined && <p className="lead">{lead}</p>}
    </div>
  );
}
