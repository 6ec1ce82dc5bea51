import { Picture, type PictureProps } from '../media/Picture.tsx';
import { PlacePanel } from './PlacePanel.tsx';
import type { SiteMotif } from './site-motifs.ts';

interface Props {
  name: string;
  sector: string;
  place: string;
  tagline: string;
  lead: string;
  motif: SiteMotif;
  picture?: PictureProps | undefined;
}

/** Full-bleed head of a site's page: its colour, and its photo or else its door. */
export function SiteHead({ name, sector, place, tagline, lead, motif, picture }: Props) {
  return (
    <div className="band site-head" data-motif={motif}>
      <div className="band-words">
        <p>{sector}</p>
        <h1>{name}</h1>
        <p className="site-tagline">{tagline}</p>
        <p className="lead">{lead}</p>
        <p>{place}</p>
      </div>
      {picture === undefined ? (
        <PlacePanel motif={motif} />
      ) : (
        <div className="site-photo">
          <Picture {...picture} />
        </div>
      )}
    </div>
  );
}
