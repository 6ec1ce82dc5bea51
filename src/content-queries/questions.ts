import { type CollectionEntry, getCollection } from 'astro:content';

type Question = CollectionEntry<'questions'>;

/** The questions of one audience, in the order of the page, under the fragment that leads to them. */
export interface QuestionGroup {
  audience: Question['data']['audience'];
  fragment: string;
  label: string;
  questions: Question[];
}

const groups = [
  { audience: 'youth', fragment: 'jeunes', label: 'Tu as entre 16 et 30 ans' },
  { audience: 'parent', fragment: 'parents', label: 'Vous êtes parent' },
  { audience: 'mentor', fragment: 'mentors', label: 'Vous voulez devenir mentor' },
  { audience: 'company', fragment: 'entreprises', label: 'Vous êtes une entreprise' },
] as const;

/** Those of each audience that has some, ranked as staff chose. */
export async function questionGroups(): Promise<QuestionGroup[]> {
  const questions = (await getCollection('questions')).sort(
    (a, b) => a.data.order - b.data.order || a.id.localeCompare(b.id),
  );
  return groups
    .map((group) => ({
      ...group,
      questions: questions.filter(({ data }) => data.audience === group.audience),
    }))
    .filter((group) => group.questions.length > 0);
}

/** Those of one audience; undefined while there are none. */
export async function questionsOf(audience: QuestionGroup['audience']): Promise<QuestionGroup | undefined> {
  return (await questionGroups()).find((group) => group.audience === audience);
}
