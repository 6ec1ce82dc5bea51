import type { Problem } from './error-summary.ts';
import type { Parts } from './parts.ts';
import { Question, type Typed } from './question.ts';

export type Section = HTMLFieldSetElement;

interface QuestionProblem extends Problem {
  readonly question: Question;
}

/** Asked by some forms only: each page loads what its own form asks. */
export interface Speciality {
  /** Questions that are more than controls, by kind. */
  readonly kinds: Readonly<Record<string, new (element: HTMLElement) => Question>>;
  readonly rules?: new (form: HTMLFormElement, questions: Questionnaire, parts: Parts) => Conditions;
}

/** Depends on answers: whether a section is asked, what a list offers, what is told. */
export interface Conditions {
  build(): void;
  /** Brings all of it into line. */
  refresh(): void;
  /** The same, for an answer that changes. */
  onChange(question: Question): void;
  /** Answers what an address says. */
  prefill(query: URLSearchParams): void;
  /** Offers whole lists. */
  widen(): void;
  /** Asks what the answers do not call for: the server wants it. */
  open(): void;
  /** True of a section that may be left empty by these answers. */
  isFree(section: Section): boolean;
  /** As without script. */
  lift(): void;
}

/** The questions of a form by section, with what was typed and what is wrong with it. */
export class Questionnaire {
  readonly sections: readonly Section[];
  /** But those that rows are made of. */
  readonly all: readonly Question[];
  readonly #conditions: Conditions | undefined;

  constructor(form: HTMLFormElement, parts: Parts, { kinds, rules }: Speciality) {
    this.sections = [...form.querySelectorAll<Section>('[data-section]')];
    this.all = [...form.querySelectorAll<HTMLElement>('[data-field]')]
      .filter((element) => element.closest('[data-row]') === null)
      .map((element) => new (kinds[element.dataset.kind ?? ''] ?? Question)(element));
    this.#conditions = rules && new rules(form, this, parts);
  }

  build(): void {
    for (const question of this.all) question.build();
    this.#conditions?.build();
    this.refresh();
  }

  restore(): void {
    for (const section of this.sections) section.hidden = false;
    try {
      this.#conditions?.widen();
      for (const question of this.all) question.restore();
    } finally {
      this.#conditions?.lift();
    }
  }

  /** The sections that these answers call for; the others are disabled: they keep their answers and send none. */
  get asked(): readonly Section[] {
    return this.sections.filter(({ disabled }) => !disabled);
  }

  /** With those that rows are made of, which come before the question they belong to. */
  get #every(): readonly Question[] {
    return this.all.flatMap((question) => [...question.parts, question]);
  }

  questionsOf(section: Section): readonly Question[] {
    return this.all.filter(({ element }) => section.contains(element));
  }

  /** The section that holds a question, or one of a question's parts. */
  sectionOf({ element }: Question): Section | undefined {
    return this.sections.find((section) => section.contains(element));
  }

  named(name: string | undefined): Question | undefined {
    return this.all.find((question) => question.name === name);
  }

  withInput(input: string): Question | undefined {
    return this.#every.find((question) => question.has(input));
  }

  at(target: EventTarget | null): Question | undefined {
    return target instanceof Node ? this.#every.find(({ element }) => element.contains(target)) : undefined;
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
    return this.all.every(({ isAsServed }) => isAsServed);
  }

  fill(typed: Typed): void {
    this.#conditions?.widen();
    for (const question of this.all) {
      question.fill(typed);
      question.mark(undefined);
    }
    this.refresh();
  }

  /** Answers, in an empty form, what the page's address says. */
  prefill(): void {
    this.#conditions?.prefill(new URLSearchParams(location.search));
  }

  /** Brings into line what depends on answers. */
  refresh(): void {
    this.#conditions?.refresh();
  }

  /** To be called for each answer that changes. */
  onChange(question: Question): void {
    this.#conditions?.onChange(question);
  }

  /** The first section with a marked answer. Those that the page had folded are asked from now on: the server wants them. */
  openMarked(): Section | undefined {
    const marked = this.sections.filter((section) => this.#everyOf(section).some(({ isMarked }) => isMarked));
    if (marked.some(({ disabled }) => disabled)) this.#conditions?.open();
    return marked[0];
  }

  problemsOf(section: Section): readonly QuestionProblem[] {
    const names = this.#alternatives(section);
    const alternatives = this.questionsOf(section).filter(({ name }) => names.includes(name));
    const isFree = this.#conditions?.isFree(section) === true;
    const [first] = !isFree && alternatives.every(({ isEmpty }) => isEmpty) ? alternatives : [];
    return this.#everyOf(section).flatMap((question) => {
      if (isFree && question.isEmpty) return [];
      const message =
        question.problem ??
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
