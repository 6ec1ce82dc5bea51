import type { PreviewTemplateComponentProps } from 'decap-cms-core';
import type { ReactNode } from 'react';
import type { collections } from '../../../../cms/collections.ts';
import type { Filled } from '../../../../cms/filled.ts';
import type { Fields } from '../../../../cms/fields.ts';

/** Props of a collection's preview. */
export interface PreviewPropsOf<F extends Fields> {
  id: string;
  data: Filled<F>;
  /** The Markdown under the fields. */
  body: ReactNode;
  decap: PreviewTemplateComponentProps;
}

export type PreviewProps<C extends keyof typeof collections> = PreviewPropsOf<
  (typeof collections)[C]['fields']
>;
