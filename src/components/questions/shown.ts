import type { CollectionEntry } from 'astro:content';
import type { Question } from './QuestionList.tsx';

/** Questions as their templates show them. */
export function questionsShown(questions: readonly CollectionEntry<'questions'>[]): Question[] {
  return questions.map(({ id, data: { title }, rendered }) => ({ id, title, answer: rendered?.html ?? '' }));
}
