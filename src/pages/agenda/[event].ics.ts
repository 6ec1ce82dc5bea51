import type { APIRoute, GetStaticPaths, InferGetStaticPropsType } from 'astro';
import { calendarEvents } from '../../content-queries/calendar-events.ts';
import { calendarOf } from '../../content-queries/calendar.ts';
import { siteAddress } from '../../layouts/site-address.ts';

export const getStaticPaths = (async () =>
  (await calendarEvents()).map((event) => ({
    params: { event: event.id },
    props: { event },
  }))) satisfies GetStaticPaths;

type Props = InferGetStaticPropsType<typeof getStaticPaths>;

export const GET: APIRoute<Props> = ({ props: { event }, site }) =>
  new Response(calendarOf([event], { name: event.data.title, site: siteAddress(site) }), {
    headers: { 'Content-Type': 'text/calendar; charset=utf-8' },
  });
