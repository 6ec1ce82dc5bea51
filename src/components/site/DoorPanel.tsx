import type { ReactNode } from 'react';

interface Props {
  className: string;
  /** Drawing behind the door, 480 × 560. */
  children: ReactNode;
}

/** A door that the two lines draw, as a panel beside a head. */
export function DoorPanel({ className, children }: Props) {
  return (
    <svg className={className} viewBox="0 0 480 560" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
      <path className="panel-door" data-part="door" d="M100 560V240a140 140 0 0 1 280 0v320z" />
      {children}
      <path
        className="panel-line"
        data-part="youth"
        d="M-1600 520H44a40 40 0 0 0 40-40V240A156 156 0 0 1 240 84"
      />
      <path
        className="panel-line panel-line-2"
        data-part="mentor"
        d="M2000 520H436a40 40 0 0 1-40-40V240A156 156 0 0 0 240 84"
      />
    </svg>
  );
}
