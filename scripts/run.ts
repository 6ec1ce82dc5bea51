import { spawn } from 'node:child_process';
import { projectRoot } from './local-environment.ts';

export interface Run {
  ok: boolean;
  /** Both streams together. */
  output: string;
  seconds: number;
}

/**
 * Runs a program of `node_modules/.bin` or a script of ours with this Node; never rejects.
 * @param show whether its output also goes to the terminal as it comes
 */
export async function run(
  [program = '', ...parameters]: readonly string[],
  {
    show = false,
    environment = {},
    cwd = projectRoot,
  }: { show?: boolean; environment?: Readonly<Record<string, string>>; cwd?: string } = {},
): Promise<Run> {
  const started = performance.now();
  const isScript = program.endsWith('.ts');
  const child = spawn(
    isScript ? process.execPath : program,
    isScript ? [program, ...parameters] : parameters,
    {
      cwd,
      env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  const listen = (chunk: Buffer) => {
    output += chunk.toString();
    if (show) process.stdout.write(chunk);
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const code = await new Promise<number | null>((ended) => {
    child.on('error', (error) => {
      output += error.message;
      ended(1);
    });
    child.on('close', ended);
  });
  return { ok: code === 0, output, seconds: (performance.now() - started) / 1000 };
}
