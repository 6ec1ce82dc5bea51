import type { Enhancement } from './enhancement.ts';
import type { Question } from './question.ts';
import type { Questionnaire } from './questionnaire.ts';

/**
 * Calls when the focus leaves a question. A message that appears while a button is being pressed would push the button away:
 * the call waits for the release.
 */
export function onLeaving(
  form: HTMLFormElement,
  questions: Questionnaire,
  { guarded }: Enhancement,
  onLeft: (question: Question) => void,
): void {
  let isPressed = false;
  form.addEventListener('pointerdown', () => (isPressed = true));
  for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => (isPressed = false));
  form.addEventListener(
    'focusout',
    guarded(({ target, relatedTarget }: FocusEvent) => {
      const question = questions.at(target);
      if (question === undefined || question === questions.at(relatedTarget)) return;
      const check = guarded(() => onLeft(question));
      const checkSoon = (): void => void setTimeout(check);
      if (isPressed) addEventListener('pointerup', checkSoon, { once: true });
      else checkSoon();
    }),
  );
}
