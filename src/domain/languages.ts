/** Languages beside French in which a guardian reads what matters: each with its own name for itself. */
export const LANGUAGES = {
  en: { name: 'English', direction: 'ltr' },
  ar: { name: 'العربية', direction: 'rtl' },
} as const;

export type Language = keyof typeof LANGUAGES;

/** A text in each of those languages. */
export type Translations = Readonly<Record<Language, string>>;

export const OTHER_LANGUAGES: readonly Language[] = Object.keys(LANGUAGES).filter(
  (name): name is Language => name in LANGUAGES,
);
