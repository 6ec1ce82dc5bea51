import { EnvironmentError } from '../src/server/foundation/environment-error.ts';

/** Ends the process with the error's own words; the trace only where the error is not one of ours. */
export function fail(error: unknown): never {
  console.error(wordsOf(error));
  process.exit(1);
}

/** The error's own words where it is one of ours, else the error. */
export function wordsOf(error: unknown): unknown {
  if (error instanceof EnvironmentError)
    return [
      'Des variables sont à corriger (docs/mise-en-ligne.md, « Toutes les variables ») :',
      ...error.problems,
    ].join('\n  ');
  return isOurs(error) ? error.message : error;
}

/** True when its words were written for whoever runs the command. */
export function isOurs(error: unknown): error is Error {
  return (
    error instanceof EnvironmentError ||
    (error instanceof Error && error.constructor === Error && !error.cause)
  );
}
