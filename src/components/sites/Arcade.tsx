import { SiteCard } from './SiteCard.tsx';
import type { World } from './worlds.ts';

interface Props {
  sites: readonly { id: string; name: string; sector: string; world: World }[];
  /** Lower doors, for the last word of a page. */
  isLow?: boolean;
}

/** The sites as doors side by side. */
export function Arcade({ sites, isLow = false }: Props) {
  return (
    <ul className={isLow ? 'arcade arcade-low' : 'arcade'}>
      {sites.map(({ id, name, sector, world }) => (
        <li key={id}>
          <SiteCard name={name} sector={sector} world={world} href={`/sites/${id}/`} />
        </li>
      ))}
    </ul>
  );
}
