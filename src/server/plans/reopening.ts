import type { Audience, Recruited } from '../../domain/application/form.ts';
import { formOf } from '../../domain/application/forms.ts';
import { wishIn } from '../../domain/application/next-season.ts';
import { statusNamed } from '../../domain/application/statuses.ts';
import { type StatusTemplates, wordsOf } from '../../domain/tracking/status-words.ts';
import { type Fact, factsMatching } from '../cases/facts.ts';
import { lastMessageOf, type StatusChange, type StatusHistory } from '../cases/status-facts.ts';
import type { TrackedRow } from './status-rows.ts';

/**
 * Reason for which the message that somebody waits for does not leave: `closed`, the form that they wait for is still closed; `wish`,
 * their row names no form.
 */
export type Hold = 'closed' | 'wish';

export interface ReopeningSettings {
  readonly templates: StatusTemplates;
  /** Audiences whose recruitment is closed. */
  readonly closed: ReadonlySet<Recruited>;
}

/** A link to a form that is closed would break the promise: then nothing leaves, and the team is told why. */
export function holdOf(
  { audience, wish }: Pick<TrackedRow, 'audience' | 'wish'>,
  status: string,
  { templates, closed }: ReopeningSettings,
): Hold | undefined {
  if (audience !== 'waiting' || statusNamed(audience, status)?.isLastContact !== true) return undefined;
  // Without words of the site's own, the team has told them by other means.
  if (wordsOf(templates, audience, status)?.message === undefined) return undefined;
  const awaited = wishIn(wish);
  if (awaited === undefined) return 'wish';
  return closed.has(awaited) ? 'closed' : undefined;
}

/** The empty form that somebody waits for; `undefined` of everybody else. */
export function awaitedFormUrl(
  { audience, wish }: Pick<TrackedRow, 'audience' | 'wish'>,
  siteUrl: string,
): string | undefined {
  const awaited = audience === 'waiting' ? wishIn(wish) : undefined;
  return awaited && siteUrl.replace(/\/$/, '') + formOf(awaited).pagePath;
}

/** True when nobody is to be told of a change any more: one message was promised, and it has left or is not wanted. */
export function isTooLate(
  change: StatusChange,
  { changes }: StatusHistory,
  facts: readonly Fact[],
  audience: Audience,
): boolean {
  const isWithdrawn = factsMatching(facts, /^withdrawal-/).length > 0;
  return isWithdrawn || changes.at(-1) !== change || lastMessageOf(facts, audience) !== undefined;
}
