import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as z from 'zod';

const FUNCTIONS = new URL('../netlify/functions/', import.meta.url);

const moduleSchema = z.object({
  config: z.object({
    path: z.unknown().optional(),
    rateLimit: z
      .object({ windowSize: z.number(), windowLimit: z.number(), aggregateBy: z.array(z.string()) })
      .optional(),
  }),
});

test.each(readdirSync(FUNCTIONS))('what anybody may call is limited by address: %s', async (name) => {
  const { config } = moduleSchema.parse(await import(new URL(`${name}/${name}.ts`, FUNCTIONS).href));
  if (config.path === undefined) return;
  // A plain text is ignored by the host.
  expect(config.rateLimit).toMatchObject({ windowSize: 60, aggregateBy: ['ip', 'domain'] });
  expect(config.rateLimit?.windowLimit).toBeLessThanOrEqual(100);
});

test('few functions carry a rule: plans allow few', async () => {
  const configs = await Promise.all(
    readdirSync(FUNCTIONS).map(async (name) =>
      moduleSchema.parse(await import(new URL(`${name}/${name}.ts`, FUNCTIONS).href)),
    ),
  );
  expect(configs.filter(({ config }) => config.rateLimit !== undefined).length).toBeLessThanOrEqual(4);
});
