import type { FormErrors } from '../../domain/application/form.ts';
import { EligibilityHint } from './eligibility-hint.ts';
import { ErrorSummary, inputOf, type Problem } from './error-summary.ts';
import { FillTime } from './fill-time.ts';
import { KeptAnswers } from './kept-answers.ts';
import type { Parts } from './parts.ts';
import type { Question, Typed } from './question.ts';
import { Questionnaire, type Section } from './questionnaire.ts';
import { reviewOf } from './review.ts';
import { send } from './sending.ts';
import { entryIn, Progress, writeEntry } from './steps.ts';

/**
 * Makes steps of a form's sections, the last with a review of the answers. No control is moved or made anew, so that
 * what was typed before the script came, and the focus, stay.
 */
export class SteppedForm {
  readonly #root: HTMLElement;
  readonly #form: HTMLFormElement;
  readonly #parts: Parts;
  readonly #questions: Questionnaire;
  readonly #first: Section;
  readonly #last: Section;
  readonly #summary: ErrorSummary;
  readonly #kept: KeptAnswers;
  readonly #time: FillTime;
  readonly #hint: EligibilityHint;

  readonly #submit: HTMLButtonElement;
  readonly #sendLabel: string;
  readonly #progress: Progress;
  readonly #review: HTMLElement;
  readonly #previous: HTMLElement;
  readonly #status: HTMLElement;

  #current: Section;
  /** What was erased, for the button that takes it back. */
  #erased: Typed = {};
  #hasReviewed = false;
  #isSending = false;
  /** The application did not leave: it is sent again when the network is back. */
  #awaitsNetwork = false;

  /** @throws TypeError when the page lacks a piece: the form then stays as it is without script. */
  constructor(root: HTMLElement, form: HTMLFormElement, parts: Parts) {
    const submit = form.querySelector<HTMLButtonElement>('.form-actions [type="submit"]');
    const submissionId = form.querySelector<HTMLInputElement>('[name="submissionId"]');
    const questions = new Questionnaire(form, root.dataset.birthDate);
    const first = questions.sections[0];
    const last = questions.sections.at(-1);
    if (!submit || !submissionId || !first || !last)
      throw new TypeError('The form lacks sections, a button or its identifier.');
    this.#root = root;
    this.#form = form;
    this.#parts = parts;
    this.#questions = questions;
    this.#first = first;
    this.#last = last;
    this.#current = first;
    this.#submit = submit;
    this.#sendLabel = submit.textContent;
    this.#summary = new ErrorSummary(form, parts, root.dataset.errorPrefix ?? '');
    this.#kept = new KeptAnswers(form, questions, submissionId, { draft: root.dataset.draft ?? '', parts });
    this.#time = new FillTime(form);
    this.#hint = new EligibilityHint(questions, parts);
    this.#review = parts.take('review');
    this.#previous = parts.take('previous');
    this.#status = parts.take('status');
    this.#build();
    this.#progress = new Progress(form);
    this.#listen();
    this.#start();
  }

  // The page

  #build(): void {
    this.#form.noValidate = true;
    for (const element of this.#form.querySelectorAll('[data-without-script]')) element.remove();
    this.#last.querySelector('[data-progress]')?.remove();
    this.#last.before(this.#review);
    this.#submit.after(this.#previous);
    // Below the button: what appears above it would push it away from a second click.
    this.#submit.parentElement?.after(this.#status, this.#kept.note);
  }

