import { SectionIntro } from '../site/SectionIntro.tsx';
import { type Question, QuestionList } from './QuestionList.tsx';

interface Props {
  title: string;
  lead?: string;
  questions: readonly Question[];
  /** URL fragment of the group they belong to, on the page of all questions. */
  fragment: string;
}

/** The most frequent questions of one audience, on its own page. */
export function FrequentQuestions({ title, lead, questions, fragment }: Props) {
  return (
    <section className="section sand">
      <div className="wrap frequent-questions">
        <SectionIntro
          className="frequent-questions-words"
          title={title}
          lead={lead}
          href={`/questions/#${fragment}`}
          label="Toutes les questions"
        />
        <QuestionList questions={questions} firstOpen />
      </div>
    </section>
  );
}
