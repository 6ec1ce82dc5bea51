import { type Collection, filePattern } from './collection.ts';
import { namedWidgets, type NamedWidget } from './fields.ts';

/** From the project's root. */
export const CONTENT_FOLDER = 'src/content';

/** The controls of one entry, its body last. */
export function decapFields({ fields, body }: Collection): NamedWidget[] {
  return [...namedWidgets(fields), ...(body === undefined ? [] : [{ name: 'body', ...body.widget }])];
}

/** One collection of Decap's configuration (https://decapcms.org/docs/collection-types/). */
export function decapCollection(collection: Collection) {
  const { name, label, singular, file, format, summary } = collection;
  if (file !== undefined) {
    return {
      name,
      label,
      files: [
        {
          name: file.replace(/\.\w+$/, ''),
          label,
          file: `${CONTENT_FOLDER}/${name}/${file}`,
          fields: decapFields(collection),
        },
      ],
    };
  }
  return {
    name,
    label,
    label_singular: singular,
    folder: `${CONTENT_FOLDER}/${name}`,
    extension: filePattern(collection).replace('*.', ''),
    format: format === 'md' ? 'frontmatter' : format,
    create: true,
    ...(summary === undefined ? {} : { summary }),
    fields: decapFields(collection),
  };
}
