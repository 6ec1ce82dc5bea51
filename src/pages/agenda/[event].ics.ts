import type { APIRoute, GetStaticPaths, InferGetStaticPropsType } from 'astro';
import { publishedAgenda } from '../../content-queries/agenda.ts';
import { calendarOf } from '../../content-queries/calendar.ts';
import { siteAddress } from '../../layouts/site-address.ts';

export const getStaticPaths = (async () => {
  const { upcoming, past } = await publishedAgenda();
  return [...upcoming, ...past].map((event) => ({ params: { event: event.id }, props: { event } }));
}) satisfies GetStaticPaths;

type Props = InferGetStaticPropsType<typeof getStaticPaths>;

export const GET: APIRoute<Props> = ({ props: { event }, site }) =>
  new Response(calendarOf([event], { name: event.data.title, site: siteAddress(site) }), {
    headers: { 'Content-Type': 'text/calendar; charset=utf-8' },
  });
