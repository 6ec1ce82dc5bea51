/** A warning of the bundler, as far as it is told apart. */
interface Warning {
  readonly code?: string | undefined;
  readonly id?: string | undefined;
  readonly message: string;
}

/** Packages of Decap that call `eval`: `/admin/` alone loads them, and its policy allows it (page-policy.ts). */
const WITH_EVAL = /node_modules\/(?:js-sha256|@iarna\/toml|gray-matter)\//;

/** True when a warning is about Decap's own code, of which we can mend nothing; any other is told. */
export function isOfDecap({ code, id = '', message }: Warning): boolean {
  return code === 'EVAL' && WITH_EVAL.test(`${id}\n${message}`);
}

/** Largest size of Decap's one chunk, in kB: 5,760 in November 2026. The pages' own weights have their budgets. */
export const DECAP_KILOBYTES = 6_500;
