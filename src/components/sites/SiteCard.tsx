import { Pictogram } from './Pictogram.tsx';
import type { World } from './worlds.ts';

interface Props {
  name: string;
  sector: string;
  href: string;
  world: World;
  /** Heading level of the name in the page around. */
  level?: 2 | 3;
}

/** A site as a door of its colour; the whole card is the link. */
export function SiteCard({ name, sector, href, world, level = 3 }: Props) {
  const Heading = `h${level}` as const;
  return (
    <a className="site-card" href={href} data-world={world}>
      <Pictogram world={world} />
      <Heading>{name}</Heading>
      <span>{sector}</span>
    </a>
  );
}
