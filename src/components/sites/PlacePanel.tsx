import { DoorPanel } from '../site/DoorPanel.tsx';
import type { SiteMotif } from './site-motifs.ts';
import { sitePlaces } from './site-places.ts';

interface Props {
  motif: SiteMotif;
}

/** A place of the site's work behind a door. */
export function PlacePanel({ motif }: Props) {
  return (
    <DoorPanel className="site-panel">
      {sitePlaces[motif].map(({ d, is }) => (
        <path key={d} className={`place place-${is}`} d={d} />
      ))}
    </DoorPanel>
  );
}
