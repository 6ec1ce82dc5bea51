import { SiteCard } from './SiteCard.tsx';
import type { SiteMotif } from './site-motifs.ts';

interface Props {
  sites: readonly { id: string; name: string; sector: string; motif: SiteMotif }[];
  /** Lower doors, for the last word of a page. */
  isLow?: boolean;
}

/** The sites as doors side by side. */
export function Arcade({ sites, isLow = false }: Props) {
  return (
    <ul className={isLow ? 'arcade arcade-low' : 'arcade'}>
      {sites.map(({ id, name, sector, motif }) => (
        <li key={id}>
          <SiteCard name={name} sector={sector} motif={motif} href={`/sites/${id}/`} />
        </li>
      ))}
    </ul>
  );
}
