import { getCollection } from 'astro:content';
import { pictureFor } from './pictures.ts';

/** The partners, ranked as staff chose. */
export async function rankedPartners() {
  const partners = (await getCollection('partners')).map(({ data }) => data);
  return Promise.all(
    partners
      .sort((a, b) => a.order - b.order || a.name.localeCompare(b.name, 'fr'))
      .map(async ({ name, role, url, logo }) => ({
        name,
        role,
        url,
        logo: logo && (await pictureFor(logo, { widths: [240, 480], sizes: '15rem' })),
      })),
  );
}
