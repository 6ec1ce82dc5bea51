import { createHash } from 'node:crypto';
import type { SubmittedValues } from '../../domain/application/field.ts';
import { type Answers, type FormErrors, parseQuestions, textAnswer } from '../../domain/application/form.ts';
import { parisDate } from '../../domain/eligibility/age.ts';
import { askedWith, decisionIn } from '../../domain/guardian/questions.ts';
import { answerName, type GuardianState, latestAnswer } from '../cases/guardian-facts.ts';
import type { TypedStore } from '../cases/typed-store.ts';
import type { TypedConsent } from '../cases/guardian-consent.ts';

/** The cells of what was typed; a question that was not asked has an empty one. */
function cellsOf(chosen: string | undefined, answers: Answers, now: Date): TypedConsent {
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

/**
 * Takes a guardian's answer, durable when this resolves, or tells what is wrong with it. What was answered last, sent again, is that
 * answer. Throws `StoreUnavailable` when it could not be stored.
 */
export async function takeConsent(
  typed: SubmittedValues,
  state: GuardianState,
  ports: { readonly typed: TypedStore; readonly now: () => Date },
): Promise<FormErrors | undefined> {
  const at = ports.now();
  const chosen = typed.get('decision')?.[0];
  const parsed = parseQuestions(askedWith(chosen), typed);
  if (!parsed.ok) return parsed.errors;
  const decision = decisionIn(parsed.answers);
  const cells = cellsOf(chosen, parsed.answers, at);
  const hash = createHash('sha256').update(JSON.stringify(cells)).digest('hex').slice(0, 8);
  const latest = latestAnswer(state);
  if (latest?.hash === hash && latest.decision === decision) return undefined;
  const { generation } = state.request;
  await ports.typed.keep(state.id, answerName({ generation, at, hash, decision }), cells);
  return undefined;
}
