import { type Draft, DraftStore, newSubmissionId } from './draft.ts';
import type { Parts } from './parts.ts';
import type { Typed } from './question.ts';
import type { Questionnaire } from './questionnaire.ts';
import { entryIn } from './steps.ts';

/** The answers kept on the device: under which identifier, and the draft of another visit that is on offer. */
export class KeptAnswers {
  readonly #form: HTMLFormElement;
  readonly #questions: Questionnaire;
  readonly #identifier: HTMLInputElement;
  readonly #store: DraftStore;
  readonly #offer: HTMLElement;
  /** Also that of « C’est pour moi ? », so that the answer comes back to the same form. */
  readonly #identifiers = document.querySelectorAll<HTMLInputElement>('[name="submissionId"]');
  /** Says that answers are kept, with a button that erases them. */
  readonly note: HTMLElement;
  /** Waits for the applicant to take it up or erase it; nothing is kept in its place meanwhile. */
  #offered: Draft | undefined;
  /** True when the page is the response to a form: its answers are then newer than any draft. Those of an invitation are older. */
  readonly #isAnswer: boolean;
  /** The day on which the page was made, in milliseconds since 1970: a clock that is behind it is wrong. */
  readonly #made: number;

  constructor(
    form: HTMLFormElement,
    questions: Questionnaire,
    identifier: HTMLInputElement,
    { draft, made, parts }: { draft: string; made: string; parts: Parts },
  ) {
    this.#form = form;
    this.#questions = questions;
    this.#identifier = identifier;
    this.#store = new DraftStore(draft);
    this.#isAnswer = identifier.value !== '' && entryIn(history.state) === undefined;
    this.#offer = parts.take('offer');
    this.note = parts.take('kept');
    this.#made = Date.parse(made);
  }

  get submissionId(): string {
    return this.#identifier.value;
  }

  get isOffering(): boolean {
    return this.#offered !== undefined;
  }

  /** Under this identifier from now on; a new one for none. */
  identify(submissionId: string): void {
    this.#write(submissionId === '' ? newSubmissionId() : submissionId);
  }

  #write(submissionId: string): void {
    for (const input of this.#identifiers) input.value = submissionId;
  }

  save(step: string): void {
    const isKept = this.#store.write({
      savedAt: Math.max(Date.now(), this.#made),
      submissionId: this.submissionId,
      step,
      typed: this.#questions.typed,
    });
    this.note.hidden = !isKept;
  }

  /** Goes on with the draft of the device, or offers it; says whether there is one. */
  find({ afterErrors }: { afterErrors: boolean }): boolean {
    const draft = this.#store.read(Date.now());
    if (draft === undefined) return false;
    if (this.#isOwn(draft)) this.#adopt(draft, afterErrors);
    else {
      this.#offered = draft;
      this.#form.prepend(this.#offer);
    }
    return true;
  }

  /** True for a draft of this very tab, or with the very answers that the page shows. */
  #isOwn({ submissionId, typed }: Draft): boolean {
    const own = [this.submissionId, entryIn(history.state)?.draft];
    return own.includes(submissionId) || JSON.stringify(typed) === JSON.stringify(this.#questions.typed);
  }

  /** Goes on with a draft: under its identifier, with its answers unless the page has newer ones. */
  #adopt(draft: Draft, afterErrors: boolean): void {
    this.#write(draft.submissionId);
    const { isEmpty, isAsServed } = this.#questions;
    if (isEmpty || (isAsServed && !afterErrors)) this.fillWith(draft);
    this.note.hidden = false;
  }

  /** The answers of the draft, but for those that the page has newer. */
  fillWith({ typed }: Draft): void {
    this.#questions.fill(this.#isAnswer ? { ...typed, ...this.#questions.typed } : typed);
  }

  /** Takes the draft off the offer, and gives it. */
  takeOffered(): Draft | undefined {
    const draft = this.#offered;
    this.#offered = undefined;
    this.#offer.remove();
    return draft;
  }

  /** Deletes the draft of an application that was sent or erased; the browser's Back does not restore it. */
  end(submissionId: string): void {
    this.#store.end(submissionId);
  }

  /** True when the browser went back to an application that was sent or erased in this tab. */
  get hasEnded(): boolean {
    const draft = entryIn(history.state)?.draft ?? '';
    return draft !== '' && this.#store.hasEnded(draft);
  }

  /** The answers of the draft on offer, else those on the page. */
  get typed(): Typed {
    return this.#offered?.typed ?? this.#questions.typed;
  }

  forget(): void {
    this.#write('');
    this.note.hidden = true;
  }
}
