import { doors } from '../components/site/doors.ts';
import { youthForm } from '../domain/application/youth.ts';

/** The link to the form of youths, in which a site may be chosen already. */
export function applyLink(site?: string): { href: string; label: string } {
  const { pagePath } = youthForm;
  return { href: site === undefined ? pagePath : `${pagePath}?site=${site}`, label: doors[0].label };
}
