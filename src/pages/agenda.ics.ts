import type { APIRoute } from 'astro';
import { publishedAgenda } from '../content-queries/agenda.ts';
import { calendarOf } from '../content-queries/calendar.ts';
import { settings } from '../content-queries/settings.ts';
import { siteAddress } from '../layouts/site-address.ts';

export const GET: APIRoute = async ({ site }) => {
  const { upcoming, past } = await publishedAgenda();
  const { name } = settings;
  return new Response(calendarOf([...upcoming, ...past], { name, site: siteAddress(site) }), {
    headers: { 'Content-Type': 'text/calendar; charset=utf-8' },
  });
};
