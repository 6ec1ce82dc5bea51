import type { FormErrors } from '../../domain/application/form.ts';
import { Enhancement } from './enhancement.ts';
import { ErrorSummary, inputOf, type Problem } from './error-summary.ts';
import { FillTime } from './fill-time.ts';
import { KeptAnswers } from './kept-answers.ts';
import { onLeaving } from './leaving.ts';
import type { Parts } from './parts.ts';
import type { Question, Typed } from './question.ts';
import { Questionnaire, type Section, type Speciality } from './questionnaire.ts';
import { reviewOf } from './review.ts';
import { SendButton } from './send-button.ts';
import { type Outcome, send } from './sending.ts';
import { entryIn, Steps } from './steps.ts';

/**
 * Makes steps of a form's sections, the last with a review of the answers. No control is moved or made anew, so that
 * what was typed before the script came, and the focus, stay. At the first failure, then or later, the form is again as without script.
 */
export class SteppedForm {
  protected readonly form: HTMLFormElement;
  protected readonly parts: Parts;
  protected readonly questions: Questionnaire;
  protected readonly enhancement: Enhancement;
  readonly #submit: HTMLButtonElement;
  readonly #steps: Steps;
  readonly #summary: ErrorSummary;
  readonly #kept: KeptAnswers;
  readonly #time: FillTime;
  readonly #button: SendButton;

  /** Says in its place what was erased or removed last, with the button that restores it. */
  #undo: HTMLElement | undefined;
  /** The answers before, and the id of the row. */
  #erased: Typed = {};
  #erasedRow = '';
  #hasReviewed = false;
  #isSending = false;
  /** The application did not leave: it is sent again when the network is back. */
  #awaitsNetwork = false;

  /** Changes nothing on the page. @throws TypeError when the page lacks a piece. */
  constructor(root: HTMLElement, form: HTMLFormElement, parts: Parts, speciality: Speciality) {
    const submit = form.querySelector<HTMLButtonElement>('.form-actions [type="submit"]');
    const submissionId = form.querySelector<HTMLInputElement>('[name="submissionId"]');
    if (!submit || !submissionId) throw new TypeError('No button or identifier.');
    const { draft = '', today: made = '', errorPrefix = '' } = root.dataset;
    const questions = new Questionnaire(form, parts, speciality);
    this.form = form;
    this.#submit = submit;
    this.parts = parts;
    this.questions = questions;
    this.#steps = new Steps(root, form, questions, parts);
    this.#button = new SendButton(submit, parts);
    this.#summary = new ErrorSummary(form, parts, errorPrefix);
    this.#kept = new KeptAnswers(form, questions, submissionId, { draft, made, parts });
    this.#time = new FillTime(form);
    this.enhancement = new Enhancement([
      () => questions.restore(),
      () => this.#setPlain(true),
      () => this.#button.setBusy(false),
      () => parts.restore(),
    ]);
  }

  /** @throws whatever fails, with the page as it was. */
  begin(): void {
    this.enhancement.guarded(() => {
      this.build();
      this.listen();
      this.#start();
    })();
  }

  // The page

  protected build(): void {
    this.questions.build();
    this.#steps.build(this.#submit);
    this.#setPlain(false);
    // Below the button: what appears above it would push it away from a second click.
    this.#submit.parentElement?.after(this.#button.line, this.#kept.note);
  }

