import type { APIRoute } from 'astro';
import { publishedAgenda } from '../layouts/agenda.ts';
import { calendarOf } from '../layouts/calendar.ts';
import { requireEntry } from '../layouts/entries.ts';
import { siteAddress } from '../layouts/site-address.ts';

export const GET: APIRoute = async ({ site }) => {
  const { upcoming, past } = await publishedAgenda();
  const { name } = (await requireEntry('settings', 'site')).data;
  return new Response(calendarOf([...upcoming, ...past], { name, site: siteAddress(site) }), {
    headers: { 'Content-Type': 'text/calendar; charset=utf-8' },
  });
};
