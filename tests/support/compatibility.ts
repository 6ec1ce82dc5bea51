import compatibility, {
  type Identifier,
  type SimpleSupportStatement,
} from '@mdn/browser-compat-data' with { type: 'json' };
import { oldestEngines } from '../../scripts/oldest-engines.ts';

export type Feature = Identifier | undefined;

/** MDN's data on who knows which feature since when. */
export const { css, api, javascript } = compatibility;

/** True when one of the declared engines lacks the feature; false for what the data does not know. */
export function isNewer(feature: Feature): boolean {
  const support = feature?.__compat?.support;
  if (support === undefined) return false;
  return [
    [support.safari, oldestEngines.safari] as const,
    [support.safari_ios, oldestEngines.safari] as const,
    [support.chrome, oldestEngines.chrome] as const,
    [support.chrome_android, oldestEngines.chrome] as const,
    [support.firefox, oldestEngines.firefox] as const,
    [support.firefox_android, oldestEngines.firefox] as const,
  ].some(([statement, oldest]) => ![statement ?? []].flat().some((each) => isIn(each, oldest)));
}

/** Without a flag, under its own name. */
function isIn(statement: SimpleSupportStatement, engine: string): boolean {
  const {
    version_added: added,
    version_removed: removed,
    flags,
    prefix,
    alternative_name: other,
  } = statement;
  if (added === false || flags !== undefined || prefix !== undefined || other !== undefined) return false;
  return isAtMost(added.replace('≤', ''), engine) && (removed === undefined || !isAtMost(removed, engine));
}

function isAtMost(version: string, bound: string): boolean {
  return version.localeCompare(bound, 'en', { numeric: true }) <= 0;
}

/** The features that a place of the data is made of. */
export function partsOf(place: Identifier): Identifier[] {
  return Object.keys(place).flatMap((key) => (key === '__compat' ? [] : (place[key] ?? [])));
}

/** Every feature of a name below a place of the data. */
export function named(place: Identifier, name: string): Identifier[] {
  const below = partsOf(place).flatMap((part) => named(part, name));
  return [...(place[name] === undefined ? [] : [place[name]]), ...below];
}
