import type { Parts } from './parts.ts';
import type { Question } from './question.ts';
import type { Section } from './questionnaire.ts';

function row(question: Question, parts: Parts): HTMLElement {
  const line = parts.take('answer');
  const { answer } = question;
  line.querySelector('dt')?.append(question.label);
  line.querySelector('dd')?.append(answer === '' ? parts.text('noAnswer') : answer);
  const button = line.querySelector('button');
  if (button !== null) button.dataset.question = question.name;
  button?.lastElementChild?.append(` : ${question.label}`);
  return line;
}

/** The answers of one section, each with a button to change it. */
export function reviewOf(
  section: Section,
  questions: readonly Question[],
  parts: Parts,
): readonly HTMLElement[] {
  const heading = document.createElement('h3');
  heading.append(section.querySelector('h2')?.lastChild?.textContent ?? '');
  const list = document.createElement('dl');
  list.append(...questions.map((question) => row(question, parts)));
  return [heading, list];
}
