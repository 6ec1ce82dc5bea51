interface Props {
  title: string;
  lead?: string | undefined;
}

/** Title and lead above the content of a section. */
export function SectionHead({ title, lead }: Props) {
  return (
    <div className="section-head">
      <h2>{title}</h2>
      {lead !== undefined && <p className="lead">{lead}</p>}
    </div>
  );
}
