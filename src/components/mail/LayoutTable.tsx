import type { CSSProperties, ReactNode } from 'react';

interface Props {
  /** As the attribute: Outlook reads no other. */
  readonly width?: number | string;
  readonly className?: string;
  readonly style?: CSSProperties;
  /** Rows. */
  readonly children: ReactNode;
}

/** A table that only places what it holds: the one layout that every mail program knows. */
export function LayoutTable({ width, className, style, children }: Props) {
  return (
    <table
      role="presentation"
      width={width}
      cellPadding={0}
      cellSpacing={0}
      className={className}
      style={style}
    >
      <tbody>{children}</tbody>
    </table>
  );
}
