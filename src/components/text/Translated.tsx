import { Fragment } from 'react';
import { LANGUAGES, OTHER_LANGUAGES, type Translations } from '../../domain/languages.ts';

/** What a French text says, after it, in each other language. The spaces part the words of a name that is read aloud. */
export function Translated({ translations }: { readonly translations: Translations | undefined }) {
  if (translations === undefined) return null;
  return (
    <span className="translations">
      {OTHER_LANGUAGES.map((language) => (
        <Fragment key={language}>
          {' '}
          <span lang={language} dir={LANGUAGES[language].direction}>
            {translations[language]}
          </span>
        </Fragment>
      ))}
    </span>
  );
}
