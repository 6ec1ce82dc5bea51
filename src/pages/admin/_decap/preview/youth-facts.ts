import type { PreviewTemplateComponentProps } from 'decap-cms-core';
import { collections } from '../../../../cms/collections.ts';
import { essentialFacts, type Fact } from '../../../../cms/essentials.ts';
import { useEntry } from './entries.ts';

/** The facts under the head of the pages for youths. */
export function useYouthFacts(decap: PreviewTemplateComponentProps): Fact[] {
  const { youth } = useEntry(decap, collections.essentials, 'essentials');
  return essentialFacts('youth', youth.facts, useEntry(decap, collections.settings, 'site'));
}
