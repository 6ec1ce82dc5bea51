import { SiteCard } from './SiteCard.tsx';
import type { World } from './worlds.ts';

interface Props {
  sites: readonly { id: string; name: string; sector: string; world: World }[];
  /** Heading level of the names in the page around. */
  level?: 2 | 3;
}

/** The sites as doors side by side. */
export function Arcade({ sites, level = 3 }: Props) {
  return (
    <ul className="arcade">
      {sites.map(({ id, name, sector, world }) => (
        <li key={id}>
          <SiteCard name={name} sector={sector} world={world} href={`/sites/${id}/`} level={level} />
        </li>
      ))}
    </ul>
  );
}
