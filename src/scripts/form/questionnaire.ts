import type { IsoDate } from '../../domain/eligibility/age.ts';
import { isSurelyMinor, mayBeMinor, type Today, todayFrom } from '../../domain/eligibility/today.ts';
import type { Problem } from './error-summary.ts';
import { Narrowing } from './narrowing.ts';
import { People } from './people.ts';
import { Question, type Typed } from './question.ts';

export type Section = HTMLFieldSetElement;

interface QuestionProblem extends Problem {
  readonly question: Question;
}

function narrowingsIn(form: HTMLFormElement): ReadonlyMap<string, Narrowing> {
  const narrowings = new Map<string, Narrowing>();
  for (const list of form.querySelectorAll<HTMLSelectElement>('select[data-narrowed-by]')) {
    const name = list.dataset.narrowedBy ?? '';
    const place = form.elements.namedItem(name);
    if (place instanceof HTMLSelectElement) narrowings.set(name, new Narrowing(list, place));
  }
  return narrowings;
}

/** The questions of a form by section, with what was typed and what is wrong with it. */
export class Questionnaire {
  readonly sections: readonly Section[];
  readonly #questions: readonly Question[];
  readonly #narrowings: ReadonlyMap<string, Narrowing>;
  readonly #birthDate: Question | undefined;
  /** The day on which the page was made. */
  readonly #made: IsoDate;
  /** The date of birth for which the server asked what the page had folded. */
  #openedFor: IsoDate | undefined;

  constructor(form: HTMLFormElement, { birthDate, today = '' }: DOMStringMap) {
    this.sections = [...form.querySelectorAll<Section>('[data-section]')];
    this.#questions = [...form.querySelectorAll<HTMLElement>('[data-field]')]
      .filter((element) => element.closest('[data-row]') === null)
      .map((element) => (element.dataset.kind === 'people' ? new People(element) : new Question(element)));
    this.#narrowings = narrowingsIn(form);
    this.#birthDate = this.#questions.find(({ name }) => name === birthDate);
    this.#made = today;
  }

