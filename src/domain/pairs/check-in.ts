/** Answers to « Comment ça se passe ? », which the team alone reads. */
export const CHECK_INS = ['ok', 'help', 'stop'] as const;

export type CheckIn = (typeof CHECK_INS)[number];

/** The button of each answer, in the order in which they stand. */
export const CHECK_IN_WORDS: Readonly<Record<CheckIn, string>> = {
  ok: 'Tout va bien',
  help: 'On a besoin d’aide',
  stop: 'On arrête',
};

/** The answer that a form sends; `undefined` of any other text. */
export function checkInOf(typed: string | undefined): CheckIn | undefined {
  return CHECK_INS.find((one) => one === typed);
}
