import { SitePanel } from './SitePanel.tsx';
import type { SiteMotif } from './site-motifs.ts';

interface Props {
  name: string;
  sector: string;
  tagline: string;
  lead: string;
  place: string;
  href: string;
  motif: SiteMotif;
}

/** A site as a full-bleed band of its colour, its door at one end; the whole band is the link. */
export function SiteBand({ name, sector, tagline, lead, place, href, motif }: Props) {
  return (
    <a className="band site-band" href={href} data-motif={motif}>
      <div className="band-words">
        <h2>{name}</h2>
        <p className="site-tagline">{tagline}</p>
        <p>{lead}</p>
        <p className="site-band-place">
          <b>{sector}</b> {place}
        </p>
      </div>
      <SitePanel motif={motif} />
    </a>
  );
}
