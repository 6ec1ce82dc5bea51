import * as z from 'zod';
import { clockMistake } from '../domain/events/paris-time.ts';
import { typeset } from '../domain/typeset.ts';

/** A picture as Astro hands it to a page. */
export interface StoredImage {
  src: string;
  width: number;
  height: number;
  format: 'png' | 'jpg' | 'jpeg' | 'tiff' | 'webp' | 'gif' | 'svg' | 'avif' | 'apng';
}

/** A picture of which only the path is known. */
export function unmeasured(src: string): StoredImage {
  return { src, width: 1, height: 1, format: 'webp' };
}

/** Schemas that Astro provides (as in its `SchemaContext`), passed in so that this folder runs without it. */
export interface SchemaContext {
  /** Schema of the path of an image file, relative to the content file. */
  image: () => z.ZodType<StoredImage>;
  /** Schema of the identifier of an entry of another collection. */
  reference: <C extends string>(collection: C) => z.ZodType<Reference<C>>;
}

/** For fields of which none is a picture or a relation. */
export const plainContext: SchemaContext = { image: () => z.never(), reference: () => z.never() };

/** The argument of Astro's `getEntry`. */
export interface Reference<C extends string> {
  collection: C;
  id: string;
}

/** A field's Decap configuration without its name (https://decapcms.org/docs/widgets/). */
export interface Widget {
  widget:
    | 'string'
    | 'text'
    | 'richtext'
    | 'image'
    | 'select'
    | 'datetime'
    | 'number'
    | 'boolean'
    | 'list'
    | 'object'
    | 'relation';
  label: string;
  hint?: string;
  required?: boolean;
  /** Staff may leave it empty, whatever else they fill (ours, not Decap's: `required` is also `false` inside a group that may stay empty). */
  optional?: true;
  default?: string | number | boolean;
  /** Regular expression the whole value matches, and what to say when it does not. */
  pattern?: [string, string];
  /** Characters at most, for the counter under the control (ours, not Decap's). */
  limit?: number;
  options?: { value: string; label: string }[];
  min?: number;
  max?: number;
  step?: number;
  value_type?: 'int' | 'float';
  format?: string;
  date_format?: string;
  /** `false` for a day without its hour. */
  time_format?: string | false;
  picker_utc?: boolean;
  choose_url?: boolean;
  buttons?: string[];
  editor_components?: string[];
  modes?: string[];
  label_singular?: string;
  summary?: string;
  collapsed?: boolean;
  field?: NamedWidget;
  fields?: NamedWidget[];
  collection?: string;
  value_field?: string;
  search_fields?: string[];
  display_fields?: string[];
  options_length?: number;
}

export interface NamedWidget extends Widget {
  name: string;
}

/** One content field: from this definition come both Astro's validation and the control that staff see. */
export interface Field<S extends z.ZodType = z.ZodType> {
  schema: (context: SchemaContext) => S;
  widget: Widget;
}

export type Fields = Record<string, Field>;

type Shape<F extends Fields> = { [K in keyof F]: ReturnType<F[K]['schema']> };

/** Schema of an entry with these fields and no other. */
export type EntrySchema<F extends Fields> = z.ZodObject<Shape<F>, z.core.$strict>;

export interface Described {
  label: string;
  /** Instruction with an example, shown under the control. */
  hint?: string;
}

export interface Limits {
  /** Characters at least; 1 unless told. */
  min?: number;
  /** Characters at most. */
  max: number;
}

const plural = (count: number, word: string) => `${count} ${word}${count > 1 ? 's' : ''}`;

export function describe({ label, hint }: Described) {
  return hint === undefined ? { label, required: true } : { label, hint, required: true };
}

const isMissing = (value: unknown) => value === undefined || value === null || value === '';

/** Message of a value of the wrong type or of none at all. */
function wants(what: string) {
  return ({ input }: { input?: unknown }) =>
    isMissing(input)
      ? `Ce champ est vide : indiquez ${what}.`
      : `Ce champ attend ${what} : corrigez la valeur.`;
}

function between({ min = 1, max }: Limits): string {
  return min > 1 ? `entre ${min} et ${plural(max, 'caractère')}` : `${plural(max, 'caractère')} au plus`;
}

/** YAML reads a date, a number or a yes without quotes as something else than a text. */
const QUOTE_REMEDY = 'Ce champ attend un texte : mettez la valeur entre guillemets.';

