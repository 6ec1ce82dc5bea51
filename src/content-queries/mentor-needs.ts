import { parisDate } from '../domain/eligibility/age.ts';
import { needsIn, soughtInWords } from '../domain/pairs/needs.ts';
import { settings } from './settings.ts';

/** The text that the build was given, empty for none (astro.config.mjs). */
declare const MENTOR_NEEDS: string;

interface Shown {
  readonly season: string;
  readonly mentorNeedsShown: boolean;
  readonly recruitment: { readonly mentor: { readonly open: boolean } };
}

/** Mentors sought by site; nothing while the switch is off or the recruitment of mentors closed, nor of an old text. */
export function soughtIn(
  text: string,
  { season, mentorNeedsShown, recruitment }: Shown,
  now: Date,
): ReadonlyMap<string, number> {
  const isShown = mentorNeedsShown && recruitment.mentor.open;
  const needs = isShown ? needsIn(text, { season, today: parisDate(now) }) : undefined;
  return new Map(Object.entries(needs?.sites ?? {}));
}

/** The mentors sought at these sites in a sentence, the most first, of so many sites; `undefined` when none seeks any. */
export function needsInWords(
  sites: readonly { readonly id: string; readonly name: string }[],
  most = sites.length,
): string | undefined {
  const sought = soughtIn(MENTOR_NEEDS, settings, new Date());
  const needs = sites.map(({ id, name }) => ({ name, count: sought.get(id) ?? 0 }));
  const [first, ...others] = needs
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count)
    .slice(0, most);
  return first && soughtInWords([first, ...others]);
}
