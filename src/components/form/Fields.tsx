import type { ReactNode } from 'react';
import type { Field, SubmittedValues } from '../../domain/application/field.ts';
import type { FormErrors, Section } from '../../domain/application/form.ts';
import type { FormFieldProps } from './FieldFrame.tsx';
import { FormField } from './FormField.tsx';

type Questions = Pick<Section, 'fields' | 'askedWhen' | 'oneOf'>;

export interface FieldsProps extends Pick<FormFieldProps, 'action' | 'optionNotes' | 'isPlain'> {
  readonly section: Questions;
  readonly values?: SubmittedValues | undefined;
  readonly errors?: FormErrors | undefined;
  /** Nobody owes an answer, or the page around says who does. */
  readonly isFree?: boolean;
  /** Content before a checkbox, by field. */
  readonly notices?: Readonly<Record<string, ReactNode>>;
}

const NOTHING_TYPED: SubmittedValues = new Map();
const NO_ERRORS: FormErrors = { formErrors: [], fieldErrors: {} };

function obligation({ askedWhen, oneOf }: Questions, name: string, { missing }: Field) {
  if (missing !== undefined) return askedWhen === undefined ? 'mandatory' : undefined;
  return oneOf?.fields.includes(name) === true ? undefined : 'optional';
}

/** The questions of a section, one below the other. */
export function Fields({
  section,
  values = NOTHING_TYPED,
  errors = NO_ERRORS,
  isFree = false,
  notices = {},
  ...shown
}: FieldsProps) {
  return Object.entries(section.fields).map(([name, field]) => (
    <FormField
      {...shown}
      key={name}
      name={name}
      field={field}
      values={values}
      errors={errors}
      obligation={isFree ? undefined : obligation(section, name, field)}
      notice={notices[name]}
    />
  ));
}
