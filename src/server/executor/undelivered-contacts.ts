import type { Audience } from '../../domain/application/form.ts';
import { CONTACT, CONTACT_TAB, EMAIL_LEFT } from '../../domain/tracking/contact-tab.ts';
import { FILE_EVENTS } from '../../domain/tracking/journal-texts.ts';
import { pairRowOf } from '../../domain/pairs/pair-row.ts';
import { pairLetterSide } from '../cases/pair-facts.ts';
import { volunteerIn } from '../cases/invitation-facts.ts';
import type { PeopleStore } from '../cases/people-store.ts';
import type { MailFailure } from '../mail/circuit.ts';
import { greetingTo, type MessageSettings } from '../letters/draft.ts';
import { reasonFor } from '../mail/refusals.ts';
import type { Undelivered, UndeliveredNote } from '../mail/undelivered.ts';
import { withTabBackoff, type TabPorts } from '../spreadsheet/tab-backoff.ts';
import type { Cells, Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import { contactRowId, type ToContact } from '../letters/contact-row.ts';
import { addContacts } from './contact-list.ts';
import type { CaseStore } from '../cases/case-store.ts';
import { isToGuardian, letterName, TEAM_ID } from './letter-reports.ts';
import type { TrackedRow } from '../plans/status-rows.ts';

export interface UndeliveredPorts extends TabPorts {
  readonly undelivered: Undelivered;
  readonly cases: Pick<CaseStore, 'read'>;
  readonly people: Pick<PeopleStore, 'read'>;
  readonly spreadsheet: Pick<Spreadsheet, 'insert' | 'identifiers' | 'update'>;
  readonly settings: Pick<MessageSettings, 'programmeName'>;
  /** The rows of `Binômes`; `undefined` while they cannot be read. */
  readonly pairs: ReadonlyMap<string, Cells> | undefined;
  /** The failure of the whole service that the team has to know of. */
  readonly mailFailure: () => Promise<MailFailure | undefined>;
  readonly now: () => Date;
}

type Rows = ReadonlyMap<Audience, readonly TrackedRow[]>;

/** A row of `À contacter`, and the note that asks for it. */
interface Listed extends ToContact {
  readonly season?: string;
  readonly note: UndeliveredNote;
  /** A row that is there says what is true now; none is added. */
  readonly isNews?: true;
}

function reasonIn({ state, code }: UndeliveredNote, letter: string): string {
  if (state === 'taken') return `${EMAIL_LEFT} (${letter})`;
  const start = state === 'lost' ? FILE_EVENTS.emailLost : FILE_EVENTS.emailWaits;
  return `${start} (${letter}) : ${reasonFor(code)}`;
}

function textFor(
  { event }: UndeliveredNote,
  isYouth: boolean,
  { name, reference }: { readonly name: string; readonly reference: string },
  { programmeName }: UndeliveredPorts['settings'],
): string {
  const hello = greetingTo(name);
  const signed = `Référence ${reference}. L’équipe de ${programmeName}`;
  if (isToGuardian(event))
    return `${hello} notre e-mail à ton responsable légal n’est pas arrivé. Peux-tu nous redonner son adresse ou son numéro ? ${signed}`;
  return isYouth
    ? `${hello} nous t’avons écrit, mais notre e-mail n’est pas arrivé. Peux-tu nous redonner ton adresse, ou nous appeler ? ${signed}`
    : `${hello} nous vous avons écrit, mais notre e-mail n’est pas arrivé. Pouvez-vous nous redonner votre adresse, ou nous appeler ? ${signed}`;
}

/** A letter about an application: to its person, or to the guardian. `later`: its tab could not be read. */
async function aboutApplication(
  note: UndeliveredNote,
  rows: Rows,
  { cases, settings }: UndeliveredPorts,
): Promise<Listed | 'later' | undefined> {
  const file = await cases.read(note.id);
  if (file === undefined) return undefined;
  const { reference, audience } = file;
  const ofTab = rows.get(audience);
  if (ofTab === undefined) return 'later';
  const row = ofTab.find(({ id }) => id === note.id);
  const { givenName: name = '', phone = '', preferredContact: preferred = '' } = row ?? {};
  const reason = reasonIn(note, letterName(note.event, file));
  const text = textFor(note, audience === 'youth', { name, reference }, settings);
  return {
    note,
    season: file.season,
    id: note.id,
    event: note.event,
    reference,
    addressee: 'person',
    name,
    phone,
    preferred,
    reason,
    text,
  };
}

/** A letter about a pair, to one of the two or to the guardian: the case of a pair names nobody, its row does. `later`: as above. */
async function aboutPair(
  note: UndeliveredNote,
  rows: Rows,
  { pairs, cases, settings }: UndeliveredPorts,
): Promise<Listed | 'later' | undefined> {
  const side = pairLetterSide(note.event);
  if (side === undefined) return undefined;
  const ofTab = rows.get(side);
  if (pairs === undefined || ofTab === undefined) return 'later';
  const reference = pairRowOf(pairs.get(note.id) ?? {})[side];
  const row = ofTab.find((one) => reference !== '' && one.reference === reference);
  if (row === undefined) return undefined;
  const { givenName: name, phone, preferredContact: preferred } = row;
  // Given up, the plan has the team say what the letter said, in a row beside.
  const isNews = note.state === 'lost' ? { isNews: true as const } : {};
  return {
    ...isNews,
    note,
    season: (await cases.read(row.id))?.season ?? '',
    id: note.id,
    event: `late-${note.event}`,
    reference,
    addressee: 'person',
    name,
    phone,
    preferred,
    reason: reasonIn(note, letterName(note.event, undefined)),
    text: textFor(note, side === 'youth', { name, reference }, settings),
  };
}

/** A letter to a volunteer: the company that gave the address is asked for another. */
async function aboutInvitation(
  note: UndeliveredNote,
  { people }: UndeliveredPorts,
): Promise<Listed | undefined> {
  const { id } = note;
  const volunteer = volunteerIn(await people.read(id));
  if (volunteer === undefined) return undefined;
  const { companyReference: reference } = volunteer;
  const reason = reasonIn(note, letterName(note.event, undefined));
  // No name: nothing takes it out of this row when the person is forgotten.
  const text = `Demandez à l’entreprise une autre adresse pour cette personne : onglet « Invitations », identifiant ${id}.`;
  const addressee = 'company';
  return { note, id, event: note.event, reference, addressee, name: '', phone: '', reason, text };
}

function aboutTeam(note: UndeliveredNote): Listed | undefined {
  if (note.id !== TEAM_ID) return undefined;
  return {
    note,
    id: note.id,
    event: note.event,
    reference: '',
    addressee: 'team',
    name: '',
    phone: '',
    reason: reasonIn(note, 'messages à l’équipe'),
    text: 'Les messages du site à l’équipe ne sont pas remis. Corrigez l’adresse (variable TEAM_EMAIL), puis refaites le site.',
  };
}

const SERVICE = 'messagerie';
/** Subjects without a letter of their own that would report the end of the failure. */
const LASTING: readonly string[] = [SERVICE, TEAM_ID];

/** The row of the service itself: nothing personal. */
function aboutService(note: UndeliveredNote): Listed {
  return {
    note,
    id: SERVICE,
    event: note.event,
    reference: '',
    addressee: 'team',
    name: '',
    phone: '',
    reason: reasonIn(note, 'tous les messages du site'),
    text: 'Rien n’est perdu : tout part dès que la messagerie reprend. Si cela dure, « npm run doctor -- --en-ligne » dit quoi corriger. Les personnes pressées peuvent être appelées.',
  };
}

/** News of the service: it fails, or one of the failures that were listed is over. */
async function serviceNews(
  listed: readonly UndeliveredNote[],
  { mailFailure }: UndeliveredPorts,
): Promise<readonly UndeliveredNote[]> {
  const failure = await mailFailure();
  const event = failure === undefined ? undefined : String(Date.parse(failure.since));
  const over = listed
    .filter((note) => note.event !== event)
    .map((note): UndeliveredNote => ({ ...note, state: 'taken' }));
  if (failure === undefined || event === undefined || listed.some((note) => note.event === event))
    return over;
  return [...over, { name: `${SERVICE}.${event}`, id: SERVICE, event, state: 'waits', code: failure.code }];
}

/** Of a letter that has left, or that a plan lists by itself, only a row that is there has something to say. */
function isNews({ note, isNews: only }: Listed): boolean {
  return note.state === 'taken' || only === true;
}

async function writeContacts(listed: readonly Listed[], ports: UndeliveredPorts): Promise<void> {
  const { spreadsheet, undelivered } = ports;
  const shown = await addContacts(
    listed.filter((contact) => !isNews(contact)),
    ports,
  );
  // A row that was there says what was true before.
  await spreadsheet.update(
    CONTACT_TAB,
    listed.map((contact) => ({ id: contactRowId(contact), cells: { [CONTACT.reason]: contact.reason } })),
  );
  for (const contact of listed) {
    const { note } = contact;
    if (!isNews(contact) && !shown.includes(contact)) continue;
    // Kept while it lasts: the row is to say when it is over.
    if (LASTING.includes(note.id) && note.state !== 'taken') await undelivered.markShown(note);
    else await undelivered.forget(note);
  }
}

/**
 * Lists in `À contacter` whom no letter reaches, and that the mail service fails, if it does: the team's own mail may
 * be down as well. A letter that waited and has left since is reported in the same row. Idempotent; what fails waits
 * for the next time. Throws `StoreUnavailable`.
 *
 * @param rows the tabs as they were read last
 */
export async function listUndelivered(rows: Rows, ports: UndeliveredPorts): Promise<void> {
  const { undelivered } = ports;
  const notes = Map.groupBy(await undelivered.all(), ({ id }) => id === SERVICE);
  const listed: Listed[] = (await serviceNews(notes.get(true) ?? [], ports)).map(aboutService);
  for (const note of notes.get(false) ?? []) {
    if (note.isShown === true) continue;
    const one =
      aboutTeam(note) ??
      (await aboutApplication(note, rows, ports)) ??
      (await aboutPair(note, rows, ports)) ??
      (await aboutInvitation(note, ports));
    if (one === undefined) await undelivered.forget(note);
    else if (one !== 'later') listed.push(one);
  }
  if (listed.length > 0)
    await withTabBackoff(
      CONTACT_TAB.name,
      ports,
      async () => await writeContacts(listed, ports),
      listed.length,
    );
}
