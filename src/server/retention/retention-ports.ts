import type { Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import type { CaseStore } from '../cases/case-store.ts';
import type { ErasurePorts } from './erase.ts';

export interface SurveyPorts {
  readonly cases: CaseStore;
  readonly spreadsheet: Pick<Spreadsheet, 'read'>;
  /** Months that data are kept after the last contact. */
  readonly months: number;
  readonly now: () => Date;
}

export interface RetentionPorts extends ErasurePorts {
  /** Months that data are kept after the last contact. */
  readonly months: number;
}
