interface Props {
  /** Direction in which the lines run from apart to together. */
  direction?: 'right' | 'left';
}

/** Decoration of the brand: two lines, a youth and a mentor, that start apart, meet, and go on together. */
export function Lines({ direction = 'right' }: Props) {
  const [youth, mentor] =
    direction === 'right'
      ? ['M0 86C30 86 34 55 56 55H100', 'M0 8C26 8 36 45 56 45H100']
      : ['M100 86C70 86 66 55 44 55H0', 'M100 8C74 8 64 45 44 45H0'];
  return (
    <svg
      className={`lines lines-to-${direction}`}
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={youth} />
      <path d={mentor} />
    </svg>
  );
}
