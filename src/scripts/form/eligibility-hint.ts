import { isNeighbourhoodCode } from '../../domain/eligibility/verdict.ts';
import type { Parts } from './parts.ts';
import type { Question } from './question.ts';
import type { Questionnaire } from './questionnaire.ts';

/** Says under the neighbourhood, as soon as it is answered, whether the programme is for who lives there. */
export class EligibilityHint {
  readonly #district: Question | undefined;
  readonly #parts: Parts;
  readonly #place = document.createElement('div');

  constructor(questions: Questionnaire, parts: Parts) {
    this.#district = questions.named('district');
    this.#parts = parts;
    this.#place.ariaLive = 'polite';
    this.#district?.element.append(this.#place);
    this.show();
  }

  show(): void {
    const [answer] = this.#district?.typed.district ?? [];
    const said = answer === undefined ? undefined : isNeighbourhoodCode(answer) ? 'eligible' : 'toCheck';
    if (this.#place.dataset.said === (said ?? '')) return;
    this.#place.dataset.said = said ?? '';
    this.#place.replaceChildren(...(said === undefined ? [] : [this.#parts.text(said)]));
  }
}
