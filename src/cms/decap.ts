import { type Collection, filePattern } from './collection.ts';
import { collections } from './collections.ts';
import type { CmsBackend } from './decap-backend.ts';
import { namedWidgets, type NamedWidget } from './fields.ts';

/** From the project's root. */
export const CONTENT_FOLDER = 'src/content';

/** Folder of the uploads, one below it a collection; from the project's root. */
export const IMAGE_FOLDER = 'src/assets';

/** Name given to Decap for the way a collection's files are written (`entry-file.ts`). */
export function formatName({ name }: Pick<Collection, 'name'>): string {
  return `entry-${name}`;
}

/** Decap's name of a collection's only entry, or of the collection: what its preview is registered for. */
export function previewName({ name, file }: Pick<Collection, 'name' | 'file'>): string {
  return file?.replace(/\.\w+$/, '') ?? name;
}

/** The controls of one entry, its body last. */
export function decapFields({ fields, body }: Collection): NamedWidget[] {
  return [...namedWidgets(fields), ...(body === undefined ? [] : [{ name: 'body', ...body.widget }])];
}

const withInner = (widgets: readonly NamedWidget[]): NamedWidget[] =>
  widgets.flatMap((widget) => [widget, ...withInner([widget.field ?? [], widget.fields ?? []].flat())]);

/** The fields of a collection, and those inside its groups and lists. */
export function everyField(collection: Collection): NamedWidget[] {
  return withInner(decapFields(collection));
}

/**
 * The controls as Decap shows them: « (facultatif) » on what may stay empty whatever else is filled, and on nothing else.
 * Decap's own, hidden by admin.css, also stands on what a filled group then demands.
 */
export function shownFields(fields: readonly NamedWidget[]): NamedWidget[] {
  return fields.map(({ optional, ...field }) => ({
    ...field,
    ...(optional === true && { label: `${field.label} (facultatif)` }),
    ...(field.fields !== undefined && { fields: shownFields(field.fields) }),
  }));
}

/** Regular expression of the civil dates (`YYYY-MM-DD…`) from this day on. */
export function sinceDay(day: string): string {
  const later = Array.from({ length: day.length }, (_, index) => {
    const digit = day.charAt(index);
    return /[0-8]/.test(digit) ? [`${day.slice(0, index)}[${Number(digit) + 1}-9]`] : [];
  }).flat();
  return `^(?:${[...later, day].join('|')})`;
}

const isDate = ({ widget }: NamedWidget) => widget === 'datetime';

/** The first date or number, most often what the site sorts by, else the name. */
function sortableFields(fields: NamedWidget[]) {
  const [first] = fields;
  const sortable = fields.filter((field) => field === first || isDate(field) || field.widget === 'number');
  const main = sortable.find((field) => field !== first) ?? first;
  return sortable.map((field) => ({
    field: field.name,
    label: field.label,
    ...(field === main && ({ default_sort: isDate(field) ? 'desc' : 'asc' } as const)),
  }));
}

/** Buttons that keep some entries: those of an option, those to come or past, those that say yes. */
function viewFilters(fields: NamedWidget[], today: string) {
  return fields.flatMap(({ name: field, label, widget, options = [] }) => {
    if (widget === 'boolean') return [{ label, field, pattern: 'true' }];
    if (widget === 'datetime')
      return [
        { label: `${label} : à venir`, field, pattern: sinceDay(today) },
        { label: `${label} : passé`, field, pattern: `^(?!${sinceDay(today).slice(1)})` },
      ];
    return options.map(({ value, label: option }) => ({
      label: `${label} : ${option}`,
      field,
      pattern: `^${value}$`,
    }));
  });
}

function viewGroups(fields: NamedWidget[]) {
  return fields.flatMap(({ name: field, label, widget }) => {
    if (widget === 'relation') return [{ label, field }];
    return widget === 'datetime' ? [{ label: `${label} : année`, field, pattern: String.raw`^\d{4}` }] : [];
  });
}

