import { Strokes } from '../sites/Pictogram.tsx';
import type { SiteMotif } from '../sites/site-motifs.ts';

/** The narrator of a story. */
export type StoryKind = 'youth' | 'mentor' | 'pair';

interface Props {
  motif: SiteMotif;
  kind: StoryKind;
  /** Identifier of the story: decides which of the views is drawn. */
  id: string;
}

/** Where the two doors stand in 480 × 480, and the way of the line of each: apart, then together. */
const views = [
  {
    youth: { x: 56, y: 190, line: 'M132 396v14a36 36 0 0 0 36 36H2000' },
    mentor: { x: 268, y: 76, line: 'M344 282v100a36 36 0 0 0 36 36H2000' },
  },
  {
    youth: { x: 56, y: 250, line: 'M132 250V110a48 48 0 0 1 48-48H2000' },
    mentor: { x: 268, y: 190, line: 'M344 190v-52a48 48 0 0 1 48-48H2000' },
  },
  {
    youth: { x: 268, y: 220, line: 'M344 426v-2a22 22 0 0 1-22 22H-2000' },
    mentor: { x: 56, y: 104, line: 'M132 310v72a36 36 0 0 1-36 36H-2000' },
  },
  {
    youth: { x: 268, y: 250, line: 'M344 250V110a48 48 0 0 0-48-48H-2000' },
    mentor: { x: 56, y: 190, line: 'M132 190v-52a48 48 0 0 0-48-48H-2000' },
  },
] as const;

/** The same for one story wherever it is shown, and spread evenly over many. */
function viewOf(id: string) {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  return views[sum % views.length] ?? views[0];
}

interface DoorProps {
  x: number;
  y: number;
  /** The one who tells the story opens the door. */
  open: boolean;
  motif: SiteMotif;
  isMentors?: boolean;
}

function Door({ x, y, open, motif, isMentors = false }: DoorProps) {
  return (
    <svg className="panel-leaf" x={x} y={y} width="152" height="206" viewBox="0 0 152 206">
      <path className={doorClass(open, isMentors)} d="M0 206V76a76 76 0 0 1 152 0v130" />
      {open ? (
        <svg className="pictogram" x="34" y="72" width="84" height="84" viewBox="0 0 64 64">
          <Strokes motif={motif} />
        </svg>
      ) : (
        <circle cx="124" cy="126" r="9" />
      )}
    </svg>
  );
}

function doorClass(open: boolean, isMentors: boolean): string {
  if (!open) return 'door-shut';
  return isMentors ? 'door-open door-mentor' : 'door-open';
}

/** A story's picture when there is no photo: two doors in a wall of the site's colour, the narrator's open, and their lines that meet. */
export function StoryPanel({ motif, kind, id }: Props) {
  const { youth, mentor } = viewOf(id);
  return (
    <svg className="story-panel bricks" viewBox="0 0 480 480" aria-hidden="true">
      <path className="panel-line" d={youth.line} />
      <path className="panel-line panel-line-2" d={mentor.line} />
      <Door x={youth.x} y={youth.y} open={kind !== 'mentor'} motif={motif} />
      <Door x={mentor.x} y={mentor.y} open={kind !== 'youth'} motif={motif} isMentors />
    </svg>
  );
}
