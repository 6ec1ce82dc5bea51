import type { Field } from '../../domain/application/field.ts';
import type { Form, Section } from '../../domain/application/form.ts';
import { MAJORITY, MIN_AGE } from '../../domain/application/limits.ts';
import { typeset } from '../../domain/typeset.ts';

interface Props {
  readonly form: Pick<Form, 'sections'>;
  /** Of the table, for whoever hears it: the heading above shows it to the others. */
  readonly title: string;
}

/** True when an answer is owed, in words. */
function obligation({ oneOf, askedWhen }: Section, name: string, { missing }: Field): string {
  const minors = askedWhen === 'minor' ? `De ${MIN_AGE} à ${MAJORITY - 1} ans : ` : '';
  if (oneOf?.fields.includes(name) === true) return `${minors}une de ces réponses suffit`;
  return `${minors}${missing === undefined ? 'facultatif' : 'obligatoire'}`;
}

/** The questions of one form with purpose and subject: derived from the form's definition. */
export function FormDataTable({ form, title }: Props) {
  return (
    // Wider than a small screen: it scrolls, with the keyboard as well.
    // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- what scrolls must be reached with the keyboard (WCAG 2.1.1)
    <div className="table-scroll" role="region" aria-label={title} tabIndex={0}>
      <table>
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr>
            <th scope="col">Question</th>
            <th scope="col">Pourquoi</th>
            <th scope="col">Faut-il répondre&nbsp;?</th>
          </tr>
        </thead>
        {form.sections.map((section) => (
          <tbody key={section.id}>
            <tr>
              <th scope="rowgroup" colSpan={3}>
                {typeset(section.title)}
              </th>
            </tr>
            {Object.entries(section.fields).map(([name, field]) => (
              <tr key={name}>
                <th scope="row">{typeset(field.label)}</th>
                <td>{typeset(field.purpose)}</td>
                <td>{typeset(obligation(section, name, field))}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}
