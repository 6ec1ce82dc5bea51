import { isDeployed } from '../src/server/compose/deployment.ts';
import { buildSite } from './build-site.ts';
import { needsForBuild } from './build-needs.ts';
import { noteBuild, noteFailedBuild } from './build-notes.ts';
import { fail } from './fail.ts';

// npm run build. On the host, it shows the mentors sought, and the site remembers why it could not be built, for « Dernière publication » and
// the team's mailbox.
try {
  if (isDeployed(process.env)) process.env.MENTOR_NEEDS = await needsForBuild();
  await buildSite();
  if (isDeployed(process.env)) await noteBuild();
} catch (error) {
  if (isDeployed(process.env)) await noteFailedBuild(error);
  fail(error);
}
