import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import * as z from 'zod';
import type { ReportTold } from '../src/domain/figures/report.ts';
import { projectRoot } from './local-environment.ts';

const renderingSchema = z.object({
  renderReport: z.custom<(told: ReportTold) => string>((value) => typeof value === 'function'),
});

/** Renders a report as the letter's page does. Its templates are bundled first: Node alone reads none. */
export async function reportPage(told: ReportTold): Promise<string> {
  const outfile = path.join(projectRoot, 'node_modules', '.cache', 'render-report.mjs');
  await build({
    entryPoints: [path.join(projectRoot, 'src/server/letters/render-report.ts')],
    ...{ bundle: true, platform: 'node', format: 'esm', jsx: 'automatic', packages: 'external', outfile },
    logLevel: 'silent',
  });
  return renderingSchema.parse(await import(pathToFileURL(outfile).href)).renderReport(told);
}
