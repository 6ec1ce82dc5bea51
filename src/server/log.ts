/**
 * The only way to the host's log: a line of JSON with the event, identifiers and counts.
 * Never an answer, an address, a name or the text of a foreign error, which may quote one.
 */
export function log(
  event: string,
  details: Readonly<Record<string, string | number | readonly string[]>> = {},
): void {
  console.log(JSON.stringify({ event, ...details }));
}