/** Where the pictures of a collection are. */
function pictureFolders({ name }: Collection) {
  return {
    media_folder: `/${IMAGE_FOLDER}/${name}`,
    // As the content files write it, so that Astro finds the picture.
    public_folder: `../../${IMAGE_FOLDER.replace('src/', '')}/${name}`,
  };
}

function fileCollection(collection: Collection, file: string) {
  const { name, label, page } = collection;
  const entry = {
    name: previewName(collection),
    label,
    file: `${CONTENT_FOLDER}/${name}/${file}`,
    ...pictureFolders(collection),
    ...(page !== undefined && { preview_path: page }),
    fields: shownFields(decapFields(collection)),
  };
  return { name, label, format: formatName(collection), delete: false, files: [entry] };
}

function folderCollection(collection: Collection, today: string) {
  const { name, label, singular, summary, page, fixed = false } = collection;
  const fields = decapFields(collection);
  const filters = viewFilters(fields, today);
  const groups = viewGroups(fields);
  return {
    name,
    label,
    label_singular: singular,
    folder: `${CONTENT_FOLDER}/${name}`,
    extension: filePattern(collection).replace('*.', ''),
    format: formatName(collection),
    ...pictureFolders(collection),
    // The file is named after the first field.
    identifier_field: Object.keys(collection.fields)[0] ?? 'title',
    create: !fixed,
    delete: !fixed,
    ...(summary !== undefined && { summary }),
    ...(page !== undefined && { preview_path: page }),
    sortable_fields: sortableFields(fields),
    // Decap refuses an empty list.
    ...(filters.length > 0 && { view_filters: filters }),
    ...(groups.length > 0 && { view_groups: groups }),
    fields: shownFields(fields),
  };
}

/** One collection of Decap's configuration (https://decapcms.org/docs/collection-types/). */
export function decapCollection(collection: Collection, today: string) {
  return collection.file === undefined
    ? folderCollection(collection, today)
    : fileCollection(collection, collection.file);
}

interface CmsSession {
  /** Origin of the CMS's page. */
  origin: string;
  /** `YYYY-MM-DD`, for the filters « à venir » and « passé ». */
  today: string;
  /** True when entries go through draft and review before they are published. */
  workflow: boolean;
}

/** Commit messages of the content's history, in French; Decap's defaults are in English. */
const COMMIT_MESSAGES = {
  create: 'Ajoute {{collection}} « {{slug}} »',
  update: 'Modifie {{collection}} « {{slug}} »',
  delete: 'Supprime {{collection}} « {{slug}} »',
  uploadMedia: 'Ajoute l’image « {{path}} »',
  deleteMedia: 'Supprime l’image « {{path}} »',
};

/** Decap's whole configuration, derived from the content model (https://decapcms.org/docs/configuration-options/). */
export function decapConfig({ backend }: CmsBackend, { origin, today, workflow }: CmsSession) {
  return {
    load_config_file: false,
    locale: 'fr',
    site_url: origin,
    logo: { src: '/favicon.svg' },
    backend: {
      ...(backend.name === 'github' && { base_url: origin }),
      ...backend,
      commit_messages: COMMIT_MESSAGES,
    },
    // The claims of DecapBridge about a person.
    ...(backend.auth_type === 'pkce' && {
      auth: { email_claim: 'email', first_name_claim: 'first_name', last_name_claim: 'last_name' },
    }),
    publish_mode: workflow ? ('editorial_workflow' as const) : ('simple' as const),
    media_folder: IMAGE_FOLDER,
    public_folder: '../../assets',
    // In the browser, before the upload: no photo heavier than a few hundred kilobytes, no place or camera in it.
    media_processing: {
      enabled: true,
      format: { enabled: true, default: 'webp' as const },
      quality: 80,
      strip_metadata: true,
      // No width: Decap would enlarge a smaller photo to it. See photo-size.ts.
    },
    slug: { encoding: 'ascii' as const, clean_accents: true },
    collections: Object.values(collections).map((collection) => decapCollection(collection, today)),
  };
}
