import { StoryCard, type StoryCardProps } from './StoryCard.tsx';

interface Props {
  stories: readonly StoryCardProps[];
  /** Heading level of the titles in the page around. */
  level?: 2 | 3;
}

/** Stories as windows of a mill: never on one line. */
export function StoryList({ stories, level = 3 }: Props) {
  return (
    <ul className="stories">
      {stories.map((story) => (
        <li key={story.id}>
          <StoryCard {...story} level={level} />
        </li>
      ))}
    </ul>
  );
}
