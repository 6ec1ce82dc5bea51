import { isNeighbourhoodCode } from '../../domain/eligibility/verdict.ts';
import type { Parts } from './parts.ts';
import type { Questionnaire } from './questionnaire.ts';

/**
 * Says under the neighbourhood, as soon as it is answered, whether the programme is for who lives there. Puts its place on the page;
 * what it gives says it again, to be called for each answer that changes.
 */
export function eligibilityHint(questions: Questionnaire, parts: Parts): () => void {
  const district = questions.named('district');
  const place = parts.take('hint');
  district?.element.append(place);
  return () => {
    const [answer] = district?.typed.district ?? [];
    const name = isNeighbourhoodCode(answer ?? '') ? 'eligible' : 'toCheck';
    const said = answer === undefined ? '' : parts.text(name).textContent;
    // Told again only when it is another.
    if (place.textContent !== said) place.textContent = said;
  };
}
