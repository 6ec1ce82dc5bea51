import type { IsoDate } from '../../domain/eligibility/age.ts';
import { BirthDate } from './birth-date.ts';
import { EligibilityHint } from './eligibility-hint.ts';
import { Narrowing } from './narrowing.ts';
import type { Parts } from './parts.ts';
import { isBox, type Question } from './question.ts';
import type { Conditions, Questionnaire, Section } from './questionnaire.ts';

function narrowingsIn(form: HTMLFormElement): ReadonlyMap<string, Narrowing> {
  const narrowings = new Map<string, Narrowing>();
  for (const list of form.querySelectorAll<HTMLSelectElement>('select[data-narrowed-by]')) {
    const name = list.dataset.narrowedBy ?? '';
    const place = form.elements.namedItem(name);
    if (place instanceof HTMLSelectElement) narrowings.set(name, new Narrowing(list, place));
  }
  return narrowings;
}

/** Answers with an option; one that is not offered changes nothing. */
function choose({ controls }: Question, value: string): void {
  for (const control of controls) {
    if (isBox(control)) control.checked ||= control.value === value;
    else if (control.querySelector(`option[value="${CSS.escape(value)}"]`)) control.value = value;
  }
}

/** Lets HTML ask for an answer, where it can: of boxes it could only require each. */
function setRequired({ controls, element, kind }: Question, isRequired: boolean): void {
  const isMandatory = element.dataset.missing !== undefined && kind !== 'checkboxes';
  for (const control of controls) control.required = isRequired && isMandatory;
}

/** Sections that are asked of minors only, lists that another answer narrows, and whether the programme is for who lives there. */
export class YouthConditions implements Conditions {
  readonly #questions: Questionnaire;
  readonly #narrowings: ReadonlyMap<string, Narrowing>;
  readonly #hint: EligibilityHint;
  readonly #birthDate: BirthDate | undefined;
  /** The date of birth for which the server asked what the page had folded. */
  #openedFor: IsoDate | undefined;

  constructor(form: HTMLFormElement, questions: Questionnaire, parts: Parts) {
    this.#questions = questions;
    this.#hint = new EligibilityHint(questions, parts);
    this.#narrowings = narrowingsIn(form);
    this.#birthDate = questions.all.find((question) => question instanceof BirthDate);
  }

  build(): void {
    this.#hint.build();
  }

  widen(): void {
    for (const narrowing of this.#narrowings.values()) narrowing.widen();
  }

  refresh(): void {
    this.#ask();
    for (const narrowing of this.#narrowings.values()) narrowing.narrow({ placeChanged: false });
    this.#hint.show();
  }

  onChange(question: Question): void {
    if (question === this.#birthDate) this.#ask();
    this.#narrowings.get(question.name)?.narrow({ placeChanged: true });
    this.#hint.show();
  }

  /** The site whose page the applicant comes from is chosen already, where the form offers it. */
  prefill(query: URLSearchParams): void {
    const question = this.#questions.named('interests') ?? this.#questions.named('site');
    const slug = query.get('site');
    if (question && slug !== null) choose(question, slug);
  }

  open(): void {
    this.#openedFor = this.#birthDate?.date;
    this.#ask();
  }

  lift(): void {
    this.#set(true, false);
  }

  isFree(section: Section): boolean {
    // By a clock that may be wrong, nobody is held up: the server asks what is missing.
    return section.dataset.askedWhen !== undefined && !this.#isSurelyAsked;
  }

  get #isSurelyAsked(): boolean {
    const { date, isSurelyMinor = false } = this.#birthDate ?? {};
    return isSurelyMinor || (date !== undefined && date === this.#openedFor);
  }

  #ask(): void {
    this.#set(this.#isSurelyAsked || this.#birthDate?.mayBeMinor === true, this.#isSurelyAsked);
  }

  /** The sections asked of some only. Without script, HTML cannot ask for answers there; here they are asked of those who see them. */
  #set(isAsked: boolean, isRequired: boolean): void {
    for (const section of this.#questions.sections) {
      if (section.dataset.askedWhen === undefined) continue;
      section.disabled = !isAsked;
      for (const question of this.#questions.questionsOf(section)) setRequired(question, isRequired);
    }
  }
}
