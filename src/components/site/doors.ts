/** The three ways in, the same wherever they are shown. */
export const doors = [
  { audience: 'youth', href: '/candidater/', label: 'Je cherche un mentor' },
  { audience: 'mentor', href: '/devenir-mentor/', label: 'Je deviens mentor' },
  { audience: 'company', href: '/entreprises/', label: 'Mon entreprise s’engage' },
] as const;

/** The button of a page's last call to youths, while they can apply. */
export const LAST_CALL = 'Je candidate';
