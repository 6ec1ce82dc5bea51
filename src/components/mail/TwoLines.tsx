import type { ReactNode } from 'react';
import { LayoutTable } from './LayoutTable.tsx';
import { LINE_STYLES as LINE, MEETING } from './styles.ts';

/** The two lines that meet, of table cells and borders: a mail program shows neither SVG nor an image from afar. */
export function TwoLines() {
  return (
    <div aria-hidden="true">
      <Strand before={<div className="youth" style={LINE.youthDown} />} />
      <Strand after={<div className="youth" style={LINE.youthOn} />} />
      <Strand after={<div className="mentor" style={LINE.mentorOn} />} />
      <Strand before={<div className="mentor" style={LINE.mentorUp} />} />
    </div>
  );
}

/** One of the four rows, each a table: the cells of one table would take each other's width. */
function Strand({ before, after }: { readonly before?: ReactNode; readonly after?: ReactNode }) {
  return (
    <LayoutTable style={LINE.table}>
      <tr>
        <td
          width={before === undefined ? undefined : MEETING}
          style={before === undefined ? LINE.spacer : LINE.cell}
        >
          {before}
        </td>
        <td style={LINE.cell}>{after}</td>
      </tr>
    </LayoutTable>
  );
}
