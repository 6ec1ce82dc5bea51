import { setTimeout as pause } from 'node:timers/promises';
import { associations, messages } from '../../content-queries/messages.ts';
import { closedRecruitment, settings } from '../../content-queries/settings.ts';
import type { ReportTold } from '../../domain/figures/report.ts';
import type { Tab } from '../../domain/application/tab.ts';
import { PROGRAMME } from '../../domain/programme.ts';
import { debounce } from '../executor/debounce.ts';
import { askForRebuild } from '../schedule/rebuild.ts';
import type { DrainPorts } from '../schedule/drain-ports.ts';
import {
  type Environment,
  readBuildHook,
  readEnvironment,
  readGoogleEnvironment,
  readGristEnvironment,
  storeName,
} from './environment.ts';
import { BlobsStore } from '../store/blobs.ts';
import { Inbox } from '../cases/inbox.ts';
import type { ReadPage } from '../answers/site-pages.ts';
import { errorName, log } from '../foundation/log.ts';
import type { Mail } from '../mail/mail.ts';
import type { Night } from '../schedule/run-retention.ts';
import type { Survey } from '../retention/survey.ts';
import type { Administration } from '../spreadsheet/administration.ts';
import type { ExportPorts } from '../spreadsheet/workbook/export.ts';
import type { WorkbookSpreadsheet } from '../spreadsheet/workbook/workbook.ts';
import type { Spreadsheet, WholeSpreadsheet } from '../spreadsheet/spreadsheet.ts';
import type { KeyStore } from '../store/key-store.ts';

export const now = (): Date => new Date();

export const openStore = (): KeyStore => new BlobsStore({ name: storeName() });

export function openInbox(): Inbox {
  return new Inbox(openStore());
}

/** Every tab of the system's own, loaded with an adapter: they bring the forms, which many functions do without. */
async function systemTabs(): Promise<readonly Tab[]> {
  const { TABS } = await import('../../domain/spreadsheet-tabs.ts');
  return TABS;
}

async function openWorkbook({ WORKBOOK_PATH }: Environment): Promise<WorkbookSpreadsheet> {
  const { WorkbookSpreadsheet: Opened } = await import('../spreadsheet/workbook/workbook.ts');
  return new Opened(WORKBOOK_PATH, {
    tabs: await systemTabs(),
    onEvent: ({ file }) => log('workbook-set-aside', { file }),
  });
}

/** The spreadsheets, each loaded when it is chosen: a call that needs none pays for none. */
const SPREADSHEETS: Readonly<
  Record<
    Environment['SPREADSHEET'],
    {
      readonly open: (environment: Environment) => Promise<Spreadsheet & WholeSpreadsheet>;
      readonly administration: (environment: Environment) => Promise<Administration>;
    }
  >
> = {
  workbook: {
    open: openWorkbook,
    administration: async (environment) => {
      const { WorkbookAdministration } = await import('../spreadsheet/workbook/workbook-administration.ts');
      return new WorkbookAdministration(await openWorkbook(environment));
    },
  },
  'google-sheets': {
    open: async () => {
      const { openGoogleSheets } = await import('../spreadsheet/google/google-sheets.ts');
      return openGoogleSheets(readGoogleEnvironment());
    },
    administration: async () => {
      const { GoogleAdministration } = await import('../spreadsheet/google/google-administration.ts');
      return new GoogleAdministration(readGoogleEnvironment());
    },
  },
  grist: {
    open: async () => {
      const { openGrist } = await import('../spreadsheet/grist/grist.ts');
      return openGrist(readGristEnvironment());
    },
    administration: async () => {
      const { GristAdministration } = await import('../spreadsheet/grist/grist-administration.ts');
      return new GristAdministration(readGristEnvironment());
    },
  },
};

export async function openSpreadsheet(environment: Environment): Promise<Spreadsheet & WholeSpreadsheet> {
  return await SPREADSHEETS[environment.SPREADSHEET].open(environment);
}

/** The administration of the spreadsheet, and the tabs it should have; throws `EnvironmentError`. */
export async function spreadsheetAdministration(): Promise<{
  readonly administration: Administration;
  readonly tabs: readonly Tab[];
}> {
  const environment = readEnvironment();
  const administration = await SPREADSHEETS[environment.SPREADSHEET].administration(environment);
  return { administration, tabs: await systemTabs() };
}

/** Dependencies of an export of everything; throws `EnvironmentError`. */
export async function exportPorts(): Promise<ExportPorts> {
  return { spreadsheet: await openSpreadsheet(readEnvironment()), tabs: await systemTabs(), now };
}

