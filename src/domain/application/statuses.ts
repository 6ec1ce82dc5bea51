import type { PairEvent, StatusGivingEvent } from '../pairs/pair-events.ts';
import type { Audience } from './form.ts';

/** A drawing at the head of the page of an application; the clock where nothing else says more. */
export type StatusView = 'letter' | 'asked' | 'tracks' | 'windows' | 'mill' | 'meet' | 'canal' | 'clock';

/** Attributes of a status. Its words for people are the CMS's (src/cms/messages.ts). */
export interface Status {
  /** As the team chooses it in the spreadsheet. */
  readonly label: string;
  readonly view: StatusView;
  /** The application is over: nothing is asked any more, and there is nothing left to withdraw. */
  readonly isFinal?: true;
  /** Told in a letter, where the CMS has its words. */
  readonly hasLetter?: true;
  /** An answer is promised, within the working days that the CMS sets: `{date}` may stand in its words, and the team is reminded of it. */
  readonly isPromised?: true;
  /** The team has taken a company on: its volunteers may be written to. */
  readonly isTakenOn?: true;
  /** The person had the last message that they asked for: they are kept no longer than that needs. */
  readonly isLastContact?: true;
  /** Given by the person's own act. */
  readonly isWithdrawn?: true;
  /** The team has taken the person on: they may come to the events. */
  readonly mayRegister?: true;
  /** A pair may be proposed to whoever has it. */
  readonly isPairable?: true;
  /** The programme has a place for them, or had: they count among the accepted. */
  readonly isAccepted?: true;
  /** Went to the end of the programme: told of the end of a pair like everybody in it. */
  readonly isThrough?: true;
  /** States that the team sets in a pair and that give it to both, unasked, and without a letter of its own. */
  readonly givenBy?: readonly StatusGivingEvent[];
}

/**
 * The one table of statuses, by audience, in the order of an application's life. The first is given at reception; the others are the
 * team's. Those that say where a pair stands (`En binôme`, `Terminée`, `Arrêtée`) have no letter and promise nothing, also given by hand: the
 * pair's own letters say who and when.
 */
export const STATUSES = {
  youth: [
    { label: 'Reçue', view: 'letter', isPromised: true, hasLetter: true },
    { label: 'À compléter', view: 'clock', isPromised: true, hasLetter: true },
    { label: 'Entretien', view: 'asked', isPromised: true, hasLetter: true },
    {
      label: 'Acceptée',
      view: 'tracks',
      isPromised: true,
      hasLetter: true,
      mayRegister: true,
      isPairable: true,
      isAccepted: true,
      givenBy: ['stopped'],
    },
    { label: 'En binôme', view: 'meet', mayRegister: true, isAccepted: true, givenBy: ['started'] },
    {
      label: 'Terminée',
      view: 'canal',
      isFinal: true,
      isThrough: true,
      isAccepted: true,
      givenBy: ['ended'],
    },
    { label: 'Arrêtée', view: 'clock', isFinal: true, isAccepted: true },
    { label: "Liste d'attente", view: 'clock', hasLetter: true },
    { label: 'Non retenue', view: 'clock', hasLetter: true, isFinal: true },
    { label: 'Retirée', view: 'clock', hasLetter: true, isFinal: true, isWithdrawn: true },
  ],
  mentor: [
    { label: 'Reçue', view: 'letter', isPromised: true, hasLetter: true },
    { label: 'Entretien', view: 'asked', isPromised: true, hasLetter: true },
    { label: 'À former', view: 'windows', isPromised: true, hasLetter: true, mayRegister: true },
    {
      label: 'Disponible',
      view: 'tracks',
      isPromised: true,
      hasLetter: true,
      mayRegister: true,
      isPairable: true,
      givenBy: ['stopped', 'ended'],
    },
    { label: 'En binôme', view: 'meet', mayRegister: true, isPairable: true, givenBy: ['started'] },
    { label: 'En pause', view: 'clock', hasLetter: true },
    { label: 'Terminée', view: 'canal', isFinal: true, isThrough: true },
    { label: 'Non retenue', view: 'clock', hasLetter: true, isFinal: true },
    { label: 'Retirée', view: 'clock', hasLetter: true, isFinal: true, isWithdrawn: true },
  ],
  company: [
    { label: 'Reçue', view: 'letter', isPromised: true, hasLetter: true },
    { label: 'Contactée', view: 'asked', hasLetter: true, isTakenOn: true },
    { label: 'Engagée', view: 'mill', isPromised: true, hasLetter: true, isTakenOn: true },
    { label: 'En pause', view: 'clock', hasLetter: true },
    { label: 'Retirée', view: 'clock', hasLetter: true, isFinal: true, isWithdrawn: true },
  ],
  waiting: [
    { label: 'Reçue', view: 'letter' },
    { label: 'Prévenue', view: 'clock', hasLetter: true, isFinal: true, isLastContact: true },
    { label: 'Retirée', view: 'clock', isFinal: true, isWithdrawn: true },
  ],
} as const satisfies Readonly<Record<Audience, readonly [Status, ...Status[]]>>;

/** The table's rows for an audience, with every attribute that a status may have. */
export function statusesOf(audience: Audience): readonly [Status, ...Status[]] {
  return STATUSES[audience];
}

/** The status that a text stands for, however it is typed; `undefined` when it is none of the audience's. */
export function statusNamed(audience: Audience, text: string): Status | undefined {
  const key = statusKey(text);
  return statusesOf(audience).find(({ label }) => statusKey(label) === key);
}

/** The status that an event of a pair gives; `undefined` of an event that gives none. */
export function statusGivenBy(audience: Audience, event: PairEvent): Status | undefined {
  return statusesOf(audience).find(({ givenBy = [] }) => givenBy.some((one) => one === event));
}

/** True while the application is still as it arrived. */
export function isFirstStatus(audience: Audience, text: string): boolean {
  return statusNamed(audience, text) === statusesOf(audience)[0];
}

/** True when an application of this status is over; false for a status that the team made up. */
export function isFinalStatus(audience: Audience, text: string): boolean {
  return statusNamed(audience, text)?.isFinal === true;
}

/** The status of whoever withdrew. Throws a TypeError when the table has none. */
export function withdrawnStatus(audience: Audience): Status {
  const status = statusesOf(audience).find(({ isWithdrawn }) => isWithdrawn);
  if (status === undefined)
    throw new TypeError(`The table has no status of a withdrawal for « ${audience} ».`);
  return status;
}

/**
 * Canonical form of a status, however its accents, capitals, spaces and apostrophes were typed: « Liste d’attente » is
 * `liste-d-attente`. Of empty text, `''`.
 */
export function statusKey(text: string): string {
  return keysOfLabels.get(text) ?? canonicalForm(text);
}

/** The one of a list that a cell names, however it was typed; `undefined` for none and for words of the team's own. */
export function labelIn<Label extends string>(labels: readonly Label[], cell: string): Label | undefined {
  const key = statusKey(cell);
  return labels.find((label) => statusKey(label) === key);
}

function canonicalForm(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

/** Most texts are labels as they were chosen from a list, and each drain reads every row. */
const keysOfLabels: ReadonlyMap<string, string> = new Map(
  Object.values(STATUSES).flatMap((statuses) => statuses.map(({ label }) => [label, canonicalForm(label)])),
);
