import { isNeighbourhoodCode } from '../../domain/eligibility/verdict.ts';
import type { Parts } from './parts.ts';
import type { Question } from './question.ts';
import type { Questionnaire } from './questionnaire.ts';

/** Says under the neighbourhood, as soon as it is answered, whether the programme is for who lives there. */
export class EligibilityHint {
  readonly #parts: Parts;
  readonly #place: HTMLElement;
  readonly #district: Question | undefined;

  constructor(questions: Questionnaire, parts: Parts) {
    this.#parts = parts;
    this.#place = parts.take('hint');
    this.#district = questions.named('district');
  }

  build(): void {
    this.#district?.element.append(this.#place);
  }

  show(): void {
    const [answer] = this.#district?.typed.district ?? [];
    const name = isNeighbourhoodCode(answer ?? '') ? 'eligible' : 'toCheck';
    const said = answer === undefined ? '' : this.#parts.text(name).textContent;
    // Told again only when it is another.
    if (this.#place.textContent !== said) this.#place.textContent = said;
  }
}
