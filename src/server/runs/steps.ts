import { reasonOf } from '../spreadsheet/tab-backoff.ts';
import type { Log } from '../foundation/log.ts';

/** The steps of a drain and of a night, each with its own failure. */
export type StepName =
  | 'delivery'
  | 'cases'
  | 'invitations'
  | 'authorisations'
  | 'asks'
  | 'journal'
  | 'erasures'
  | 'statuses'
  | 'pairs'
  | 'registrations'
  | 'proposals'
  | 'hours'
  | 'undelivered'
  | 'report'
  | 'digest'
  | 'alerts'
  | 'survey'
  | 'announcements'
  | 'figures'
  | 'put-aside'
  | 'old-marks'
  | 'counters'
  | 'notes';

export interface Failure {
  readonly step: StepName;
  readonly error: unknown;
}

/** The steps of one run: what one of them throws or reports is its own failure, and keeps no other from its turn. */
export class Steps {
  readonly #failures: Failure[] = [];
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  get failures(): readonly Failure[] {
    return this.#failures;
  }

  /** Notes what keeps something of a step waiting. */
  report(step: StepName, error: unknown): void {
    this.#failures.push({ step, error });
  }

  /** Returns the step's result; `undefined` when it throws. Throws nothing itself. */
  async run<T>(
    step: StepName,
    act: (onFailure: (error: unknown) => void) => Promise<T>,
  ): Promise<T | undefined> {
    const onFailure = (error: unknown): void => {
      this.report(step, error);
    };
    try {
      return await act(onFailure);
    } catch (error) {
      onFailure(error);
      this.#log('step-failed', { step, ...reasonOf(error) });
      return undefined;
    }
  }
}
