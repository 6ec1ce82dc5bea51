import { isBox, type Need, Question } from './question.ts';

/** A choice of one option, which may need the answer to another question. */
export class Choice extends Question {
  override get need(): Need | undefined {
    const chosen = this.controls.find((control) => isBox(control) && control.checked);
    const { needs, needsMissing = '' } = chosen?.dataset ?? {};
    return needs === undefined ? undefined : { name: needs, missing: needsMissing };
  }
}
