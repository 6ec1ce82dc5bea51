import { Parts } from './form/parts.ts';
import { SteppedForm } from './form/stepped-form.ts';

/** `<application-form>`, as the template `ApplicationForm` writes it; without this script the form inside works alone. */
class ApplicationFormElement extends HTMLElement {
  #isEnhanced = false;

  connectedCallback(): void {
    const form = this.querySelector('form');
    const template = this.querySelector('template');
    if (this.#isEnhanced || form === null || template === null) return;
    this.#isEnhanced = true;
    new SteppedForm(this, form, new Parts(template)).begin();
  }
}

customElements.define('application-form', ApplicationFormElement);
