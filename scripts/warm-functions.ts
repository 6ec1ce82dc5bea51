import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Context } from '@netlify/functions';
import * as z from 'zod';
import { functionNames } from './function-bundles.ts';

type Call = Pick<Context, 'params' | 'waitUntil'>;

const bundle = z.object({
  default: z.custom<(request: Request, call: Call) => Promise<Response>>(
    (value) => typeof value === 'function',
  ),
  config: z.object({ path: z.array(z.string()).optional() }).optional(),
});

/** Answers a request, if it is one of its own. */
export type Answering = (request: Request) => Promise<Response | undefined>;

/**
 * The built functions, each in one instance that stays, as the host keeps it. Netlify's emulation makes a new one for each call, which
 * takes half a second of a processor (docs/decisions/0035-warm-functions.md).
 *
 * @param bundles folder of the built functions.
 */
export async function warmFunctions(bundles: string): Promise<Answering> {
  const names = await functionNames();
  const routes = await Promise.all(
    names.map(async (name) => {
      const file = pathToFileURL(path.join(bundles, `${name}.mjs`)).href;
      const { default: answer, config } = bundle.parse(await import(file));
      // The address of a function without one, which is its schedule’s.
      const addresses = config?.path ?? [`/.netlify/functions/${name}`];
      return { answer, patterns: addresses.map((pathname) => new URLPattern({ pathname })) };
    }),
  );
  return async (request) => {
    for (const { answer, patterns } of routes)
      for (const pattern of patterns) {
        const match = pattern.exec(request.url);
        if (match !== null) return await answer(request, callWith(match.pathname.groups));
      }
    return undefined;
  };
}

function callWith(groups: Readonly<Record<string, string | undefined>>): Call {
  const params = Object.fromEntries(Object.entries(groups).map(([name, text = '']) => [name, text]));
  return {
    params,
    waitUntil(task) {
      void task.catch((error: unknown) => {
        console.error(error);
      });
    },
  };
}
