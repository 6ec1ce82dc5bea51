import { readEmail } from '../../domain/application/email.ts';
import { suggestedEmail } from '../../domain/application/email-suggestion.ts';
import { hasLetter, looksLikePhone, phoneDoubt } from '../../domain/application/text.ts';
import type { Parts } from './parts.ts';

export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Typed values by input name; inputs without an answer are absent. */
export type Typed = Readonly<Record<string, readonly string[]>>;

export interface Need {
  readonly name: string;
  readonly missing: string;
}

export function isBox(control: Control): control is HTMLInputElement {
  return control.type === 'radio' || control.type === 'checkbox';
}

/** One question of the page, as the template `FormField` marks it. */
export class Question {
  readonly element: HTMLElement;
  readonly name: string;
  readonly kind: string;

  constructor(element: HTMLElement) {
    this.element = element;
    this.name = element.dataset.field ?? '';
    this.kind = element.dataset.kind ?? '';
  }

  get controls(): readonly Control[] {
    return [...this.element.querySelectorAll<Control>('input, textarea, select')];
  }

  /** The questions it is made of: those of its rows. */
  get parts(): readonly Question[] {
    return [];
  }

  get label(): string {
    return this.element.querySelector('[data-label]')?.textContent ?? '';
  }

  /** Where a link to this question leads. */
  get target(): Control | undefined {
    return this.controls[0];
  }

  get typed(): Typed {
    const typed: Record<string, string[]> = {};
    for (const control of this.controls) {
      if (isBox(control) ? control.checked : control.value !== '') {
        (typed[control.name] ??= []).push(control.value);
      }
    }
    return typed;
  }

  get isEmpty(): boolean {
    return Object.values(this.typed).flat().join('').trim() === '';
  }

  get isAsServed(): boolean {
    return this.controls.every((control) => {
      if (isBox(control)) return control.checked === control.defaultChecked;
      if (!(control instanceof HTMLSelectElement)) return control.value === control.defaultValue;
      const served = control.querySelector<HTMLOptionElement>('option[selected]') ?? control.options[0];
      return control.value === (served?.value ?? '');
    });
  }

  /** The answer as people read it: labels rather than codes; `''` when there is none. */
  get answer(): string {
    return this.answers.join(', ');
  }

  /** The same, control by control. */
  protected get answers(): readonly string[] {
    return this.controls.flatMap((control) => {
      if (isBox(control)) return control.checked ? (control.labels?.[0]?.textContent ?? '') : [];
      if (control instanceof HTMLSelectElement)
        return control.value === '' ? [] : (control.selectedOptions[0]?.label ?? '');
      return control.value.trim() === '' ? [] : control.value.trim();
    });
  }

  /** Fits what is on the page to the script; `restore` takes it back. */
  build(): void {
    // Most questions are the same with script and without.
  }

  restore(): void {
    // As above.
  }

  has(input: string): boolean {
    return this.controls.some(({ name }) => name === input);
  }

  fill(typed: Typed): void {
    for (const control of this.controls) {
      const values = typed[control.name] ?? [];
      if (isBox(control)) control.checked = values.includes(control.value);
      else control.value = values[0] ?? '';
    }
  }

  /** Error message for the answer, worded by the form's definition; the server validates again. */
  get problem(): string | undefined {
    if (this.isEmpty) return this.isAsked() ? this.element.dataset.missing : undefined;
    return this.fault(this.target?.value ?? '');
  }

  /** The same for an answer that is there, `text` in its first control. */
  protected fault(text: string): string | undefined {
    const { invalid } = this.element.dataset;
    switch (this.kind) {
      case 'name':
        return hasLetter(text) ? undefined : invalid;
      case 'email':
        return readEmail(text) === undefined ? invalid : undefined;
      case 'tel':
        return phoneDoubt(text) ?? (looksLikePhone(text) ? undefined : invalid);
      default:
        return undefined;
    }
  }

  /** False while nobody has to answer it. */
  protected isAsked(): boolean {
    return true;
  }

  /** Requirement of the chosen option: the name of another question, and the error message when that one is empty. */
  get need(): Need | undefined {
    return undefined;
  }

  get isMarked(): boolean {
    return this.controls.some((control) => control.hasAttribute('aria-invalid'));
  }

  /** Proposes the address that was probably meant, or takes the proposal away. */
  suggest(parts: Parts | undefined): void {
    const place = this.element.querySelector<HTMLElement>('[data-suggestion]');
    if (place === null || this.parts.length > 0) return;
    const meant = suggestedEmail(this.target?.value ?? '');
    const part = meant === undefined ? undefined : parts?.take('suggestion');
    part?.querySelector('b')?.append(meant ?? '');
    place.replaceChildren(...(part?.childNodes ?? []));
  }

  takeSuggestion(): void {
    const { target } = this;
    if (target === undefined) return;
    target.value = suggestedEmail(target.value) ?? target.value;
    // As if it were typed: the message about the slip goes away.
    target.dispatchEvent(new Event('input', { bubbles: true }));
    target.focus();
  }

  /** Shows a message above the control, or takes it away. */
  mark(message: string | undefined): void {
    const place = this.element.querySelector<HTMLElement>('[data-error]');
    if (place === null) return;
    place.textContent = message ?? '';
    place.hidden = message === undefined;
    // The rows' questions have their own marks.
    for (const control of this.parts.length > 0 ? [] : this.controls) {
      if (message === undefined) control.removeAttribute('aria-invalid');
      else control.setAttribute('aria-invalid', 'true');
    }
  }
}
