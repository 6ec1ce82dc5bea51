import type { SubmittedValues } from '../../domain/application/field.ts';
import type { Audience, FormErrors, Section } from '../../domain/application/form.ts';
import { shownInput } from '../../domain/tracking/contact.ts';
import { typeset } from '../../domain/typeset.ts';
import { StepForm } from './StepForm.tsx';
import { TRACKING_WORDING } from './wording.ts';

export interface ContactPageProps {
  readonly audience: Audience;
  readonly section: Section;
  /** The page's own path, which its form posts to. */
  readonly path: string;
  /** Tells one sending of the form from another. */
  readonly once: string;
  /** Submitted values, else those that the team has. */
  readonly values: SubmittedValues;
  /** Values shown first, by field: later changes by staff are told from the person's own. */
  readonly shown: Readonly<Record<string, string>>;
  readonly errors?: FormErrors | undefined;
  /** Sent as it was. */
  readonly isUnchanged?: boolean;
}

/** The contact details as the team has them, to be corrected. */
export function ContactPage({ audience, once, shown, isUnchanged = false, ...form }: ContactPageProps) {
  const { contact, nothingChanged } = TRACKING_WORDING[audience];
  const texts = Object.entries(shown).map(([name, text]) => [shownInput(name), text] as const);
  return (
    <StepForm
      {...form}
      audience={audience}
      title={contact.title}
      lead={contact.lead}
      intent="correct"
      hidden={{ once, ...Object.fromEntries(texts) }}
      send={contact.send}
      notice={
        isUnchanged && (
          <p className="tracking-pending" role="status">
            {typeset(nothingChanged)}
          </p>
        )
      }
    >
      <h2>{typeset(contact.moved)}</h2>
      <p>{typeset(contact.told)}</p>
    </StepForm>
  );
}
