/** The oldest versions that must work; docs/decisions/0026-oldest-engines.md says why these. */
export const oldestEngines = { safari: '15.4', chrome: '100', firefox: '100' } as const;

/** Targets of the lowered styles. */
export const STYLE_TARGETS: readonly string[] = [
  `safari${oldestEngines.safari}`,
  `ios${oldestEngines.safari}`,
  `chrome${oldestEngines.chrome}`,
  `firefox${oldestEngines.firefox}`,
];

/**
 * Target of the lowered scripts. Not the engines themselves: for a fault of Safari 15 in rare initialisers, every private
 * field of a class would become a WeakMap (968 bytes more). What Safari 15.4 lacks of this version, a test refuses.
 */
export const SCRIPT_TARGET = 'es2022';
