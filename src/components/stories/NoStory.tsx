import { Lines } from '../site/Lines.tsx';

interface Props {
  text: string;
}

/** While there is no story: the two lines have not met yet. */
export function NoStory({ text }: Props) {
  return (
    <div className="nothing-yet">
      <Lines />
      <p>{text}</p>
      <a className="button" href="/candidater/">
        Je candidate
      </a>
    </div>
  );
}
