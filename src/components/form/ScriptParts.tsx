import { typeset } from '../../domain/typeset.ts';
import { ErrorSummary } from './ErrorSummary.tsx';
import { SuggestedEmail } from './SuggestedEmail.tsx';
import { StepNumber } from './Progress.tsx';
import type { Wording } from './wording.ts';

function Button({ action, text }: { readonly action: string; readonly text: string }) {
  return (
    <button type="button" className="button button-quiet" data-action={action}>
      {text}
    </button>
  );
}

/** A draft of another visit. */
function Offer({ draft, buttons }: Wording) {
  return (
    <section className="form-draft" aria-label={draft.title} data-part="offer">
      <h2>{draft.title}</h2>
      <p>{typeset(draft.text)}</p>
      <div className="form-actions">
        <button type="button" className="button" data-action="resume">
          {buttons.resume}
        </button>
        <Button action="erase" text={buttons.erase} />
      </div>
    </section>
  );
}

/** The answers, and one of them. */
function Review({ review, buttons }: Wording) {
  return (
    <>
      <section className="form-review" data-part="review">
        <h2 tabIndex={-1}>
          <StepNumber keepsPlace={false} />
          {review.title}
        </h2>
        <div data-answers="" />
      </section>
      <div data-part="answer">
        <dt />
        <dd />
        <dd>
          <button type="button" className="form-link" data-action="change">
            {buttons.change}
            <span className="sr-only" />
          </button>
        </dd>
      </div>
    </>
  );
}

/** Under the form, once answers are kept. */
function Kept({ draft, buttons }: Wording) {
  return (
    <div className="form-kept" data-part="kept" hidden>
      <p>{typeset(draft.note)}</p>
      <p>{typeset(draft.shared)}</p>
      <button type="button" className="form-link" data-action="erase">
        {buttons.eraseAll}
      </button>
    </div>
  );
}

/** An address that is proposed in place of a slip. */
function Suggestion() {
  return (
    <p data-part="suggestion">
      <SuggestedEmail email="" />
    </p>
  );
}

/** The same for a form of one step, whose script does nothing else. */
export function PlainScriptParts() {
  return (
    <template>
      <Suggestion />
    </template>
  );
}

/**
 * Elements that need the script, with their words: kept apart in a `<template>`, taken out piece by piece
 * (`data-part`). `data-text` elements are the texts of the moment, by name.
 */
export function ScriptParts({
  wording,
  hasPeople,
}: {
  readonly wording: Wording;
  /** Rows may be taken away, and put back. */
  readonly hasPeople: boolean;
}) {
  const { buttons, review, erased, removed, eligibility, failures } = wording;
  const texts = {
    next: buttons.next,
    toReview: buttons.toReview,
    sending: buttons.sending,
    resend: buttons.resend,
  };
  return (
    <template>
      <Offer {...wording} />
      <div data-part="errors">
        <ErrorSummary errors={{ formErrors: [], fieldErrors: {} }} wording={wording} />
      </div>
      <Review {...wording} />
      <Suggestion />
      <p className="form-status" role="status" data-part="status" />
      <div aria-live="polite" data-part="hint" data-said="" />
      <div data-part="previous">
        <Button action="previous" text={buttons.previous} />
      </div>
      <Kept {...wording} />
      {Object.entries(hasPeople ? { erased, removed } : { erased }).map(([name, text]) => (
        <span key={name} className="form-undo" tabIndex={-1} data-text={name}>
          {text}{' '}
          <button type="button" className="form-link" data-action="undo">
            {buttons.undo}
          </button>
        </span>
      ))}
      <span data-text="noAnswer">{review.noAnswer}</span>
      {Object.entries({ ...texts, ...eligibility, ...failures }).map(([name, text]) => (
        <span key={name} data-text={name}>
          {typeset(text)}
        </span>
      ))}
    </template>
  );
}
