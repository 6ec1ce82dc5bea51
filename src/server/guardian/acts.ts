import type { TypedAnswers } from '../../domain/application/field.ts';
import { type Answers, type FormErrors, parseQuestions, textAnswer } from '../../domain/application/form.ts';
import { parisDate } from '../../domain/eligibility/age.ts';
import { askedWith, decisionIn } from '../../domain/guardian/questions.ts';
import type { GuardianState, Typed } from './guardians.ts';
import type { GuardianPorts } from './state.ts';

/** The cells of what was typed; a question that was not asked has an empty one. */
function cellsOf(chosen: string | undefined, answers: Answers, now: Date): Typed {
  const context = { receivedOn: parisDate(now) };
  const { fields } = askedWith(chosen);
  const cell = (name: string): string => fields[name]?.cell(textAnswer(answers, name), context) ?? '';
  return {
    guardianName: cell('guardianName'),
    quality: cell('quality'),
    emergencyName: cell('emergencyName'),
    emergencyPhone: cell('emergencyPhone'),
    statement: cell('statement'),
  };
}

/** Takes a guardian's answer, or tells what is wrong with it. Throws `StoreUnavailable` when it could not be stored. */
export async function takeAnswer(
  typed: TypedAnswers,
  state: GuardianState,
  { guardians, now }: GuardianPorts,
): Promise<FormErrors | undefined> {
  const at = now();
  const chosen = typed.get('decision')?.[0];
  const parsed = parseQuestions(askedWith(chosen), typed);
  if (!parsed.ok) return parsed.errors;
  const { answers } = parsed;
  await guardians.keepAnswer(state, { at, decision: decisionIn(answers) }, cellsOf(chosen, answers, at));
  return undefined;
}
