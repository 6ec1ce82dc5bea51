import type { Recruited } from '../../domain/application/form.ts';
import type { Association, StatusTemplates } from '../../domain/tracking/status-words.ts';
import type { ProgrammeEvent } from '../../domain/events/programme-event.ts';
import type { KeyStore } from '../store/key-store.ts';
import type { LetterSettings } from '../letters/letter-links.ts';
import { type MessageContent, messageSettings } from '../letters/draft.ts';
import type { Mail } from '../mail/mail.ts';
import { secretOf, type SecretVariables } from '../foundation/secret.ts';
import type { Spreadsheet } from '../spreadsheet/spreadsheet.ts';

/** Variables of a drain (`compose/environment.ts`). */
export interface DrainEnvironment extends SecretVariables {
  readonly SITE_URL: string;
  readonly TEAM_EMAIL?: string | undefined;
  readonly MAIL: 'outbox' | 'smtp';
  readonly OUTBOX_PATH: string;
  readonly MAIL_DAILY_CONFIRMATIONS: number;
  readonly MAIL_DAILY_THIRD_PARTIES: number;
  readonly MAIL_DAILY_NOTICES: number;
}

/** Dependencies of every drain. */
export interface DrainPorts {
  readonly environment: DrainEnvironment;
  readonly store: KeyStore;
  readonly openSpreadsheet: () => Promise<Spreadsheet>;
  readonly openMail: () => Promise<Mail>;
  /** The content's settings of the programme. */
  readonly settings: MessageContent & {
    readonly retentionMonths: number;
    readonly silenceDays: number;
    readonly season: string;
    readonly seasonEndsOn: string;
    readonly reportDates?: readonly string[] | undefined;
  };
  /** Audiences whose recruitment is closed. */
  readonly closed: ReadonlySet<Recruited>;
  /** Words of each status, and the associations named beside them. */
  readonly messages: StatusTemplates;
  readonly associations: readonly Association[];
  /** The events of the published agenda; `undefined` while they cannot be read. */
  readonly readAgenda: () => Promise<readonly ProgrammeEvent[] | undefined>;
  readonly now: () => Date;
  /** Lets applications that come together be written together. */
  readonly pause?: (milliseconds: number) => Promise<unknown>;
}

/** The settings that letters of a drain share. */
export function letterSettingsOf({ environment, settings }: DrainPorts): LetterSettings {
  return { ...messageSettings(settings, environment.SITE_URL), secret: secretOf(environment) };
}
