import { Fragment } from 'react';
import { LANGUAGES, OTHER_LANGUAGES, type Translations } from '../../domain/languages.ts';

/** Translations that follow a French text. The spaces keep words apart in an accessible name. */
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
