import { type EssentialAudience, essentialFacts, type Fact } from '../cms/essentials.ts';
import { requireEntry } from './entries.ts';
import { settings } from './settings.ts';

/** The facts of an audience, for the strip under the head of its pages. */
export async function factsOf(audience: EssentialAudience): Promise<Fact[]> {
  const { facts } = (await requireEntry('essentials', 'essentials')).data[audience];
  return essentialFacts(audience, facts, settings);
}
