import { isDeployed } from '../src/server/compose/deployment.ts';
import { buildSite } from './build-site.ts';
import { noteBuild, noteFailedBuild } from './build-notes.ts';
import { fail } from './fail.ts';

// npm run build. On the host, the site remembers why it could not be built, for « Dernière publication » and the team's mailbox.
try {
  await buildSite();
  if (isDeployed(process.env)) await noteBuild();
} catch (error) {
  if (isDeployed(process.env)) await noteFailedBuild(error);
  fail(error);
}
