import type { PictureProps } from '../media/Picture.tsx';
import type { StoryCardProps } from './StoryCard.tsx';

/** Props of a story's card, from its entry and those of its site and its trade. */
export function storyCardProps({
  id,
  data: { title, quote, people, kind, exemple = false },
  site,
  trade,
  picture,
}: {
  readonly id: string;
  readonly data: Pick<StoryCardProps, 'title' | 'quote' | 'people' | 'kind'> & {
    readonly exemple?: boolean | undefined;
  };
  readonly site: StoryCardProps['site'];
  readonly trade: { readonly name: string };
  readonly picture: PictureProps | undefined;
}): StoryCardProps {
  return {
    id,
    href: `/temoignages/${id}/`,
    title,
    quote,
    people,
    kind,
    trade: trade.name,
    site: { name: site.name, motif: site.motif },
    picture,
    isExample: exemple,
  };
}
