/** A drawing behind the door of a page's head; its colours are in page-head.css. */
interface Scene {
  /** Centre and radius of the disc, in the 400 × 400 of the drawing. */
  sun?: readonly [number, number, number];
  /** From back to front: an outline (`view`, `hands` of a clock), or a surface of the dark, of the water, of paper or of wood. */
  shapes: readonly { d: string; is: 'view' | 'dark' | 'water' | 'sheet' | 'crate' | 'hands' }[];
}

const scenes = {
  tracks: {
    sun: [200, 226, 40],
    shapes: [{ is: 'view', d: 'M176 300 96 400M224 300l80 100M148 336h104M120 370h160' }],
  },
  windows: {
    shapes: [
      { is: 'dark', d: 'M110 230l45-34v34l45-34v34l45-34v34l45-34V400H110z' },
      {
        is: 'sheet',
        d: 'M126 320v-36a14 14 0 0 1 28 0v36zM186 320v-36a14 14 0 0 1 28 0v36zM246 320v-36a14 14 0 0 1 28 0v36zM126 400v-36a14 14 0 0 1 28 0v36zM186 400v-36a14 14 0 0 1 28 0v36zM246 400v-36a14 14 0 0 1 28 0v36z',
      },
    ],
  },
  meet: {
    sun: [172, 292, 46],
    shapes: [{ is: 'sheet', d: 'M182 292a46 46 0 1 0 92 0 46 46 0 1 0-92 0z' }],
  },
  clock: {
    sun: [200, 256, 74],
    shapes: [{ is: 'view', d: 'M200 206v50l34 26M200 330v70' }],
  },
  /** The halls of the market, at five in the morning. */
  market: {
    sun: [200, 206, 46],
    shapes: [
      { is: 'dark', d: 'M110 340a45 45 0 0 1 90 0 45 45 0 0 1 90 0v60H110z' },
      { is: 'sheet', d: 'M124 400v-54a31 31 0 0 1 62 0v54zM214 400v-54a31 31 0 0 1 62 0v54z' },
      { is: 'crate', d: 'M132 372h22v28h-22zM158 372h20v28h-20zM158 342h20v26h-20zM222 372h22v28h-22z' },
      { is: 'hands', d: 'M200 172v34l14 24' },
    ],
  },
  waves: {
    sun: [200, 400, 16],
    shapes: [
      { is: 'view', d: 'M162 400a38 38 0 0 1 76 0M136 400a64 64 0 0 1 128 0M110 400a90 90 0 0 1 180 0' },
    ],
  },
  asked: {
    sun: [200, 362, 14],
    shapes: [{ is: 'view', d: 'M152 244a48 48 0 1 1 78 38c-20 16-30 24-30 48' }],
  },
  letter: {
    shapes: [
      { is: 'sheet', d: 'M128 252h144v148H128z' },
      { is: 'water', d: 'M110 300l90 60 90-60V400H110z' },
      { is: 'view', d: 'M150 276h100M150 300h60' },
    ],
  },
  canal: {
    sun: [236, 262, 42],
    shapes: [
      { is: 'dark', d: 'M110 312v-40h26v-24h30v64z' },
      { is: 'water', d: 'M110 312h180v88H110z' },
      { is: 'view', d: 'M204 334h60M128 352h44M196 370h74M140 388h40' },
    ],
  },
  mill: {
    sun: [168, 220, 34],
    shapes: [
      { is: 'dark', d: 'M110 400V322l40-32v32l40-32v32l32-26 8-136h24l10 240z' },
      { is: 'sheet', d: 'M126 346h18v30h-18zM160 346h18v30h-18zM194 346h18v30h-18z' },
    ],
  },
} satisfies Record<string, Scene>;

export type DoorView = keyof typeof scenes;

export const doorViews: Record<DoorView, Scene> = scenes;

/** View behind the door of each page; a page of text alone has none. */
export const pageDoors = {
  actualites: 'waves',
  agenda: 'market',
  contact: 'letter',
  'devenir-mentor': 'canal',
  entreprises: 'mill',
  programme: 'tracks',
  questions: 'asked',
  temoignages: 'meet',
} as const satisfies Record<string, DoorView>;
