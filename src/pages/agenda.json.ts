import type { APIRoute } from 'astro';
import { programmeEvents } from '../content-queries/programme-events.ts';
import { siteAddress } from '../layouts/site-address.ts';

/** Public facts only. The build ships it with the functions, which know the events by it. */
export const GET: APIRoute = async ({ site }) =>
  Response.json({ events: await programmeEvents(siteAddress(site)) });
