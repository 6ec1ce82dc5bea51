import { Pictogram } from './Pictogram.tsx';
import type { SiteMotif } from './site-motifs.ts';

interface Props {
  name: string;
  sector: string;
  href: string;
  motif: SiteMotif;
}

/** A site as a door of its colour; the whole card is the link. */
export function SiteCard({ name, sector, href, motif }: Props) {
  return (
    <a className="site-card" href={href} data-motif={motif}>
      <Pictogram motif={motif} />
      <h3>{name}</h3>
      <span>{sector}</span>
    </a>
  );
}
