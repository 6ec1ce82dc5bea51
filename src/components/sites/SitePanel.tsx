import { DoorPanel } from '../site/DoorPanel.tsx';
import { Strokes } from './Pictogram.tsx';
import type { SiteMotif } from './site-motifs.ts';

interface Props {
  motif: SiteMotif;
}

/** The site's pictogram behind a door. */
export function SitePanel({ motif }: Props) {
  return (
    <DoorPanel className="site-panel">
      <svg className="pictogram" x="145" y="240" width="190" height="190" viewBox="0 0 64 64">
        <Strokes motif={motif} />
      </svg>
    </DoorPanel>
  );
}
