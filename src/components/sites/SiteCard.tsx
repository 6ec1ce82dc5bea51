import { Pictogram } from './Pictogram.tsx';
import type { World } from './worlds.ts';

interface Props {
  name: string;
  sector: string;
  href: string;
  world: World;
}

/** A site as a door of its colour; the whole card is the link. */
export function SiteCard({ name, sector, href, world }: Props) {
  return (
    <a className="site-card" href={href} data-world={world}>
      <Pictogram world={world} />
      <h3>{name}</h3>
      <span>{sector}</span>
    </a>
  );
}
