import { formatDay } from '../../domain/french-dates.ts';
import { type IsoDate, parisDate } from '../../domain/eligibility/age.ts';
import { NOTICE_DAYS, daysAfter } from '../../domain/retention/term.ts';
import type { KeyStore } from '../inbox/inbox.ts';
import { chunks, inGroups } from '../parallel.ts';
import { writeJournal } from '../tracking/journal.ts';
import { type ErasurePorts, eraseApplications } from './erase.ts';
import { eraseInvitations, forgetAside } from './leftovers.ts';
import { forgetOldMarks } from './old-marks.ts';
import { type Due, type Survey, announcement, surveyRetention } from './survey.ts';

export interface RetentionPorts extends ErasurePorts {
  readonly store: KeyStore;
  /** Months that data are kept after the last contact. */
  readonly months: number;
}

/** Erased together: few calls of the spreadsheet, and little to do again after a crash. */
const BATCH = 100;
/** Notes under way at once. */
const PARALLEL = 20;

/** The first day on which somebody may be erased, who is announced today. */
export function erasureDay({ term }: Pick<Due, 'term'>, announcedOn: IsoDate): IsoDate {
  return [term, daysAfter(announcedOn, NOTICE_DAYS)].toSorted().at(-1) ?? term;
}

function announcementText(due: Due, today: IsoDate): string {
  const day = formatDay(erasureDay(due, today));
  if (due.isTold) return `Effacement prévu le ${day} : le message de réouverture est parti.`;
  return `Effacement prévu le ${day} : aucun contact depuis le ${formatDay(due.lastContact)}. Une date plus récente dans « Dernier contact » le repousse.`;
}

const DOUBT =
  'Effacement impossible : « Dernier contact » ou « Reçue le » n’est pas une date plausible. Écrivez-la ainsi : 12/03/2026.';

/** What the tab `Journal` is to say, noted each day: it is one event and one row all the same, whatever was cut short. */
async function noteAll({ announce, wait, doubts }: Survey, { files, now }: RetentionPorts): Promise<void> {
  const at = now();
  const today = parisDate(at);
  const notes = [
    ...[...announce, ...wait].map((due) => ({
      id: due.id,
      name: announcement(due.term),
      detail: announcementText(due, today),
    })),
    ...doubts
      .filter(({ why }) => why === 'contact')
      .map(({ id, term }) => ({ id, name: `retention-doubt-${term}`, detail: DOUBT })),
  ];
  await inGroups(notes, PARALLEL, ({ id, ...event }) =>
    files.note(id, { ...event, kind: 'retention', at: at.toISOString() }),
  );
}

/**
 * Announces in the tab `Journal` whose data leave in thirty days, erases those whose notice is over, and forgets old marks.
 * Safe to run at any moment; what is left at `deadline` waits for the next time, which looks again at everybody: a contact
 * meanwhile puts the erasure off. Gives what it found. Throws as the spreadsheet and the store do.
 */
export async function conserve(ports: RetentionPorts, deadline: Date): Promise<Survey> {
  const { now } = ports;
  const survey = await surveyRetention(ports);
  await noteAll(survey, ports);
  for (const batch of chunks(survey.erase, BATCH)) {
    if (now() >= deadline) break;
    await eraseApplications(
      batch.map(({ id }) => id),
      ports,
    );
  }
  await eraseInvitations(survey.invitations, ports);
  await forgetAside(ports);
  await writeJournal(ports, deadline);
  await forgetOldMarks(ports, deadline);
  return survey;
}