export function limitedString(limits: Limits) {
  const { min = 1, max } = limits;
  return z
    .string({ error: ({ input }) => (isMissing(input) ? wants('un texte')({}) : QUOTE_REMEDY) })
    .trim()
    .min(min, {
      error: ({ input }) =>
        isMissing(input)
          ? wants('un texte')({})
          : `Texte trop court : il en faut ${plural(min, 'caractère')} au moins.`,
    })
    .max(max, {
      error: `Texte trop long : raccourcissez-le à ${plural(max, 'caractère')} au plus.`,
    });
}

export function limitPattern(limits: Limits): [string, string] {
  return [`^[\\s\\S]{${limits.min ?? 1},${limits.max}}$`, `Écrivez ${between(limits)}.`];
}

/** One line of plain text. */
export function text(options: Described & Limits) {
  return {
    schema: () => limitedString(options).transform(typeset),
    widget: { ...describe(options), widget: 'string', pattern: limitPattern(options), limit: options.max },
  } satisfies Field;
}

/** A few sentences of plain text. */
export function longText(options: Described & Limits) {
  return {
    schema: () => limitedString(options).transform(typeset),
    widget: { ...describe(options), widget: 'text', pattern: limitPattern(options), limit: options.max },
  } satisfies Field;
}

const EMAIL_REMEDY = 'Écrivez une adresse e-mail complète, par exemple contact@exemple.org.';

export function email(options: Described) {
  return {
    schema: () => z.email({ error: EMAIL_REMEDY }),
    widget: { ...describe(options), widget: 'string', pattern: [z.regexes.email.source, EMAIL_REMEDY] },
  } satisfies Field;
}

const PHONE_REMEDY = 'Écrivez un numéro de téléphone, par exemple 03 20 00 00 00.';
const PHONE = /^\+?\d(?:[ .]?\d){5,14}$/;

/** A telephone number as staff write it, which no line cuts. */
export function phone(options: Described) {
  return {
    schema: () =>
      z
        .string()
        .regex(PHONE, { error: PHONE_REMEDY })
        .transform((number) => number.replaceAll(' ', '\u00A0')),
    widget: { ...describe(options), widget: 'string', pattern: [PHONE.source, PHONE_REMEDY] },
  } satisfies Field;
}

const URL_REMEDY = 'Écrivez une adresse complète, par exemple https://www.exemple.org.';

/** The address of a page of the web. */
export function url(options: Described) {
  return {
    schema: () => z.url({ protocol: /^https?$/, hostname: z.regexes.domain, error: URL_REMEDY }),
    widget: { ...describe(options), widget: 'string', pattern: ['^https?://\\S+$', URL_REMEDY] },
  } satisfies Field;
}

/** Formats that a browser and the site's builder both read; a drawing (SVG) could hold a script. */
const PHOTO = /\.([jJ][pP][eE]?[gG]|[pP][nN][gG]|[wW][eE][bB][pP])$/;

const PHOTO_REMEDY = 'Choisissez une photo JPEG, PNG ou WebP : les autres fichiers ne s’affichent pas.';

/** The path of a photo, by its extension. */
export function photoPath() {
  return z.string({ error: 'Choisissez une image.' }).regex(PHOTO, { error: PHOTO_REMEDY });
}

/** A picture and the words that replace it for whom cannot see it. */
export const pictureFields = {
  src: {
    schema: ({ image: file }: SchemaContext) => file(),
    widget: {
      label: 'Fichier',
      hint: 'JPEG, PNG ou WebP.',
      required: true,
      widget: 'image',
      pattern: [PHOTO.source, PHOTO_REMEDY],
      choose_url: false,
    },
  } satisfies Field,
  alt: text({
    label: 'Texte de remplacement',
    hint: 'Ce que montre l’image, en une phrase, pour qui ne la voit pas.',
    max: 200,
  }),
};

/** A picture that is shown whole. */
export function image(options: Described) {
  return object({ ...options, fields: pictureFields });
}

/** A picture that its place on the page cuts, and the part of it that stays in view. */
export function photo(options: Described) {
  return object({
    ...options,
    fields: {
      ...pictureFields,
      focus: optional(
        select({
          label: 'Partie à garder',
          hint: 'La photo est coupée selon l’écran. Vide : un peu au-dessous du haut, où sont les visages.',
          options: [
            { value: 'top', label: 'Haut' },
            { value: 'center', label: 'Centre' },
            { value: 'bottom', label: 'Bas' },
          ],
        }),
      ),
    },
  });
}

