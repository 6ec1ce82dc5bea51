interface Props {
  /** HTML of the parts. */
  sections: readonly string[];
}

/** A long text in its parts: each title stands beside what it holds. */
export function TextSections({ sections }: Props) {
  return (
    <div className="text-sections">
      {sections.map((section) => (
        <section key={section} className="prose" dangerouslySetInnerHTML={{ __html: section }} />
      ))}
    </div>
  );
}
