import { parseSiret } from '../../domain/application/siret.ts';
import { Question } from './question.ts';

/** The number of an establishment. */
export class Siret extends Question {
  protected override fault(text: string): string | undefined {
    return parseSiret(text) === undefined ? this.element.dataset.invalid : undefined;
  }
}
