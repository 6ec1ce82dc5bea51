import { fieldOf, type Form } from '../application/form.ts';
import { mentorForm } from '../application/mentor.ts';
import { statusKey } from '../application/statuses.ts';
import { youthForm } from '../application/youth.ts';
import { EXCELLENCE_SITES, type SiteSlug } from '../excellence-sites.ts';

// Cells are texts that the team may have edited: what is known in them counts, other words are passed over.

/** The moments of both forms in words, by the value of their options; two of them are in one form only, so that they never meet. */
const MOMENTS = {
  journee: 'en journée',
  mercredi: 'le mercredi après-midi',
  soir: 'le soir',
  samedi: 'le samedi',
  vacances: 'pendant les vacances scolaires',
  midi: 'le midi',
} as const;

export type Moment = keyof typeof MOMENTS;

function isMoment(value: string): value is Moment {
  return Object.hasOwn(MOMENTS, value);
}

function optionsOf(form: Form) {
  const { control } = fieldOf(form, 'availability');
  return 'options' in control ? control.options : [];
}

function withoutArticle(key: string): string {
  return key.replace(/^(?:les?|la|l|en|pendant-les)-/, '');
}

/** Each spelling that is read: an option's label, whole and in its parts, and its value. */
const SPELLINGS: ReadonlyMap<string, Moment> = new Map(
  [...optionsOf(youthForm), ...optionsOf(mentorForm)].flatMap(({ value, label }) =>
    isMoment(value)
      ? [label, ...partsOf(label), value].map((text) => [withoutArticle(statusKey(text)), value] as const)
      : [],
  ),
);

function partsOf(text: string): readonly string[] {
  return text.split(/,|\+|\/|\bou\b|\bet\b/);
}

function momentNamed(text: string): Moment | undefined {
  return SPELLINGS.get(withoutArticle(statusKey(text)));
}

/** The moments that a cell of `Disponibilités` names. */
export function momentsIn(cell: string): ReadonlySet<Moment> {
  const moments = cell.split(/[;\n]/).flatMap((text) => {
    const whole = momentNamed(text);
    return whole === undefined ? partsOf(text).map(momentNamed) : [whole];
  });
  return new Set(moments.filter((moment) => moment !== undefined));
}

/** Wednesday afternoon is one of the weekdays' hours. */
function withImplied(moments: ReadonlySet<Moment>): ReadonlySet<Moment> {
  return moments.has('journee') ? new Set([...moments, 'mercredi']) : moments;
}

/** When both can meet; `undefined` when one of them said nothing of it. */
export function commonMoments(
  one: ReadonlySet<Moment>,
  other: ReadonlySet<Moment>,
): ReadonlySet<Moment> | undefined {
  if (one.size === 0 || other.size === 0) return undefined;
  const common = withImplied(one).intersection(withImplied(other));
  return common.has('journee') ? common.difference(new Set<Moment>(['mercredi'])) : common;
}

/** In the order of the forms: « le soir et le samedi ». */
export function momentsInWords(moments: ReadonlySet<Moment>): string {
  return inWords(
    Object.entries(MOMENTS).flatMap(([value, words]) =>
      isMoment(value) && moments.has(value) ? [words] : [],
    ),
  );
}

/** « a, b et c ». */
export function inWords(words: readonly string[], conjunction = 'et'): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1) ?? ''}`;
}

function says(text: string, words: string): boolean {
  return `-${statusKey(text)}-`.includes(`-${statusKey(words)}-`);
}

/** The excellence sites that a cell names, by themselves or by their sector: `Centres d'intérêt` of a youth, `Site` of a mentor. */
export function sitesIn(cell: string): ReadonlySet<SiteSlug> {
  return new Set(
    EXCELLENCE_SITES.filter(({ name, sector }) => says(cell, name) || says(cell, sector)).map(
      ({ slug }) => slug,
    ),
  );
}

/** Shorter words, such as « jeu » or « du », say too little alone. */
const TELLING_LENGTH = 5;

/** The words of a mentor's `Domaine` that name the sector of a site. */
export function sectorWordsIn(cell: string, site: SiteSlug): readonly string[] {
  const sector = EXCELLENCE_SITES.find(({ slug }) => slug === site)?.sector ?? '';
  const telling = new Set(
    statusKey(sector)
      .split('-')
      .filter(({ length }) => length >= TELLING_LENGTH),
  );
  return cell.split(/[^\p{L}\p{M}]+/u).filter((word) => telling.has(statusKey(word)));
}

/** The name of a site, as people know it. */
export function siteName(site: SiteSlug): string {
  return EXCELLENCE_SITES.find(({ slug }) => slug === site)?.name ?? site;
}
