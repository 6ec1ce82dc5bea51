import type { ReactNode } from 'react';
import type { PasteWords, PeopleControl } from '../../domain/application/field.ts';
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

/** Said where something was erased, removed or added. */
function Undo({
  name,
  buttons,
  children,
}: Pick<Wording, 'buttons'> & { readonly name: string; readonly children: ReactNode }) {
  return (
    <span className="form-undo" tabIndex={-1} data-text={name}>
      {children}{' '}
      <button type="button" className="form-link" data-action="undo">
        {buttons.undo}
      </button>
    </span>
  );
}

/** Takes rows out of a spreadsheet, and keeps those that it could not read. */
function PasteBox({ words }: { readonly words: PasteWords }) {
  const id = 'pasted-rows';
  return (
    <details className="form-paste" data-part="paste">
      <summary>{words.title}</summary>
      <div>
        <label className="field-label" htmlFor={id}>
          {words.label}
        </label>
        <p className="field-hint" id={`${id}-hint`}>
          {typeset(words.hint)}
        </p>
        <div id={`${id}-left`}>
          {Object.entries(words.left).map(([reason, text]) => (
            <p key={reason} className="field-error" data-reason={reason} data-line={words.line} hidden>
              <span>
                {typeset(text)} <b />.
              </span>
            </p>
          ))}
        </div>
        <textarea
          className="field-input"
          id={id}
          rows={4}
          spellCheck={false}
          autoComplete="off"
          aria-describedby={`${id}-hint ${id}-left`}
        />
        <Button action="paste" text={words.take} />
      </div>
    </details>
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
  people,
}: {
  readonly wording: Wording;
  /** A question with rows, which may be pasted, counted, taken away and put back. */
  readonly people: PeopleControl | undefined;
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
      <Undo name="erased" buttons={buttons}>
        {erased}
      </Undo>
      {people && (
        <>
          <Undo name="removed" buttons={buttons}>
            {removed}
          </Undo>
          <Undo name="pasted" buttons={buttons}>
            {typeset(`${people.words.paste.added} :`)} <b />.
          </Undo>
          <PasteBox words={people.words.paste} />
          <p className="field-count" role="status" data-part="count">
            {typeset(`${people.words.count} :`)} <span data-count="" />
          </p>
        </>
      )}
      <span data-text="noAnswer">{review.noAnswer}</span>
      {Object.entries({ ...texts, ...eligibility, ...failures }).map(([name, text]) => (
        <span key={name} data-text={name}>
          {typeset(text)}
        </span>
      ))}
    </template>
  );
}
