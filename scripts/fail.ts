/** Ends the process with the error's own words; the trace only where the error is not one of ours. */
export function fail(error: unknown): never {
  console.error(
    error instanceof Error && error.constructor === Error && !error.cause ? error.message : error,
  );
  process.exit(1);
}
