import type { Link } from './links.ts';
import { linkOf } from './renewals.ts';

/** The link that a request to a guardian brings. */
export function authorisationLink(
  id: string,
  { generation, at }: { readonly generation: number; readonly at: Date },
): Link {
  return linkOf('authorisation', id, { generation, issuedAt: at });
}
