import { openStore } from '../src/server/compose/compose.ts';
import { keptNeeds } from '../src/server/schedule/mentor-needs.ts';

/** The mentors sought as the site keeps them, for MENTOR_NEEDS; empty when there are none or they cannot be read, for no build fails for them. */
export async function needsForBuild(open = openStore): Promise<string> {
  try {
    return (await keptNeeds(open())) ?? '';
  } catch {
    console.warn('Les pages ne diront pas combien de mentors sont recherchés : Netlify Blobs ne répond pas.');
    return '';
  }
}