  #listen(): void {
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (this.#current === this.#last) void this.#send();
      else this.#next();
    });
    this.#form.addEventListener('click', (event) => {
      this.#onClick(event);
    });
    for (const type of ['input', 'change']) {
      this.#form.addEventListener(type, ({ target }) => {
        this.#onChange(this.#questions.at(target));
      });
    }
    this.#listenToLeaving();
    addEventListener('popstate', ({ state }) => {
      this.#onHistory(state);
    });
    addEventListener('online', () => {
      if (this.#awaitsNetwork && this.#current === this.#last) void this.#send();
    });
    // Going back or reloading, the browser may bring back what was typed only once the script has begun.
    const isOfEnded = this.#kept.hasEnded;
    addEventListener('pageshow', () => {
      if (isOfEnded) this.#empty();
      this.#questions.refresh();
      this.#count();
    });
  }

  /** A message that appears while a button is being pressed would push the button away: it waits for the release. */
  #listenToLeaving(): void {
    let isPressed = false;
    this.#form.addEventListener('pointerdown', () => (isPressed = true));
    for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => (isPressed = false));
    this.#form.addEventListener('focusout', ({ target, relatedTarget }) => {
      const question = this.#questions.at(target);
      if (question === undefined || question === this.#questions.at(relatedTarget)) return;
      const check = (): void => void setTimeout(() => this.#onLeft(question));
      if (isPressed) addEventListener('pointerup', check, { once: true });
      else check();
    });
  }

  #start(): void {
    this.#questions.refresh();
    if (!this.#questions.isAsServed) this.#time.giveUp();
    if (!this.#kept.find({ afterErrors: this.#summary.element !== null }) && this.#questions.isEmpty)
      this.#questions.chooseSite(new URLSearchParams(location.search).get('site'));
    else if (!this.#kept.isOffering) this.#time.giveUp();
    this.#write(this.#firstStep(), 'replaceState');
    this.#show(this.#firstStep());
    if (this.#summary.element !== null) this.#summary.focus();
  }

  /** Where the server found errors, where the applicant was before a reload, or where the focus is. */
  #firstStep(): Section {
    const { asked, firstMarked, isEmpty } = this.#questions;
    if (this.#summary.element !== null)
      return (firstMarked && this.#questions.sectionOf(firstMarked)) ?? this.#last;
    const before = isEmpty ? undefined : asked.find(({ id }) => id === entryIn(history.state)?.step);
    return before ?? asked.find((section) => section.contains(document.activeElement)) ?? this.#first;
  }

  // The draft

  #save(): void {
    if (this.#kept.isOffering) return;
    this.#identify(this.#kept.submissionId);
    this.#kept.save(this.#current.id);
  }

  /** The history keeps it as well, so that a reload goes on with the same application. */
  #identify(submissionId: string): void {
    this.#kept.identify(submissionId);
    this.#write(this.#current, 'replaceState');
  }

  #resume(): void {
    const draft = this.#kept.takeOffered();
    if (draft === undefined) return;
    this.#time.giveUp();
    this.#summary.clear();
    this.#questions.fill(draft.typed);
    this.#identify(draft.submissionId);
    this.#go(this.#questions.asked.find(({ id }) => id === draft.step) ?? this.#first);
    this.#save();
  }

  /** Erases the draft on offer, else every answer. */
  #erase(): void {
    this.#erased = this.#kept.typed;
    const offered = this.#kept.takeOffered();
    const ended = offered?.submissionId ?? this.#kept.submissionId;
    if (offered === undefined) {
      this.#empty();
      this.#write(this.#first, 'replaceState');
    }
    this.#kept.end(ended);
    this.#say('erased');
    this.#focusStep();
  }

  #takeBack(): void {
    this.#time.giveUp();
    this.#questions.fill(this.#erased);
    this.#say(undefined);
    this.#save();
    this.#count();
    this.#focusStep();
  }

  #empty(): void {
    this.#questions.fill({});
    this.#summary.clear();
    this.#kept.forget();
    this.#hasReviewed = false;
    this.#show(this.#first);
  }

  // Steps

  #write(section: Section, how: 'replaceState' | 'pushState'): void {
    const from = how === 'pushState' ? this.#current.id : entryIn(history.state)?.from;
    writeEntry({ step: section.id, from, draft: this.#kept.submissionId }, how);
  }

  #go(section: Section): void {
    if (section !== this.#current) {
      this.#write(section, 'pushState');
      this.#show(section);
      if (!this.#questions.isEmpty) this.#save();
    }
    this.#focusStep();
  }

  #show(section: Section): void {
    this.#current = section;
    for (const other of this.#questions.sections) other.hidden = other !== section;
    this.#review.hidden = section !== this.#last;
    this.#previous.hidden = section === this.#first;
    if (section === this.#last) this.#showReview();
    this.#say(undefined);
    this.#count();
    this.#label();
  }

  #count(): void {
    const { asked } = this.#questions;
    this.#progress.show(asked.indexOf(this.#current) + 1, asked.length);
  }

  #showReview(): void {
    this.#hasReviewed = true;
    const answers = this.#questions.asked
      .filter((section) => section !== this.#last)
      .flatMap((section) => reviewOf(section, this.#questions.questionsOf(section), this.#parts));
    this.#review.querySelector('[data-answers]')?.replaceChildren(...answers);
  }

  #focusStep(): void {
    const step = this.#current === this.#last ? this.#review : this.#current;
    this.#root.scrollIntoView({ behavior: 'instant' });
    step.querySelector('h2')?.focus({ preventScroll: true });
  }

  #next(): void {
    const problems = this.#questions.check(this.#current);
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
    const { asked } = this.#questions;
    const missing = asked.find((section) => this.#questions.problemsOf(section).length > 0);
    return (this.#hasReviewed ? missing : asked[asked.indexOf(this.#current) + 1]) ?? this.#last;
  }

  #goBack(): void {
    this.#summary.clear();
    const { asked } = this.#questions;
    const before = asked[asked.indexOf(this.#current) - 1] ?? this.#first;
    if (entryIn(history.state)?.from === before.id) history.back();
    else this.#go(before);
  }

  #onHistory(state: unknown): void {
    const section = this.#questions.asked.find(({ id }) => id === entryIn(state)?.step);
    if (section === undefined || section === this.#current) return;
    this.#summary.clear();
    this.#show(section);
    this.#focusStep();
  }

  #goTo(question: Question | undefined): void {
    const section = question && this.#questions.sectionOf(question);
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
      this.#goTo(this.#questions.withInput(inputOf(link)));
    }
    const button = event.target.closest<HTMLElement>('[data-action]');
    if (button === null) return;
    // Without script, these buttons ask the server.
    event.preventDefault();
    this.#act(button);
  }

  #act(button: HTMLElement): void {
    const { dataset } = button;
    switch (dataset.action) {
      case 'add-row':
        this.#say(undefined);
        this.#questions.peopleAround(button)?.add();
        break;
      case 'remove-row':
        this.#removeRow(button);
        break;
      case 'previous':
        this.#goBack();
        break;
      case 'change':
        this.#goTo(this.#questions.named(dataset.question));
        break;
      case 'take-suggestion':
        this.#questions.at(button)?.takeSuggestion();
        this.#save();
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

  /** What was in the row can be taken back, until something else is typed. */
  #removeRow(button: HTMLElement): void {
    const row = button.closest<HTMLElement>('[data-row]');
    if (row === null) return;
    this.#erased = this.#questions.typed;
    this.#summary.clear();
    this.#questions.peopleAround(button)?.remove(row);
    this.#say('removed');
    this.#save();
  }

  #onChange(question: Question | undefined): void {
    if (question === undefined) return;
    if (this.#status.querySelector('[data-action="undo"]') !== null) this.#say(undefined);
    this.#time.begin();
    this.#questions.onChange(question);
    question.suggest(undefined);
    this.#hint.show();
    for (const mended of this.#questions.mendedBy(question)) {
      mended.mark(undefined);
      this.#summary.forget(mended);
    }
    this.#count();
    this.#save();
  }

  /** Only what was typed is checked on leaving: what is missing is told on going on. */
  #onLeft(question: Question): void {
    const message = this.#questions.problemOf(question);
    if (!question.isEmpty && message !== undefined) question.mark(message);
    question.suggest(this.#parts);
  }

  // Sending

  async #send(): Promise<void> {
    if (this.#isSending || !this.#isComplete()) return;
    this.#kept.takeOffered();
    this.#summary.clear();
    this.#time.write();
    this.#identify(this.#kept.submissionId);
    this.#setSending(true);
    const outcome = await send(this.#form);
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
    this.#say(outcome.reason, outcome.message);
    this.#submit.textContent = this.#parts.text('resend').textContent;
  }

  #isComplete(): boolean {
    const checked = this.#questions.asked.map((section) => ({
      section,
      problems: this.#questions.check(section),
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
    // Not `disabled`: the focus would be lost.
    this.#submit.setAttribute('aria-disabled', String(isSending));
    this.#say(isSending ? 'sending' : undefined);
    this.#label();
  }

  #label(): void {
    const following = this.#parts.text(this.#hasReviewed ? 'toReview' : 'next').textContent;
    const label = this.#current === this.#last ? this.#sendLabel : following;
    this.#submit.textContent = this.#isSending ? this.#parts.text('sending').textContent : label;
  }

  #say(name: string | undefined, instead?: string): void {
    this.#status.replaceChildren(...(name === undefined ? [] : [instead ?? this.#parts.text(name)]));
  }

  /** The confirmation takes the form's place in the history; a page that the browser brings back from memory is empty. */
  #leave(address: string): void {
    this.#kept.end(this.#kept.submissionId);
    addEventListener('pagehide', () => {
      this.#setSending(false);
      this.#empty();
    });
    location.replace(address);
  }

  #showRefusal({ formErrors, fieldErrors }: FormErrors): void {
    const problems: Problem[] = formErrors.map((message) => ({ message }));
    for (const [input, messages] of Object.entries(fieldErrors)) {
      const message = messages.join(' ');
      const question = this.#questions.withInput(input);
      question?.mark(message);
      problems.push({ input: question && input, message });
    }
    const { firstMarked } = this.#questions;
    const section = firstMarked && this.#questions.sectionOf(firstMarked);
    if (section !== undefined) this.#go(section);
    this.#summary.show(problems);
  }
}
