import { RichText } from '../text/RichText.tsx';

export interface Question {
  id: string;
  title: string;
  /** HTML. */
  answer: string;
}

interface Props {
  questions: readonly Question[];
  /** The first one shows its answer at once. */
  firstOpen?: boolean | undefined;
}

/** Questions that open on their answers. A link to an answer (`#identifier`) opens it: browsers reveal what they go to. */
export function QuestionList({ questions, firstOpen = false }: Props) {
  return (
    <div className="questions">
      {questions.map(({ id, title, answer }, index) => (
        <details key={id} open={firstOpen && index === 0}>
          <summary>
            <span>{title}</span>
          </summary>
          <RichText id={id} html={answer} />
        </details>
      ))}
    </div>
  );
}
