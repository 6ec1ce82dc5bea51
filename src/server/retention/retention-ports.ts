import type { CaseStore } from '../cases/case-store.ts';
import type { Inbox } from '../cases/inbox.ts';
import type { Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import type { KeyStore } from '../store/key-store.ts';

export interface SurveyPorts {
  readonly cases: CaseStore;
  readonly spreadsheet: Pick<Spreadsheet, 'read'>;
  /** Months that data are kept after the last contact. */
  readonly months: number;
  readonly now: () => Date;
}

export interface RetentionPorts extends SurveyPorts {
  readonly inbox: Pick<Inbox, 'quarantined' | 'discard'>;
  readonly store: KeyStore;
}
