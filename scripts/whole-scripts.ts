import type { AstroConfig } from 'astro';

type Plugin = Exclude<
  NonNullable<AstroConfig['vite']['plugins']>[number],
  false | null | undefined | readonly unknown[] | Promise<unknown>
>;

/** The scripts of visitors' pages, each named by its file in `src/scripts/`. */
const ENTRY = /\/src\/scripts\/([\w-]+)\.ts$/;
const COPY = /\?of=([\w-]+)$/;

/**
 * Vite plugin that gives each script of visitors' pages a copy of its own of what it imports: one file, asked for once. A module that
 * the CMS imports too would else be a second file, and a second wait on a slow network.
 */
export function wholeScripts(): Plugin {
  return {
    name: 'whole-scripts',
    apply: 'build',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'client',
    async resolveId(source, importer = '') {
      const [, owner] = ENTRY.exec(importer) ?? COPY.exec(importer) ?? [];
      if (owner === undefined) return null;
      const resolved = await this.resolve(source, importer.replace(COPY, ''), { skipSelf: true });
      return resolved && `${resolved.id}?of=${owner}`;
    },
  };
}
