import { Parts } from './parts.ts';
import type { SteppedForm } from './stepped-form.ts';

/** `<application-form>`, as the template `ApplicationForm` writes it; without a script the form inside works alone. */
export function defineForm(
  enhance: (root: HTMLElement, form: HTMLFormElement, parts: Parts) => SteppedForm,
): void {
  class ApplicationFormElement extends HTMLElement {
    #isEnhanced = false;

    connectedCallback(): void {
      const form = this.querySelector('form');
      const template = this.querySelector('template');
      if (this.#isEnhanced || form === null || template === null) return;
      this.#isEnhanced = true;
      enhance(this, form, new Parts(template)).begin();
    }
  }

  customElements.define('application-form', ApplicationFormElement);
}
