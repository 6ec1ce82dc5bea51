import { Lines } from './Lines.tsx';

interface Props {
  title: string;
  lead: string;
}

/** Title and lead of a page of text, above the decoration of two lines. */
export function TextHead({ title, lead }: Props) {
  return (
    <div className="text-head">
      <div className="wrap">
        <h1>{title}</h1>
        <p className="lead">{lead}</p>
      </div>
      <Lines />
    </div>
  );
}
