import type { CSSProperties } from 'react';
import { CARD_WIDTH } from './outlook.ts';

// The colours are those of `src/styles/tokens.css`, written out: mail programs read neither custom properties nor `light-dark()`.
const INK = '#1b1a2e';
const PAPER = '#fff9f0';
const SAND = '#f8ebd7';
const MUTED = '#474459';
const LINK = '#862810';
const BRICK = '#b83a1b';

const TEXT = "'Atkinson Hyperlegible Next', 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";
const DISPLAY = `'Bricolage Grotesque', ${TEXT}`;

/** `mso…`: read by Word alone. */
type LetterStyle = CSSProperties & { readonly msoPaddingAlt?: string; readonly msoHide?: string };

/** Written on each element: some mail programs drop a stylesheet, none drops these. */
export const STYLES = {
  page: { margin: 0, padding: 0, backgroundColor: SAND, color: INK },
  outer: { backgroundColor: SAND },
  outerCell: { padding: '24px 12px' },
  card: { width: '100%', maxWidth: `${CARD_WIDTH}px`, backgroundColor: PAPER, borderRadius: '16px' },
  brand: {
    padding: '32px 28px 0',
    fontFamily: DISPLAY,
    fontSize: '18px',
    lineHeight: '24px',
    fontWeight: 700,
    color: INK,
  },
  lines: { padding: '16px 0 0' },
  body: { padding: '24px 28px 32px', fontFamily: TEXT, fontSize: '18px', lineHeight: '28px', color: INK },
  title: {
    margin: '0 0 24px',
    fontFamily: DISPLAY,
    fontSize: '30px',
    lineHeight: '36px',
    fontWeight: 700,
    // No last word alone, where the program knows it.
    textWrap: 'balance',
  },
  heading: {
    margin: '40px 0 12px',
    fontFamily: DISPLAY,
    fontSize: '22px',
    lineHeight: '28px',
    fontWeight: 700,
  },
  section: { margin: '24px 0 8px', fontFamily: TEXT, fontSize: '18px', lineHeight: '28px', fontWeight: 700 },
  paragraph: { margin: '0 0 16px', wordBreak: 'break-word' },
  box: { width: '100%', backgroundColor: SAND, borderRadius: '12px', margin: '24px 0' },
  boxCell: { padding: '20px 24px', fontFamily: TEXT, fontSize: '18px', lineHeight: '28px', color: INK },
  reference: {
    display: 'block',
    fontFamily: DISPLAY,
    fontSize: '26px',
    lineHeight: '36px',
    fontWeight: 700,
    letterSpacing: '1px',
  },
  list: { margin: '0 0 16px', padding: '0 0 0 24px' },
  step: { margin: '0 0 8px' },
  answers: { margin: '0 0 24px' },
  label: { margin: '12px 0 0', fontSize: '16px', lineHeight: '24px', color: MUTED },
  answer: { margin: 0, wordBreak: 'break-word' },
  answerList: { margin: 0, padding: '0 0 0 24px' },
  // Word reads no padding of a link: the cell has it there.
  buttonCell: { backgroundColor: BRICK, borderRadius: '12px', msoPaddingAlt: '16px 28px' },
  button: {
    display: 'inline-block',
    padding: '16px 28px',
    fontFamily: TEXT,
    fontSize: '18px',
    lineHeight: '24px',
    fontWeight: 700,
    color: PAPER,
    textDecoration: 'none',
  },
  address: { margin: '12px 0 24px', fontSize: '16px', lineHeight: '24px', wordBreak: 'break-all' },
  whole: { whiteSpace: 'nowrap' },
  link: { color: LINK, textDecoration: 'underline' },
  translation: { width: '100%', margin: '24px 0 0' },
  translationCell: {
    padding: '16px 0 0',
    borderTop: `2px solid ${SAND}`,
    fontFamily: TEXT,
    fontSize: '18px',
    lineHeight: '28px',
    color: INK,
  },
  translationTitle: {
    margin: '0 0 8px',
    fontFamily: DISPLAY,
    fontSize: '18px',
    lineHeight: '28px',
    fontWeight: 700,
  },
  translationText: { margin: '0 0 12px' },
  closing: { margin: '40px 0 16px' },
  signature: { margin: 0, fontSize: '16px', lineHeight: '26px', color: MUTED },
  preview: { display: 'none', maxHeight: 0, overflow: 'hidden', msoHide: 'all' },
} as const satisfies Readonly<Record<string, LetterStyle>>;

/** The dark colours, for the mail programs that read a stylesheet. No quote and no `>`: React would escape them. */
export const DARK = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .page, .outer { background-color: #15131f !important; color: #fff3e0 !important; }
  .card { background-color: #211e30 !important; }
  .ink { color: #fff3e0 !important; }
  .box { background-color: #15131f !important; }
  .rule { border-color: #474459 !important; }
  .muted { color: #cbc4d6 !important; }
  .link { color: #ffb199 !important; }
  .youth { border-color: #ff8f6b !important; }
  .mentor { border-color: #ffc233 !important; }
  .button-cell { background-color: #ff8f6b !important; }
  .button { color: #1b1a2e !important; }
}
@media (max-width: 480px) {
  .outer-cell { padding: 0 !important; }
  .card { border-radius: 0 !important; }
  .pad { padding-left: 20px !important; padding-right: 20px !important; }
}
`;

export const STROKE = 6;
export const TURN = 18;
/** Where the two lines meet, in pixels from the left. */
export const MEETING = 132;

function stroke(color: string): string {
  return `${STROKE}px solid ${color}`;
}

const cell = { padding: 0, fontSize: 0, lineHeight: 0 };
const before = { ...cell, width: `${MEETING - STROKE}px`, height: `${TURN}px` };
const after = { ...cell, height: `${TURN}px` };

/** A youth's line and a mentor's: each comes from the left, turns, and goes on beside the other; made of borders, without an image. */
export const LINE_STYLES = {
  table: { width: '100%', borderCollapse: 'separate' },
  cell,
  spacer: { ...cell, width: `${MEETING - STROKE}px` },
  youthDown: {
    ...before,
    borderTop: stroke(BRICK),
    borderRight: stroke(BRICK),
    borderTopRightRadius: `${TURN}px`,
  },
  youthOn: {
    ...after,
    borderLeft: stroke(BRICK),
    borderBottom: stroke(BRICK),
    borderBottomLeftRadius: `${TURN}px`,
  },
  mentorOn: { ...after, borderLeft: stroke(INK), borderTop: stroke(INK), borderTopLeftRadius: `${TURN}px` },
  mentorUp: {
    ...before,
    borderBottom: stroke(INK),
    borderRight: stroke(INK),
    borderBottomRightRadius: `${TURN}px`,
  },
} as const satisfies Readonly<Record<string, CSSProperties>>;
