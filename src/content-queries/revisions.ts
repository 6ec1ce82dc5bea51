import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

function git(folder: string, ...args: string[]): string[] {
  try {
    const output = execFileSync('git', ['-c', 'core.quotePath=false', ...args, '--', '.'], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return output.split('\n').filter((line) => line !== '');
  } catch {
    // No Git, no repository, or no commit yet.
    return [];
  }
}

/**
 * Seconds since 1970 of the last commit of each file, by name. Reads commits and trees only, since Netlify clones without file contents
 * (`--filter=blob:none`); `--first-parent` dates a reviewed draft by its publication. After withastro/starlight
 * `packages/starlight/utils/git.ts`.
 */
function lastCommits(folder: string): ReadonlyMap<string, number> {
  const commits = new Map<string, number>();
  let instant = 0;
  const log = git(
    folder,
    'log',
    '-m',
    '--first-parent',
    '--no-renames',
    '--name-only',
    '--relative',
    '--format=t:%ct',
  );
  for (const line of log) {
    if (line.startsWith('t:')) instant = Number(line.slice(2));
    // The clocks of those who commit differ: the latest instant counts.
    else commits.set(line, Math.max(instant, commits.get(line) ?? 0));
  }
  return commits;
}

/**
 * The instant of the last change of each file of a folder, by name, to the second: its last commit, or what the file system says of one
 * that is not committed as it stands. It never goes back as long as commits are only added. In a shallow clone, the oldest commit that is
 * there stands for those before: too late, never too early.
 */
export function lastRevisions(address: URL): ReadonlyMap<string, Date> {
  const folder = fileURLToPath(address);
  const commits = lastCommits(folder);
  const uncommitted = new Set(git(folder, 'diff', '--name-only', '--relative', 'HEAD'));
  return new Map(
    readdirSync(folder).map((name) => {
      const committed = commits.get(name);
      const written = () => Math.floor(statSync(join(folder, name)).mtimeMs / 1000);
      const instant =
        committed === undefined || uncommitted.has(name) ? Math.max(committed ?? 0, written()) : committed;
      return [name, new Date(instant * 1000)];
    }),
  );
}