  build(): void {
    for (const people of this.#people) people.build();
    this.refresh();
  }

  restore(): void {
    for (const section of this.sections) section.hidden = false;
    try {
      for (const narrowing of this.#narrowings.values()) narrowing.widen();
      for (const people of this.#people) people.restore();
    } finally {
      this.#ask(true, false);
    }
  }

  get #people(): readonly People[] {
    return this.#questions.filter((question) => question instanceof People);
  }

  /** The sections that these answers call for; the others are disabled: they keep their answers and send none. */
  get asked(): readonly Section[] {
    return this.sections.filter(({ disabled }) => !disabled);
  }

  /** With those that rows are made of, which come before the question they belong to. */
  get #every(): readonly Question[] {
    return this.#questions.flatMap((question) => [...question.parts, question]);
  }

  questionsOf(section: Section): readonly Question[] {
    return this.#questions.filter(({ element }) => section.contains(element));
  }

  /** The section that holds a question, or one of a question's parts. */
  sectionOf({ element }: Question): Section | undefined {
    return this.sections.find((section) => section.contains(element));
  }

  named(name: string | undefined): Question | undefined {
    return this.#questions.find((question) => question.name === name);
  }

  withInput(input: string): Question | undefined {
    return this.#every.find((question) => question.has(input));
  }

  at(target: EventTarget | null): Question | undefined {
    return target instanceof Node ? this.#every.find(({ element }) => element.contains(target)) : undefined;
  }

  /** The list of people that a button adds a row to or takes one from. */
  peopleAround(button: Element): People | undefined {
    return this.#people.find(({ element }) => element.contains(button));
  }

  /** Every answer but the agreements, which are given anew each time. */
  get typed(): Typed {
    const kept = this.asked
      .flatMap((section) => this.questionsOf(section))
      .filter(({ kind }) => kind !== 'acceptance');
    return Object.fromEntries(kept.flatMap(({ typed }) => Object.entries(typed)));
  }

  get isEmpty(): boolean {
    return Object.keys(this.typed).length === 0;
  }

  /** True when nothing was typed since the page loaded, with prefilled answers or not. */
  get isAsServed(): boolean {
    return this.#questions.every(({ isAsServed }) => isAsServed);
  }

  fill(typed: Typed): void {
    for (const narrowing of this.#narrowings.values()) narrowing.widen();
    for (const question of this.#questions) {
      question.fill(typed);
      question.mark(undefined);
    }
    this.refresh();
  }

  /** The site whose page the applicant comes from is chosen already, where the form offers it. */
  chooseSite(slug: string | null): void {
    const question = this.named('interests') ?? this.named('site');
    if (slug !== null) question?.choose(slug);
  }

  /** Brings into line what depends on answers: sections of some only, lists narrowed by a place. */
  refresh(): void {
    this.#askWhatApplies();
    for (const narrowing of this.#narrowings.values()) narrowing.narrow({ placeChanged: false });
  }

  /** To be called for each answer that changes. */
  onChange(question: Question): void {
    if (question === this.#birthDate) this.#askWhatApplies();
    this.#narrowings.get(question.name)?.narrow({ placeChanged: true });
  }

  /** The first section with a marked answer. Those that the page had folded are asked from now on: the server wants them. */
  openMarked(): Section | undefined {
    const marked = this.sections.filter((section) => this.#everyOf(section).some(({ isMarked }) => isMarked));
    if (marked.some(({ disabled }) => disabled)) this.#openedFor = this.#birthDate?.date;
    this.#askWhatApplies();
    return marked[0];
  }

  #askWhatApplies(): void {
    this.#ask(this.#isOfMinor(mayBeMinor), this.#isOfMinor(isSurelyMinor));
  }

  /** The sections asked of some only. Without script, HTML cannot ask for answers there; here they are asked of those who see them. */
  #ask(isAsked: boolean, isRequired: boolean): void {
    for (const section of this.sections) {
      if (section.dataset.askedWhen === undefined) continue;
      section.disabled = !isAsked;
      for (const question of this.questionsOf(section)) question.isRequired = isRequired;
    }
  }

  #isOfMinor(isMinor: typeof mayBeMinor): boolean {
    const birthDate = this.#birthDate?.date;
    return birthDate !== undefined && (birthDate === this.#openedFor || isMinor(birthDate, this.#today));
  }

  get #today(): Today {
    return todayFrom(this.#made, Date.now());
  }

  /** Error message for one answer, worded by the form's definition; the server validates again. */
  problemOf(question: Question): string | undefined {
    return question.problem(this.#today);
  }

  problemsOf(section: Section): readonly QuestionProblem[] {
    const names = this.#alternatives(section);
    const alternatives = this.questionsOf(section).filter(({ name }) => names.includes(name));
    // By a clock that may be wrong, nobody is held up: the server asks what is missing.
    const isFree = section.dataset.askedWhen !== undefined && !this.#isOfMinor(isSurelyMinor);
    const [first] = !isFree && alternatives.every(({ isEmpty }) => isEmpty) ? alternatives : [];
    return this.#everyOf(section).flatMap((question) => {
      if (isFree && question.isEmpty) return [];
      const message =
        this.problemOf(question) ??
        (first === undefined ? this.#unmetNeed(question) : undefined) ??
        (question === first ? section.dataset.oneOfMissing : undefined);
      return message === undefined ? [] : [{ question, input: question.target?.name, message }];
    });
  }

  /** Error message for a choice that requires the answer to another question, when that one is empty. */
  #unmetNeed({ need }: Question): string | undefined {
    return need !== undefined && this.named(need.name)?.isEmpty === true ? need.missing : undefined;
  }

  /** Marks every question of a section, rightly answered or not. */
  check(section: Section): readonly Problem[] {
    const problems = this.problemsOf(section);
    for (const question of this.#everyOf(section)) {
      question.mark(problems.find((problem) => problem.question === question)?.message);
    }
    return problems;
  }

  /** The marked questions that this answer mends: its own, an empty one that it makes unnecessary, a choice that needed it. */
  mendedBy(question: Question): readonly Question[] {
    const section = this.sectionOf(question);
    if (section === undefined) return [];
    const names = this.#alternatives(section);
    const problems = this.problemsOf(section);
    const owner = this.questionsOf(section).find(({ parts }) => parts.includes(question)) ?? question;
    return this.#everyOf(section).filter(
      (other) =>
        other.isMarked &&
        (other === question ||
          other.need?.name === owner.name ||
          (other.isEmpty &&
            (owner.parts.includes(other) || (names.includes(owner.name) && names.includes(other.name))))) &&
        problems.every((problem) => problem.question !== other),
    );
  }

  #everyOf(section: Section): readonly Question[] {
    return this.#every.filter(({ element }) => section.contains(element));
  }

  #alternatives(section: Section): readonly string[] {
    return section.dataset.oneOf?.split(' ') ?? [];
  }
}
