import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright';

const isRoot = process.getuid?.() === 0;

/** Chromium's arguments everywhere here: it reaches no network of its own accord. */
export const chromiumArguments: readonly string[] = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  // Chromium's sandbox refuses to run as root.
  ...(isRoot ? ['--no-sandbox'] : []),
];

/** The browser to use: CHROME_PATH, the system's Chromium or Chrome, else Playwright's own; undefined when there is none. */
export function findChromium(): string | undefined {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROME_PATH=${named} : ce fichier n’existe pas.`);
  }
  // The shell has no window to draw: tests take less than half the time.
  const names = [
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
  ];
  const onPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((folder) => names.map((name) => path.join(folder, name)));
  const onMac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  return [...onPath, onMac, chromium.executablePath()].find((file) => existsSync(file));
}

/** The browser to use, installed first where there is none. Throws when it cannot be. */
export function provideChromium(): string {
  const found = findChromium();
  if (found) return found;
  console.log('Aucun Chromium sur cette machine : installation…');
  for (const command of installers()) {
    console.log(`> ${command.join(' ')}`);
    const [program = '', ...parameters] = command;
    const { status } = spawnSync(program, parameters, { stdio: ['ignore', 'inherit', 'inherit'] });
    const installed = findChromium();
    if (status === 0 && installed) return installed;
  }
  throw new Error(
    'Chromium n’a pas pu être installé : installez-le vous-même, ou donnez son chemin dans CHROME_PATH.',
  );
}

/** Playwright's own browser first, else the system's package. */
function installers(): readonly (readonly string[])[] {
  const own = (...options: string[]) => [
    'npx',
    '--no',
    '--',
    'playwright',
    'install',
    ...options,
    'chromium',
  ];
  if (process.platform !== 'linux') return [own()];
  const root = isRoot ? [] : ['sudo', '--non-interactive'];
  const apt = (name: string) => [
    ...root,
    'sh',
    '-c',
    `apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends ${name}`,
  ];
  return [own('--with-deps'), own(), apt('chromium-headless-shell'), apt('chromium')];
}
