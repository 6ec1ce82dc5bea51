import { companyForm } from '../../domain/application/company.ts';
import { aCompany } from '../../domain/application/company.fixture.ts';
import { FORMS } from '../../domain/application/forms.ts';
import type { TypedFixture } from '../../domain/application/youth.fixture.ts';
import { deliver } from '../applications/deliver.ts';
import {
  LATER,
  type Parts,
  SECRET,
  SETTINGS,
  anEmptyProgramme,
  confirmationOf,
  rowsByHeader,
} from '../applications/programme.fixture.ts';
import { Inbox } from '../inbox/inbox.ts';
import { Renewals } from '../links/renewals.ts';
import type { Message } from '../mail/mail.ts';
import { MemorySpreadsheet } from '../spreadsheet/memory.ts';
import { followUp } from './announce.ts';
import { Invitations } from './invitations.ts';
import { progressIn } from './letters.ts';
import type { InvitationPorts } from './state.ts';
import { workOnInvitations } from './work.ts';

/** A programme in memory where companies invite; `confirms`: their contacts do so as soon as they can. */
export function anInvitingProgramme({ confirms = true } = {}) {
  const spreadsheet = new MemorySpreadsheet();
  const { accept, inbox, log, ...programme } = anEmptyProgramme(spreadsheet);
  const { parts, now } = programme;

  function ports({ store } = parts): InvitationPorts {
    return { invitations: new Invitations(store), renewals: new Renewals(store), secret: SECRET, now };
  }

  return {
    ...programme,
    spreadsheet,
    ports,
    accept: { inbox, secret: SECRET, season: '2026-2027', now },
    /** The company's reference. */
    signUp: async (fixture: TypedFixture = aCompany()) => await accept(companyForm, fixture),
    /** One whole drain, as the schedule runs it. */
    drain: async (changes: Partial<Parts> = {}): Promise<void> => {
      const used = { ...parts, ...changes };
      const work = {
        ...ports(used),
        inbox: new Inbox(used.store, { now }),
        spreadsheet: used.spreadsheet,
        mail: used.mail,
        letterSettings: SETTINGS,
        log,
      };
      await deliver(
        {
          ...work,
          forms: FORMS,
          messages: (form, application) =>
            confirmationOf(form, application, progressIn(application, SETTINGS)),
          afterRow: async (application) => {
            await followUp(application, work);
            if (confirms) await work.invitations.release(application.id, now());
          },
          alsoDue: (end) => workOnInvitations(work, end),
        },
        LATER,
      );
    },
    rows: (tab: 'Invitations' | 'Mentors' | 'Entreprises') => rowsByHeader(spreadsheet.grid(tab)),
  };
}

export type InvitingProgramme = ReturnType<typeof anInvitingProgramme>;

/** The address of a letter's button. */
export function linkIn({ letter }: Message): URL {
  const url = letter.blocks.flatMap((block) => (block.kind === 'action' ? [block.url] : []))[0];
  if (url === undefined) throw new Error('This letter has no link.');
  return new URL(url);
}

/** The token at the end of a link. */
export function tokenIn(message: Message): string {
  return linkIn(message).pathname.split('/').at(-1) ?? '';
}
