import { type Collection, collectionSchema } from '../cms/collection.ts';
import { type Fields, plainContext } from '../cms/fields.ts';
import { neighbourhoods as neighbourhoodsCollection } from '../cms/neighbourhoods.ts';
import { settings as settingsCollection } from '../cms/settings.ts';
import neighbourhoodsFile from '../content/neighbourhoods/neighbourhoods.json' with { type: 'json' };
import settingsFile from '../content/settings/site.json' with { type: 'json' };
import type { Form } from '../domain/application/form.ts';
import { usualNamesByCode } from '../domain/eligibility/territory.ts';

/** One file of the content as its collection reads it: checked, texts typeset. Throws a ZodError, which the content check foresees. */
function read<F extends Fields>(collection: Collection<F>, file: unknown) {
  return collectionSchema(collection, plainContext).parse(file);
}

/** The settings of the site, the same for pages and functions. */
export const settings = read(settingsCollection, settingsFile);

/** By the value of an option of the forms' lists, the words beside it: the usual names of neighbourhoods. */
export const optionNotes = usualNamesByCode(read(neighbourhoodsCollection, neighbourhoodsFile).usualNames);

/** The message shown in place of a form while its recruitment is closed; `undefined` while it is open. */
export function closedMessageOf({ audience }: Form): string | undefined {
  if (audience === 'waiting') return undefined;
  const { open, closedMessage } = settings.recruitment[audience];
  return open ? undefined : closedMessage;
}
