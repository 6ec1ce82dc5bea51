import { type Collection, collectionSchema } from '../cms/collection.ts';
import { type Fields, plainContext } from '../cms/fields.ts';
import { neighbourhoods as neighbourhoodsCollection } from '../cms/neighbourhoods.ts';
import { type ClosedWords, closedIn, settings as settingsCollection } from '../cms/settings.ts';
import neighbourhoodsFile from '../content/neighbourhoods/neighbourhoods.json' with { type: 'json' };
import settingsFile from '../content/settings/site.json' with { type: 'json' };
import { type Form, type Recruited, RECRUITED } from '../domain/application/form.ts';
import { REOPENING } from '../domain/application/reopening.ts';
import { usualNamesByCode } from '../domain/eligibility/territory.ts';

interface Link {
  readonly href: string;
  readonly label: string;
}

/** One file of the content as its collection reads it: checked, texts typeset. Throws a ZodError, which the content check foresees. */
function read<F extends Fields>(collection: Collection<F>, file: unknown) {
  return collectionSchema(collection, plainContext).parse(file);
}

/** The settings of the site, the same for pages and functions. */
export const settings = read(settingsCollection, settingsFile);

/** By the value of an option of the forms' lists, the words beside it: the usual names of neighbourhoods. */
export const optionNotes = usualNamesByCode(read(neighbourhoodsCollection, neighbourhoodsFile).usualNames);

/** The audiences whose recruitment is closed, with what is told instead. */
export const closedAudiences = closedIn(settings.recruitment);

/** The audiences whose recruitment is closed. */
export const closedRecruitment: ReadonlySet<Recruited> = new Set(
  RECRUITED.filter((audience) => closedAudiences[audience] !== undefined),
);

/** The words in place of a form while its recruitment is closed. */
export function closedWordsOf({ audience }: Form): ClosedWords | undefined {
  return audience === 'waiting' ? undefined : closedAudiences[audience];
}

/** The answer to a form that is sent while its recruitment is closed; `undefined` while it is open. */
export function closedMessageOf(form: Form): string | undefined {
  const closed = closedWordsOf(form);
  return closed && `${closed.title}. ${closed.lead}`;
}

/** The button that leads to a form; while it is closed, to a message when it opens again. */
export function wayInto(form: Form, open: Link): Link {
  return closedWordsOf(form) === undefined ? open : { href: form.pagePath, label: REOPENING };
}

/** An invitation to fill a form, with its button; what is told instead while it is closed. */
export function invitationTo(form: Form, { title, lead, ...open }: ClosedWords & Link): ClosedWords & Link {
  return { ...(closedWordsOf(form) ?? { title, lead }), ...wayInto(form, open) };
}
