import { readFileSync } from 'node:fs';

// Preloaded by a site under test (`node --import`): its functions then live so many minutes later as the file of LATER_BY says.
// Nothing of the site itself knows of it.

const { LATER_BY: file = '' } = process.env;
const RealDate = Date;

/** Milliseconds, read at each look: a delivery runs in a process that stays (scripts/test-server.ts). */
function offset(): number {
  try {
    return Number(readFileSync(file, 'utf8')) * 60_000;
  } catch {
    return 0;
  }
}

const now = (): number => RealDate.now() + offset();

globalThis.Date = new Proxy(RealDate, {
  construct: (target, values: unknown[], newTarget): object => {
    const made: unknown = Reflect.construct(target, values.length === 0 ? [now()] : values, newTarget);
    if (made instanceof RealDate) return made;
    throw new TypeError('A date is made of a Date.');
  },
  get: (target, name, receiver): unknown => (name === 'now' ? now : Reflect.get(target, name, receiver)),
});
