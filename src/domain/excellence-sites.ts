/** The five excellence sites: the only place where their slugs are written in code. */
export const EXCELLENCE_SITES = [
  { slug: 'eurasante', name: 'Eurasanté', sector: 'Santé et nutrition' },
  { slug: 'euratechnologies', name: 'EuraTechnologies', sector: 'Numérique' },
  { slug: 'euramaterials', name: 'EuraMaterials', sector: 'Matériaux et textile' },
  { slug: 'euralimentaire', name: 'Euralimentaire', sector: 'Alimentation et logistique du frais' },
  {
    slug: 'euracreative',
    name: 'EuraCreative',
    sector: 'Jeu vidéo, audiovisuel, musique, spectacle, design',
  },
] as const;

export type SiteSlug = (typeof EXCELLENCE_SITES)[number]['slug'];
