/** Pages of the header beside the three doors. */
export const mainLinks = [
  { href: '/programme/', label: 'Programme' },
  { href: '/sites/', label: 'Sites' },
  { href: '/temoignages/', label: 'Témoignages' },
  { href: '/agenda/', label: 'Agenda' },
  { href: '/actualites/', label: 'Actualités' },
  { href: '/questions/', label: 'Questions' },
] as const;

/** For somebody who has applied: in the menu of a phone as well. */
export const followLinks = [
  { href: '/suivi/', label: 'Suivre ma candidature' },
  { href: '/contact/', label: 'Contact' },
] as const;

export const serviceLinks = [
  ...followLinks,
  { href: '/donnees-personnelles/', label: 'Données personnelles' },
  { href: '/accessibilite/', label: 'Accessibilité' },
  { href: '/mentions-legales/', label: 'Mentions légales' },
  { href: '/plan-du-site/', label: 'Plan du site' },
] as const;