  #setPlain(isPlain: boolean): void {
    this.form.noValidate = !isPlain;
    for (const element of this.form.querySelectorAll<HTMLElement>('[data-progress]'))
      element.hidden = isPlain;
    for (const element of this.form.querySelectorAll<HTMLElement>('[data-without-script]'))
      element.hidden = !isPlain;
  }

  protected listen(): void {
    const { guarded } = this.enhancement;
    this.form.addEventListener(
      'submit',
      guarded((event: SubmitEvent) => {
        // A failure before an application leaves lets the browser send it.
        const { isLast } = this.#steps;
        if (isLast) this.#send();
        event.preventDefault();
        if (!isLast) this.#next();
      }),
    );
    this.form.addEventListener(
      'click',
      guarded((event: MouseEvent) => this.#onClick(event)),
    );
    for (const type of ['input', 'change']) {
      this.form.addEventListener(
        type,
        guarded(({ target }: Event) => this.#onChange(this.questions.at(target))),
      );
    }
    onLeaving(this.form, this.questions, this.enhancement, (question) => {
      this.#onLeft(question);
    });
    addEventListener(
      'popstate',
      guarded(({ state }: PopStateEvent) => this.#onHistory(state)),
    );
    addEventListener(
      'online',
      guarded(() => {
        if (this.#awaitsNetwork && this.#steps.isLast) this.#send();
      }),
    );
    // Going back or reloading, the browser may bring back what was typed only once the script has begun.
    const isOfEnded = this.#kept.hasEnded;
    addEventListener(
      'pageshow',
      guarded(() => {
        if (isOfEnded) this.empty();
        this.questions.refresh();
        this.count();
        this.#identify(this.#kept.submissionId);
      }),
    );
  }

  #start(): void {
    this.questions.refresh();
    if (!this.questions.isAsServed) this.#time.giveUp();
    if (!this.#kept.find({ afterErrors: this.#summary.element !== null }) && this.questions.isEmpty)
      this.questions.prefill();
    else if (!this.#kept.isOffering) this.#time.giveUp();
    this.#show(this.#firstStep());
    if (this.#summary.element !== null) this.#summary.focus();
  }

  /** Where the server found errors, where the applicant was before a reload, or where the focus is. */
  #firstStep(): Section {
    const { first, last } = this.#steps;
    if (this.#summary.element !== null) return this.questions.openMarked() ?? last;
    const step = entryIn(history.state)?.step;
    const before = step === undefined || this.questions.isEmpty ? undefined : this.#steps.named(step);
    const focused = this.questions.asked.find((section) => section.contains(document.activeElement));
    return before ?? focused ?? first;
  }

  // The draft

  #save(): void {
    if (this.#kept.isOffering) return;
    this.#kept.identify(this.#kept.submissionId);
    this.#kept.save(this.#steps.current.id);
  }

  /** The history keeps it as well, so that a reload goes on with the same application: never while somebody types. */
  #identify(submissionId: string): void {
    this.#kept.identify(submissionId);
    this.#steps.note(this.#kept.submissionId);
  }

  #resume(): void {
    const draft = this.#kept.takeOffered();
    if (draft === undefined) return;
    this.#time.giveUp();
    this.#summary.clear();
    this.#kept.fillWith(draft);
    this.#identify(draft.submissionId);
    this.#go(this.#steps.named(draft.step) ?? this.#steps.first);
    this.#save();
  }

  /** Erases the draft on offer, else every answer. */
  #erase(): void {
    this.#erased = this.#kept.typed;
    this.#erasedRow = '';
    const offered = this.#kept.takeOffered();
    const ended = offered?.submissionId ?? this.#kept.submissionId;
    if (offered === undefined) {
      this.empty();
      this.#identify('');
    }
    this.#kept.end(ended);
    this.#steps.focus();
    this.#offerUndo('erased', this.form.firstElementChild);
  }

  /** Where it happened, with the focus: it is read, and the button is the next stop. */
  #offerUndo(name: string, place: Element | null): HTMLElement {
    this.#undo = this.parts.text(name);
    place?.after(this.#undo);
    this.#undo.focus();
    return this.#undo;
  }

  protected forgetUndo(): void {
    this.#undo?.remove();
  }

  /**
   * Changes the answers in a way that can be undone until something else is typed: after `place` stands the text of that name, which
   * it returns. Undone, the focus is on the row of that id.
   */
  protected changeUndoably(change: () => void, name: string, place: Element | null, row = ''): HTMLElement {
    this.#erased = this.questions.typed;
    this.#erasedRow = row;
    this.#summary.clear();
    this.forgetUndo();
    change();
    this.#save();
    return this.#offerUndo(name, place);
  }

  /** Marks what is wrong on the step that is shown. */
  protected check(): void {
    this.questions.check(this.#steps.current);
  }

  #takeBack(): void {
    this.#time.giveUp();
    this.questions.fill(this.#erased);
    this.forgetUndo();
    this.#save();
    this.count();
    const row = document.getElementById(this.#erasedRow);
    if (row === null) this.#steps.focus();
    else row.focus();
  }

  protected empty(): void {
    this.questions.fill({});
    this.#summary.clear();
    this.#kept.forget();
    this.#hasReviewed = false;
    this.#show(this.#steps.first);
  }

  // Steps

  #go(section: Section): void {
    if (section !== this.#steps.current) {
      this.#steps.enter(section, this.#kept.submissionId);
      this.#show(section);
      if (!this.questions.isEmpty) this.#save();
    }
    this.#steps.focus();
  }

  #show(section: Section): void {
    this.#steps.show(section);
    if (this.#steps.isLast) this.#showReview();
    this.#button.say(undefined);
    this.forgetUndo();
    this.#label();
  }

  #label(): void {
    this.#button.label(this.#steps.isLast ? undefined : this.#hasReviewed ? 'toReview' : 'next');
  }

  #showReview(): void {
    this.#hasReviewed = true;
    const answers = this.questions.asked
      .filter((section) => section !== this.#steps.last)
      .flatMap((section) => reviewOf(section, this.questions.questionsOf(section), this.parts));
    this.#steps.review.querySelector('[data-answers]')?.replaceChildren(...answers);
  }

  #next(): void {
    const problems = this.questions.check(this.#steps.current);
    if (problems.length > 0) {
      this.#summary.show(problems);
      return;
    }
    this.#kept.takeOffered();
    this.#summary.clear();
    this.#go(this.#following());
  }

  /** The next step; once all has been reviewed, the review again, by way of what is missing. */
  #following(): Section {
    if (!this.#hasReviewed) return this.#steps.beside(1) ?? this.#steps.last;
    const missing = this.questions.asked.find((section) => this.questions.problemsOf(section).length > 0);
    return missing ?? this.#steps.last;
  }

  #goBack(): void {
    this.#summary.clear();
    this.#go(this.#steps.beside(-1) ?? this.#steps.first);
  }

  #onHistory(state: unknown): void {
    const section = this.#steps.named(entryIn(state)?.step);
    if (section === undefined || section === this.#steps.current) return;
    this.#summary.clear();
    this.#show(section);
    this.#steps.focus();
  }

  #goTo(question: Question | undefined): void {
    const section = question && this.questions.sectionOf(question);
    if (section === undefined) return;
    this.#go(section);
    question?.target?.focus();
  }

  // Events

  #onClick(event: MouseEvent): void {
    if (!(event.target instanceof Element)) return;
    const link = event.target.closest<HTMLAnchorElement>('[data-errors] a');
    if (link !== null) {
      event.preventDefault();
      this.#goTo(this.questions.withInput(inputOf(link)));
    }
    const button = event.target.closest<HTMLElement>('[data-action]');
    if (button === null) return;
    // Without script, these buttons ask the server.
    event.preventDefault();
    this.act(button);
  }

  protected act(button: HTMLElement): void {
    const { dataset } = button;
    switch (dataset.action) {
      case 'previous':
        this.#goBack();
        break;
      case 'change':
        this.#goTo(this.questions.named(dataset.question));
        break;
      case 'take-suggestion':
        this.questions.at(button)?.takeSuggestion();
        break;
      case 'resume':
        this.#resume();
        break;
      case 'erase':
        this.#erase();
        break;
      case 'undo':
        this.#takeBack();
        break;
      default:
    }
  }

  #onChange(question: Question | undefined): void {
    if (question === undefined) return;
    this.forgetUndo();
    this.#time.begin();
    this.questions.onChange(question);
    question.suggest(undefined);
    for (const mended of this.questions.mendedBy(question)) {
      mended.mark(undefined);
      this.#summary.forget(mended);
    }
    this.count();
    this.#save();
  }

  /** Says again how many there are of what is counted. */
  protected count(): void {
    this.#steps.count();
  }

  /** Only what was typed is checked on leaving: what is missing is reported on going on. */
  #onLeft(question: Question): void {
    const message = question.problem;
    if (!question.isEmpty && message !== undefined) question.mark(message);
    question.suggest(this.parts);
  }

  // Sending

  #send(): void {
    if (this.#isSending || !this.#isComplete()) return;
    this.#kept.takeOffered();
    this.#summary.clear();
    this.#time.write();
    this.#identify(this.#kept.submissionId);
    this.#setSending(true);
    send(this.form)
      .then(this.enhancement.guarded((outcome: Outcome) => this.#showOutcome(outcome)))
      .catch(() => {
        // The same application sent again has the same reference; the server shows what became of it.
        this.enhancement.end();
        this.form.submit();
      });
  }

  #showOutcome(outcome: Outcome): void {
    if (outcome.kind === 'received') {
      this.#leave(outcome.address);
      return;
    }
    this.#setSending(false);
    if (outcome.kind === 'refused') {
      this.#showRefusal(outcome.errors);
      return;
    }
    this.#awaitsNetwork = outcome.reason === 'offline';
    this.#button.say(outcome.reason, outcome.message);
    this.#button.line.scrollIntoView({ block: 'nearest' });
    this.#button.label('resend');
  }

  #isComplete(): boolean {
    const checked = this.questions.asked.map((section) => ({
      section,
      problems: this.questions.check(section),
    }));
    const faulty = checked.filter(({ problems }) => problems.length > 0);
    if (faulty[0] === undefined) return true;
    this.#go(faulty[0].section);
    this.#summary.show(faulty.flatMap(({ problems }) => problems));
    return false;
  }

  #setSending(isSending: boolean): void {
    this.#isSending = isSending;
    this.#awaitsNetwork = false;
    this.#button.setBusy(isSending);
    if (!isSending) this.#label();
  }

  /** The confirmation takes the form's place in the history; a page that the browser brings back from memory is empty. */
  #leave(address: string): void {
    this.#kept.end(this.#kept.submissionId);
    addEventListener(
      'pagehide',
      this.enhancement.guarded(() => {
        this.#setSending(false);
        this.empty();
      }),
    );
    location.replace(address);
  }

  #showRefusal({ formErrors, fieldErrors }: FormErrors): void {
    const problems: Problem[] = formErrors.map((message) => ({ message }));
    for (const [input, messages] of Object.entries(fieldErrors)) {
      const message = messages.join(' ');
      const question = this.questions.withInput(input);
      question?.mark(message);
      problems.push({ input: question && input, message });
    }
    const section = this.questions.openMarked();
    if (section !== undefined) this.#go(section);
    this.#summary.show(problems);
  }
}
