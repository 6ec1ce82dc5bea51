import { readEmail } from '../../domain/application/email.ts';
import { suggestedEmail } from '../../domain/application/email-suggestion.ts';
import { hasLetter, looksLikePhone, phoneDoubt } from '../../domain/application/text.ts';
import { type IsoDate, parseDateParts } from '../../domain/eligibility/age.ts';
import { sureAgeFault, type Today } from '../../domain/eligibility/today.ts';
import { formatDay } from '../../domain/day-in-words.ts';
import type { Parts } from './parts.ts';

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Typed values by input name; inputs without an answer are absent. */
export type Typed = Readonly<Record<string, readonly string[]>>;

function isBox(control: Control): control is HTMLInputElement {
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

  /** The day that the inputs of a date stand for. */
  get date(): IsoDate | undefined {
    const part = (name: string) => this.controls.find(({ dataset }) => dataset.part === name)?.value ?? '';
    return parseDateParts({ day: part('day'), month: part('month'), year: part('year') });
  }

  /** The answer as people read it: labels rather than codes; `''` when there is none. */
  get answer(): string {
    if (this.date !== undefined) return formatDay(this.date);
    return this.controls
      .flatMap((control) => {
        if (isBox(control)) return control.checked ? (control.labels?.[0]?.textContent ?? '') : [];
        if (control instanceof HTMLSelectElement)
          return control.value === '' ? [] : (control.selectedOptions[0]?.label ?? '');
        return control.value.trim() === '' ? [] : control.value.trim();
      })
      .join(this.kind === 'date-of-birth' ? ' ' : ', ');
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

  /** Answers with an option; one that is not offered changes nothing. */
  choose(value: string): void {
    for (const control of this.controls) {
      if (isBox(control)) control.checked ||= control.value === value;
      else if (control.querySelector(`option[value="${CSS.escape(value)}"]`)) control.value = value;
    }
  }

  /** Error message for the answer, worded by the form's definition; the server validates again. */
  problem(today: Today): string | undefined {
    const { missing, invalid } = this.element.dataset;
    if (this.isEmpty) return this.#isAsked ? missing : undefined;
    const text = this.target?.value ?? '';
    switch (this.kind) {
      case 'date-of-birth':
        return this.element.dataset[
          this.date === undefined ? 'invalid' : (sureAgeFault(this.date, today) ?? '')
        ];
      case 'name':
        return hasLetter(text) ? undefined : invalid;
      case 'email':
        return readEmail(text) === undefined ? invalid : this.#repeated;
      case 'tel':
        return phoneDoubt(text) ?? (looksLikePhone(text) ? undefined : invalid);
      default:
        return this.target?.validity.patternMismatch === true ? invalid : undefined;
    }
  }

  /** Told when a row before has the same answer, where it tells people apart. */
  get #repeated(): string | undefined {
    const same = [...document.querySelectorAll<HTMLInputElement>('[data-repeated] input')].find(
      ({ value }) => value === this.target?.value,
    );
    return same === this.target ? undefined : this.element.dataset.repeated;
  }

  /** A row is asked for as soon as something stands in it. */
  get #isAsked(): boolean {
    const row = this.element.closest('[data-row]');
    return row === null || [...row.querySelectorAll('input')].some(({ value }) => value.trim() !== '');
  }

  /** Requirement of the chosen option: the name of another question, and the error message when that one is empty. */
  get need(): { readonly name: string; readonly missing: string } | undefined {
    const chosen = this.controls.find((control) => isBox(control) && control.checked);
    const { needs, needsMissing = '' } = chosen?.dataset ?? {};
    return needs === undefined ? undefined : { name: needs, missing: needsMissing };
  }

  /** True when HTML may require it: of boxes it could only require each. */
  set isRequired(isAsked: boolean) {
    const isMandatory = this.element.dataset.missing !== undefined && this.kind !== 'checkboxes';
    for (const control of this.controls) control.required = isAsked && isMandatory;
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