async function openAdapter({ MAIL, OUTBOX_PATH, SMTP_URL = '', MAIL_FROM }: Environment): Promise<Mail> {
  if (MAIL === 'smtp') {
    const { smtpMail } = await import('../mail/smtp.ts');
    return smtpMail({ url: SMTP_URL, from: MAIL_FROM });
  }
  const { outboxMail } = await import('../mail/outbox.ts');
  return outboxMail({ folder: OUTBOX_PATH, from: MAIL_FROM });
}

/** @param readPage where the agenda is read; a night needs none. */
function drainPorts(readPage: ReadPage = () => Promise.resolve(undefined)): DrainPorts {
  const [environment, store] = [readEnvironment(), openStore()];
  return {
    environment,
    store,
    openSpreadsheet: async () => {
      const { ColumnMemory } = await import('../spreadsheet/column-memory.ts');
      return new ColumnMemory(await openSpreadsheet(environment), store);
    },
    openMail: async () => await openAdapter(environment),
    settings,
    closed: closedRecruitment,
    messages,
    associations,
    readAgenda: async () => {
      const { readAgenda } = await import('../answers/agenda-file.ts');
      return await readAgenda(readPage);
    },
    now,
    pause,
  };
}

/** Loaded with the first drain: what only answers pays for none of it. */
async function drain(readPage: ReadPage): Promise<() => Promise<void>> {
  const { drainOnce } = await import('../schedule/drain.ts');
  return await drainOnce(drainPorts(readPage));
}

/** The report of a season, by default the settings', with what it says of the programme; `undefined` while nobody counts in it. */
export async function openReport(season = settings.season): Promise<ReportTold | undefined> {
  const { seasonReport } = await import('../schedule/season-report.ts');
  const { FigureMarks } = await import('../cases/figure-marks.ts');
  const report = await seasonReport(season, { figures: new FigureMarks(openStore()), now });
  const { name: programme, support } = settings;
  return report && { report, programme, organisation: PROGRAMME.organisation.name, support };
}

/** Lists who would be announced and erased now, and does nothing; throws as the spreadsheet and the store do. */
export async function previewRetention(): Promise<Survey> {
  const { previewOnce } = await import('../schedule/conservation.ts');
  return await previewOnce(drainPorts());
}

/** Announces and erases whoever is due, and begins no erasure after so long; throws `EnvironmentError`. */
export async function runRetentionNow(milliseconds: number): Promise<Night> {
  const { runRetentionOnce } = await import('../schedule/conservation.ts');
  return await runRetentionOnce(drainPorts(), new Date(now().getTime() + milliseconds));
}

/** The same within the lifetime of a function. A failure is reported to the team and left for the next run. */
export async function runRetentionOnSchedule(): Promise<void> {
  try {
    const { NIGHT_MILLISECONDS } = await import('../schedule/conservation.ts');
    const { announce, erase, doubts, left, met } = await runRetentionNow(NIGHT_MILLISECONDS);
    log('conservation', { announced: announce.length, due: erase.length, doubts: doubts.length });
    if (left > 0) log('conservation-goes-on', { left });
    if (met.length === 0) return;
    const { tellTeam } = await import('../schedule/night-alert.ts');
    await tellTeam(drainPorts(), met);
  } catch (error) {
    log('conservation-failed', { error: errorName(error) });
  }
}

let asked = false;
let draining: Promise<void> | undefined;
let onSchedule = (): Promise<void> => Promise.resolve();

/** Delivers what waits; calls that come meanwhile share one more drain. A failure is logged and left for the schedule. */
export async function deliverPending(readPage: ReadPage): Promise<void> {
  asked = true;
  draining ??= drainWhileAsked(readPage);
  await draining;
}

/** Delivers what was just accepted, with what others accept at the same moment. */
export async function deliverAccepted(readPage: ReadPage): Promise<void> {
  await debounce(pause);
  await deliverPending(readPage);
}

/** Delivers what is left, then tells the team what it has to mend. */
export async function deliverOnSchedule(readPage: ReadPage): Promise<void> {
  await deliverPending(readPage);
  try {
    await onSchedule();
  } catch (error) {
    log('schedule-waits', { error: errorName(error) });
  }
}

async function drainWhileAsked(readPage: ReadPage): Promise<void> {
  while (asked) {
    asked = false;
    try {
      onSchedule = await drain(readPage);
    } catch (error) {
      // Without a drain nothing is left to do on schedule.
      onSchedule = (): Promise<void> => Promise.resolve();
      log('delivery-failed', { error: errorName(error) });
    }
  }
  // Synchronous with the last read of `asked`: a call in between would wait for a drain that is over.
  draining = undefined;
}

/** Builds the site again, where a build hook is set. */
export async function rebuild(): Promise<void> {
  await askForRebuild({ hookUrl: readBuildHook(), fetch, log });
}
