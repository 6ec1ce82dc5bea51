import path from 'node:path';
import { build } from 'astro';
import { assertDeployable } from '../src/server/compose/environment.ts';
import { assertContent } from './check-content.ts';
import { bundleForDeployment, deployedFunctions, shipPages } from './function-bundles.ts';
import { projectRoot } from './local-environment.ts';

/** Checks the settings of a deployment and the content, then builds the site into `dist` and bundles the functions with the pages that they fill. Throws when one of these fails. */
export async function buildSite(): Promise<void> {
  process.env.ASTRO_TELEMETRY_DISABLED = '1';
  assertDeployable();
  await assertContent();
  await build({ root: projectRoot, logLevel: 'warn' });
  await bundleForDeployment();
  await shipPages(path.join(projectRoot, 'dist'), deployedFunctions);
}
