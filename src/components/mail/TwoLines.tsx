import { LayoutTable } from './LayoutTable.tsx';
import { LINE_STYLES as LINE, MEETING, STROKE, TURN } from './styles.ts';

type Stroke = 'youthDown' | 'youthOn' | 'mentorOn' | 'mentorUp';

/** The two lines that meet, of table cells and borders: a mail program shows neither SVG nor an image from afar. */
export function TwoLines() {
  return (
    <div aria-hidden="true">
      <Strand stroke="youthDown" />
      <Strand stroke="youthOn" isAfter />
      <Strand stroke="mentorOn" isAfter />
      <Strand stroke="mentorUp" />
    </div>
  );
}

/**
 * One of the four rows, each a table: the cells of one table would take each other's width. The borders are the cell's own: Word
 * gives no height to a block.
 */
function Strand({ stroke, isAfter = false }: { readonly stroke: Stroke; readonly isAfter?: boolean }) {
  const cell = (
    <td height={TURN} className={stroke.startsWith('youth') ? 'youth' : 'mentor'} style={LINE[stroke]} />
  );
  return (
    <LayoutTable width="100%" style={LINE.table}>
      <tr>
        {isAfter && <td width={MEETING - STROKE} style={LINE.spacer} />}
        {cell}
        {!isAfter && <td style={LINE.cell} />}
      </tr>
    </LayoutTable>
  );
}
