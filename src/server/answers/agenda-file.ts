import { AGENDA_FILE, agendaSchema, type ProgrammeEvent } from '../../domain/events/programme-event.ts';
import { jsonIn } from '../store/keys.ts';
import type { ReadPage } from './site-pages.ts';

/** The events of the published agenda; `undefined` when they cannot be had: nothing may then be taken for deleted. */
export async function readAgenda(readPage: ReadPage): Promise<readonly ProgrammeEvent[] | undefined> {
  return jsonIn(agendaSchema, await readPage(AGENDA_FILE))?.events;
}
