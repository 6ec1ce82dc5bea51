import type { APIRoute } from 'astro';
import { calendarEvents } from '../content-queries/calendar-events.ts';
import { calendarOf } from '../content-queries/calendar.ts';
import { settings } from '../content-queries/settings.ts';
import { siteAddress } from '../layouts/site-address.ts';

export const GET: APIRoute = async ({ site }) => {
  const { name } = settings;
  return new Response(calendarOf(await calendarEvents(), { name, site: siteAddress(site) }), {
    headers: { 'Content-Type': 'text/calendar; charset=utf-8' },
  });
};
