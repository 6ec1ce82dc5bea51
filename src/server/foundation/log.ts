/** A line of the log: what happened, with identifiers and counts. */
export type Log = (
  event: string,
  details?: Readonly<Record<string, string | number | readonly string[]>>,
) => void;

/**
 * The only way to the host's log: a line of JSON.
 * Never an answer, an address, a name or the text of a foreign error, which may quote one.
 */
export const log: Log = (event, details = {}) => {
  console.log(JSON.stringify({ event, ...details }));
};

/** The part of an error that may be logged: the name of its class. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
