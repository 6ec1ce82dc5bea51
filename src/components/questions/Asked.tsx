import { type Question, QuestionList } from './QuestionList.tsx';

interface Props {
  title: string;
  lead?: string;
  questions: readonly Question[];
  /** Of the group they belong to, on the page of all questions. */
  fragment: string;
}

/** A few questions on the page of those who ask them. */
export function Asked({ title, lead, questions, fragment }: Props) {
  return (
    <section className="section sand">
      <div className="wrap asked">
        <div className="asked-words">
          <h2>{title}</h2>
          {lead !== undefined && <p className="lead">{lead}</p>}
          <a className="button button-quiet" href={`/questions/#${fragment}`}>
            Toutes les questions
          </a>
        </div>
        <QuestionList questions={questions} firstOpen />
      </div>
    </section>
  );
}
