import { SectionIntro } from '../site/SectionIntro.tsx';
import { type Question, QuestionList } from './QuestionList.tsx';

interface Props {
  title: string;
  lead?: string;
  questions: readonly Question[];
  /** Fragment of the group they belong to, on the page of all questions. */
  fragment: string;
}

/** A few questions on the page of those who ask them. */
export function Asked({ title, lead, questions, fragment }: Props) {
  return (
    <section className="section sand">
      <div className="wrap asked">
        <SectionIntro
          className="asked-words"
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
