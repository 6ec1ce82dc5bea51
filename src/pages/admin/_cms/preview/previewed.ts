import type { PreviewTemplateComponentProps } from 'decap-cms-core';
import type { ReactNode } from 'react';
import type * as z from 'zod';
import type { collections } from '../../../../cms/collections.ts';
import type { EntrySchema, Fields } from '../../../../cms/fields.ts';

/** What shows an entry of a collection takes. */
export interface PreviewPropsOf<F extends Fields> {
  id: string;
  data: z.output<EntrySchema<F>>;
  /** The Markdown under the fields. */
  body: ReactNode;
  decap: PreviewTemplateComponentProps;
}

export type PreviewProps<C extends keyof typeof collections> = PreviewPropsOf<
  (typeof collections)[C]['fields']
>;