/** One value of a closed list. */
export function select<const V extends string>(
  options: Described & { options: readonly { value: V; label: string }[] },
) {
  const values = options.options.map(({ value }) => value);
  return {
    schema: () => z.enum(values, { error: `Choisissez une de ces valeurs : ${values.join(', ')}.` }),
    widget: { ...describe(options), widget: 'select', options: [...options.options] },
  } satisfies Field;
}

/** A civil date, `YYYY-MM-DD` (YAML reads an unquoted one as a `Date` at midnight UTC). */
export function date(options: Described) {
  const remedy = 'Écrivez une date qui existe, année-mois-jour, par exemple 2026-10-05.';
  return {
    schema: () =>
      z.preprocess(
        (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value),
        z.iso.date({ error: remedy }),
      ),
    widget: {
      ...describe(options),
      widget: 'datetime',
      format: 'YYYY-MM-DD',
      date_format: 'DD/MM/YYYY',
      time_format: false,
      // The day on which staff create the entry.
      default: '{{now}}',
    },
  } satisfies Field;
}

/**
 * A date and hour of the clocks in Paris, `YYYY-MM-DDTHH:mm`: what staff type, with no zone. (Without seconds YAML reads it as text;
 * with them, as an instant whose zone it guesses, which is refused.)
 */
export function dateTime(options: Described) {
  const remedy =
    'Écrivez une date et une heure de Paris qui existent, sans secondes, par exemple 2026-11-18T14:00.';
  return {
    schema: () =>
      z
        .string({ error: ({ input }) => (isMissing(input) ? wants('une date et une heure')({}) : remedy) })
        .superRefine((value, context) => {
          const mistake = clockMistake(value);
          if (mistake === undefined) return;
          const message =
            mistake === 'skipped'
              ? 'Cette heure n’existe pas : cette nuit-là, on passe de 2 h à 3 h. Choisissez une autre heure.'
              : remedy;
          // The collection's own check computes with times that exist.
          context.addIssue({ code: 'custom', message, continue: false });
        }),
    widget: {
      ...describe(options),
      widget: 'datetime',
      format: 'YYYY-MM-DDTHH:mm',
      date_format: 'DD/MM/YYYY',
      time_format: 'HH:mm',
      picker_utc: false,
    },
  } satisfies Field;
}

/** A whole number unless `step` is a fraction. */
export function number(options: Described & { min: number; max: number; step?: number }) {
  const { min, max, step = 1 } = options;
  const remedy = `Écrivez un nombre ${step === 1 ? 'entier ' : ''}entre ${min} et ${max}.`;
  return {
    schema: () =>
      z
        .number({ error: remedy })
        .min(min, { error: remedy })
        .max(max, { error: remedy })
        .multipleOf(step, { error: remedy }),
    widget: {
      ...describe(options),
      widget: 'number',
      value_type: Number.isInteger(step) ? 'int' : 'float',
      min,
      max,
      step,
    },
  } satisfies Field;
}

/** The place of an entry among others. */
export function rank() {
  return number({
    label: 'Rang',
    hint: 'Les plus petits d’abord, de dix en dix : pour venir entre 10 et 20, écrivez 15.',
    min: 1,
    max: 999,
  });
}

/** Yes or no; a switch that staff have not touched is saved as its default. */
export function boolean(options: Described & { default: boolean }) {
  return {
    schema: () => z.boolean({ error: 'Écrivez true (oui) ou false (non).' }),
    widget: { ...describe(options), widget: 'boolean', default: options.default, required: false },
  } satisfies Field;
}

/** Any identifier: whether the entry exists is for the content check to say (Astro does not look). */
export function uncheckedReference<C extends string>(collection: C) {
  return z.string({ error: wants('une fiche') }).transform((id): Reference<C> => ({ collection, id }));
}

/** An entry of another collection, by identifier. */
export function relation<const C extends string>(options: Described & { collection: C; display: string }) {
  const { collection, display } = options;
  return {
    schema: ({ reference }: SchemaContext) => reference(collection),
    widget: {
      ...describe(options),
      widget: 'relation',
      collection,
      value_field: '{{slug}}',
      search_fields: [display],
      display_fields: [display],
      // All of them: Decap offers twenty unless told.
      options_length: 1000,
    },
  } satisfies Field;
}

