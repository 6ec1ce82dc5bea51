import { Parts } from './form/parts.ts';
import { Question } from './form/question.ts';

/** `<application-form>` of one step: proposes the address that was probably meant, nothing else. */
class PlainFormElement extends HTMLElement {
  connectedCallback(): void {
    const template = this.querySelector('template');
    if (template === null) return;
    const parts = new Parts(template);
    this.addEventListener('focusout', ({ target }) => questionOf(target)?.suggest(parts));
    this.addEventListener('input', ({ target }) => questionOf(target)?.suggest(undefined));
    this.addEventListener('click', (event) => {
      if (!(event.target instanceof Element) || !event.target.matches('[data-action="take-suggestion"]'))
        return;
      questionOf(event.target)?.takeSuggestion();
    });
  }
}

function questionOf(target: EventTarget | null): Question | undefined {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-field]') : null;
  return element === null ? undefined : new Question(element);
}

customElements.define('application-form', PlainFormElement);
