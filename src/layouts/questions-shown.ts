import type { CollectionEntry } from 'astro:content';
import type { Question } from '../components/questions/QuestionList.tsx';
import { entryHtml } from './entry-html.ts';

/** Questions as their templates show them. */
export function questionsShown(questions: readonly CollectionEntry<'questions'>[]): Promise<Question[]> {
  return Promise.all(
    questions.map(async (entry) => ({
      id: entry.id,
      title: entry.data.title,
      answer: await entryHtml(entry),
    })),
  );
}
