import type { SiteMotif } from './site-motifs.ts';

/** `paper` apart, each shape has the colour of its name in site-panel.css; from back to front, in the 480 × 560 of a door's panel. */
type Shape = { d: string; is: 'far' | 'wall' | 'paper' | 'light' | 'thread' };

const window = (x: number, y: number) => `M${String(x)} ${String(y)}v-26a14 14 0 0 1 28 0v26z`;
const windows = (...places: readonly [x: number, y: number][]) =>
  places.map(([x, y]) => window(x, y)).join('');

/** Behind the door of a site's own page: a place where such work is done in the metropolis. */
export const sitePlaces: Record<SiteMotif, readonly Shape[]> = {
  // A corridor of laboratories, and the light at its end.
  pulse: [
    { is: 'far', d: 'M100 560V400l90-70h100l90 70v160z' },
    { is: 'wall', d: 'M100 240l90 40v120l-90 160zM380 240l-90 40v120l90 160z' },
    {
      is: 'far',
      d: 'M116 300l24 8v150l-24 34zM152 312l20 6v110l-20 24zM364 300l-24 8v150l24 34zM328 312l-20 6v110l20 24z',
    },
    { is: 'paper', d: 'M214 170h52l-8 34h-36zM222 226h36l-6 26h-24z' },
    { is: 'light', d: 'M190 400h100l50 160H140z' },
    { is: 'paper', d: 'M206 400V316a34 34 0 0 1 68 0v84z' },
  ],
  // The spinning mill: its towers and its windows, some of them lit.
  pixels: [
    { is: 'wall', d: 'M100 560V320h40v-90h12v-24h16v24h12v90h120v-90h12v-24h16v24h12v90h40v240z' },
    {
      is: 'paper',
      d: windows(
        [116, 396],
        [192, 396],
        [154, 456],
        [230, 396],
        [116, 516],
        [306, 456],
        [268, 516],
        [344, 396],
      ),
    },
    {
      is: 'light',
      d: windows(
        [154, 396],
        [268, 396],
        [306, 396],
        [116, 456],
        [192, 456],
        [230, 456],
        [268, 456],
        [344, 456],
        [154, 516],
        [192, 516],
        [230, 516],
        [306, 516],
        [344, 516],
        [146, 300],
        [306, 300],
      ),
    },
  ],
  // A weaving shed: saw-tooth roofs to the north, and a cloth on the loom.
  weave: [
    { is: 'wall', d: 'M100 330v-60l70-50v50l70-50v50l70-50v50l70-50v110z' },
    {
      is: 'light',
      d: 'M152 318v-56l14-10v66zM222 318v-56l14-10v66zM292 318v-56l14-10v66zM362 318v-56l14-10v66z',
    },
    {
      is: 'thread',
      d: 'M132 340v220M164 340v220M196 340v220M228 340v220M260 340v220M292 340v220M324 340v220M356 340v220',
    },
    { is: 'light', d: 'M100 356h280v20H100z' },
    {
      is: 'light',
      d: 'M128 480h40v16h-40zM192 480h40v16h-40zM256 480h40v16h-40zM320 480h40v16h-40zM160 508h40v16h-40zM224 508h40v16h-40zM288 508h40v16h-40zM128 536h40v16h-40zM192 536h40v16h-40zM256 536h40v16h-40zM320 536h40v16h-40z',
    },
  ],
  // The market of Lomme at five in the morning: its clock, its halls, what comes in crates.
  sprout: [
    { is: 'light', d: 'M182 224a58 58 0 1 0 116 0 58 58 0 1 0-116 0z' },
    { is: 'far', d: 'M234 180h12v42l20 36-10 6-22-40z' },
    { is: 'wall', d: 'M100 400a70 70 0 0 1 140 0 70 70 0 0 1 140 0v160H100z' },
    { is: 'far', d: 'M120 560V406a50 50 0 0 1 100 0v154zM260 560V406a50 50 0 0 1 100 0v154z' },
    { is: 'paper', d: 'M130 512h36v48h-36zM174 464h36v44h-36zM314 512h36v48h-36z' },
    { is: 'light', d: 'M174 512h36v48h-36zM270 512h36v48h-36zM314 464h36v44h-36z' },
  ],
  // The Plaine Images: a screen above the roofs of an old mill.
  spark: [
    { is: 'far', d: 'M128 206h224v178H128zM176 384h12v60h-12zM292 384h12v60h-12z' },
    { is: 'light', d: 'M140 218h200v154H140z' },
    { is: 'paper', d: 'M212 254l64 41-64 41z' },
    { is: 'wall', d: 'M100 560V446l56-36v36l56-36v36l56-36v36l56-36v36l56-36v150z' },
    {
      is: 'paper',
      d: 'M120 474h28v44h-28zM176 474h28v44h-28zM232 474h28v44h-28zM288 474h28v44h-28zM344 474h28v44h-28z',
    },
  ],
};