interface Repeated extends Described {
  min?: number;
  max: number;
  /** « une étape », for the button that adds one. */
  singular: string;
}

function repeated<S extends z.ZodType>(options: Repeated, item: S) {
  const { min = 0, max } = options;
  return z
    .array(item, { error: wants('une liste') })
    .min(min, { error: `Il en faut ${min} au moins : ajoutez ${options.singular}.` })
    .max(max, { error: `Il y en a trop : gardez-en ${max} au plus.` });
}

function describeRepeated(options: Repeated) {
  const { min = 0, max, singular } = options;
  return {
    ...describe(options),
    widget: 'list',
    required: min > 0,
    min,
    max,
    label_singular: singular,
  } satisfies Widget;
}

/** Name that Decap wants for the field of a list of single values; no file holds it. */
export const SINGLE_FIELD = 'item';

/** Several values of one kind. */
export function list<S extends z.ZodType>(options: Repeated & { of: Field<S> }) {
  return {
    schema: (context: SchemaContext) => repeated(options, options.of.schema(context)),
    widget: { ...describeRepeated(options), field: { name: SINGLE_FIELD, ...options.of.widget } },
  } satisfies Field;
}

/** Several groups of fields; `summary` is Decap's template of the line shown for one when folded. */
export function listOf<F extends Fields>(options: Repeated & { fields: F; summary: string }) {
  return {
    schema: (context: SchemaContext) => repeated(options, entrySchema(options.fields, context)),
    widget: { ...describeRepeated(options), summary: options.summary, fields: namedWidgets(options.fields) },
    fields: options.fields,
  } satisfies Field & { fields: F };
}

/** A group of fields; `collapsed`: folded until staff open it. */
export function object<F extends Fields>(options: Described & { fields: F; collapsed?: boolean }) {
  const { fields, collapsed } = options;
  return {
    schema: (context: SchemaContext) => entrySchema(fields, context),
    widget: {
      ...describe(options),
      widget: 'object',
      ...(collapsed === true && { collapsed }),
      fields: namedWidgets(fields),
    },
    fields: options.fields,
  } satisfies Field & { fields: F };
}

/** Decap asks for the fields of a group that may stay empty, unless they may stay empty too. */
function mayStayEmpty(widget: Widget): Widget {
  return {
    ...widget,
    required: false,
    ...(widget.widget === 'object' && {
      fields: (widget.fields ?? []).map(({ name, ...field }) => ({ name, ...mayStayEmpty(field) })),
    }),
  };
}

/** The same field, that may stay empty unless the collection's own check says otherwise; the CMS saves an emptied one as `''` or `null`. */
export function sometimes<S extends z.ZodType>(field: Field<S>) {
  return {
    schema: (context: SchemaContext) =>
      z
        .preprocess((value) => (isMissing(value) ? undefined : value), field.schema(context).optional())
        .optional(),
    widget: mayStayEmpty(field.widget),
    ...('fields' in field && { fields: field.fields }),
  } satisfies Field;
}

/** The same field, that may stay empty, and says so. */
export function optional<S extends z.ZodType>(field: Field<S>) {
  const { widget, ...rest } = sometimes(field);
  return { ...rest, widget: { ...widget, optional: true } } satisfies Field;
}

export function namedWidgets(fields: Fields): NamedWidget[] {
  return Object.entries(fields).map(([name, { widget }]) => ({ name, ...widget }));
}

/** The schema of an entry made of these fields; an unknown key is a mistake (most often a misspelt one). */
export function entrySchema<F extends Fields>(fields: F, context: SchemaContext): EntrySchema<F>;
// Mapping the entries of an object loses its keys' types; the overload above gives them back.
export function entrySchema(fields: Fields, context: SchemaContext): z.ZodObject {
  const known = Object.keys(fields);
  return z.strictObject(
    Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.schema(context)])),
    {
      error: (issue) =>
        issue.code === 'unrecognized_keys'
          ? `Champ inconnu : ${issue.keys.join(', ')}. Corrigez son nom ou retirez-le ; champs possibles : ${known.join(', ')}.`
          : wants('un groupe de champs')(issue),
    },
  );
}
