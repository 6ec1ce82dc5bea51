import { withdrawnStatus } from '../../src/domain/application/statuses.ts';
import type { RecordingStore } from '../doubles/recording-store.ts';
import { IDENTIFIER } from '../../src/domain/application/tab.ts';
import { APPLICATION, PROPOSAL, READINESS, rowOf, tabOf } from '../../src/domain/application/tabs.ts';
import { SIGNALS } from '../../src/domain/application/signals.ts';
import { messagesOf } from '../fixtures/programme.fixture.ts';
import { type Grid, headerKey } from '../../src/server/spreadsheet/spreadsheet.ts';

import { type Applicants, type Applied, FORMS } from './applicants.ts';
import type { Mailbox } from './partners.ts';
import { aboutPair } from './paired-people.ts';
import type { PairWatch } from './pair-watch.ts';
import type { Sheets } from './sheets.ts';
import type { Staff } from './staff.ts';

/** Follow from the rows of others. */
const DERIVED: ReadonlySet<string> = new Set([PROPOSAL.possible, READINESS.places]);
const PHONE = 'Téléphone';
const WITHDRAWN = withdrawnStatus('youth').label;

/** Violations of invariants, counted; every figure should be 0. */
export interface Damage {
  /** Accepted, and no row, though nobody deleted it. */
  lost: number;
  /** Rows more than one of one application. */
  doubled: number;
  /** Cells that hold what is not theirs: under another title, in another person's row, or in a row without identifier. */
  misplaced: number;
  /** Cells that no longer hold what staff wrote last. */
  overwritten: number;
  /** Rows that staff deleted after the site had read them back, and that are there again. */
  broughtBack: number;
  /** Requests confirmed to people on their page that the spreadsheet does not reflect. */
  undone: number;
  /** Rows, and keys of the store, that an erasure left, and marks of the figures too many. */
  leftBehind: number;
  /** Messages of accepted applications that never came. */
  mailsLost: number;
  /** Messages that nobody should have had, or two of different `Message-ID` for one event. */
  mailsDoubled: number;
}

export interface Told {
  readonly rows: number;
  /** Rows that staff deleted before the site had read them back, written again. */
  readonly writtenAgain: number;
  /** Messages that came more than once, with one `Message-ID`. */
  readonly mailsRepeated: number;
}

interface Scene {
  readonly applicants: Applicants;
  readonly staff: Staff;
  readonly sheets: Sheets;
  readonly mailbox: Mailbox;
  readonly store: RecordingStore;
  readonly watch: PairWatch;
}

/** Compares what is in the spreadsheet and in the mailboxes with what people and staff did. */
export async function audited(scene: Scene): Promise<{ readonly damage: Damage; readonly told: Told }> {
  const damage: Damage = {
    lost: 0,
    doubled: 0,
    misplaced: 0,
    overwritten: 0,
    broughtBack: 0,
    undone: 0,
    leftBehind: 0,
    mailsLost: 0,
    mailsDoubled: 0,
  };
  let [rows, writtenAgain] = [0, 0];
  for (const form of FORMS) {
    const { headers, byId, strangers } = linesOf(await scene.sheets.grid(tabOf(form).name));
    damage.misplaced += strangers;
    for (const [id, applied] of scene.applicants.applied) {
      if (applied.form !== form) continue;
      const lines = byId.get(id) ?? [];
      byId.delete(id);
      rows += lines.length;
      if (applied.asked.isErased === true) {
        damage.leftBehind += lines.length + (await scene.store.leftOf(id)).length;
        continue;
      }
      const isForGood = scene.staff.deleted.get(id);
      if (lines.length === 0 && applied.isAccepted && isForGood === undefined) damage.lost += 1;
      damage.doubled += Math.max(0, lines.length - 1);
      if (lines.length > 0 && isForGood === true) damage.broughtBack += 1;
      if (lines.length > 0 && isForGood === false) writtenAgain += 1;
      for (const line of lines)
        auditRow(
          { headers, line, applied, written: scene.staff.written.get(id), given: givenIn(scene, applied) },
          damage,
        );
    }
    damage.misplaced += [...byId.values()].flat().length;
  }
  const erased = [...scene.applicants.applied.values()].filter(({ asked }) => asked.isErased === true);
  // No night counts here: each mark is of an erasure that found a row.
  const marks = (await scene.store.list('figures/')).filter((key) =>
    /\/(?:youths|mentors|companies)\//.test(key),
  );
  damage.leftBehind += Math.max(0, marks.length - erased.length);
  const mailsRepeated = auditMail(scene, damage);
  return { damage, told: { rows, writtenAgain, mailsRepeated } };
}

function linesOf([headers = [], ...lines]: Grid) {
  const idAt = headers.indexOf(IDENTIFIER);
  const isUsed = (line: readonly string[]): boolean => line.some((text) => text !== '');
  const used = lines.filter(isUsed);
  const named = used.filter((line) => (line[idAt] ?? '') !== '');
  return {
    headers,
    byId: Map.groupBy(named, (line) => line[idAt] ?? ''),
    strangers: used.length - named.length,
  };
}

interface Found {
  readonly headers: readonly string[];
  readonly line: readonly string[];
  readonly applied: Applied;
  readonly written: ReadonlyMap<string, string> | undefined;
  /** The statuses that a pair of theirs may have given them. */
  readonly given: readonly string[];
}

/** A pair that began gives both a status, and another once it ends. */
function givenIn({ watch }: Scene, { form, bodies: [body] }: Applied): readonly string[] {
  const own = [...watch.pairs.values()].filter(
    (pair) =>
      (pair.hasStarted || pair.told.has('mentor-started')) &&
      [pair.youth, pair.mentor].includes(body?.reference ?? ''),
  );
  if (own.length === 0) return [];
  return form.audience === 'youth' ? ['En binôme', 'Acceptée', 'Terminée'] : ['En binôme', 'Disponible'];
}

function auditRow({ headers, line, applied, written, given }: Found, damage: Damage): void {
  const possible = applied.bodies.map((body) => rowOf(applied.form, body));
  const isPossible = (header: string, text: string): boolean =>
    (header === 'Signalement' && text === SIGNALS.duplicate) ||
    possible.some(({ id, cells }) => text === (header === IDENTIFIER ? id : (cells[header] ?? '')));
  const { phone, isWithdrawn = false } = applied.asked;
  for (const [at, title] of headers.entries()) {
    const [header, text] = [headerKey(title), line[at] ?? ''];
    const theirs = written?.get(header);
    if (header === PHONE && phone !== undefined) damage.undone += text === phone ? 0 : 1;
    // Staff and the person may both have written last, or a pair that staff made of whom they took on again.
    else if (header === APPLICATION.status && isWithdrawn)
      damage.undone += [WITHDRAWN, theirs, ...given].includes(text) ? 0 : 1;
    else if (header === APPLICATION.status && given.includes(text)) continue;
    else if (DERIVED.has(header)) continue;
    // A mentor who is erased is proposed to nobody any more.
    else if (header === PROPOSAL.proposed && text === '') continue;
    else if (theirs !== undefined) damage.overwritten += theirs === text ? 0 : 1;
    else if (!isPossible(header, text)) damage.misplaced += 1;
  }
  for (const header of written?.keys() ?? []) if (!headers.includes(header)) damage.overwritten += 1;
}

/** Gives the number of messages that came again. */
function auditMail({ applicants, mailbox }: Scene, damage: Damage): number {
  const left = new Map(mailbox.taken);
  let repeated = 0;
  for (const { form, bodies, isAccepted, asked } of applicants.applied.values()) {
    const [body] = bodies;
    if (!body) continue;
    const isErased = asked.isErased === true;
    for (const { message } of messagesOf(form, body)) {
      const times = left.get(message.messageId) ?? 0;
      left.delete(message.messageId);
      if (times === 0 && isAccepted && !isErased) damage.mailsLost += 1;
      repeated += Math.max(0, times - 1);
    }
  }
  // Requests made on a page, guardians and pairs have letters of their own.
  const others = [...left.keys()].filter(
    (messageId) =>
      !/\.(?:correction|withdrawal|guardian|warning|event)-/.test(messageId) &&
      aboutPair({ messageId }) === undefined,
  );
  damage.mailsDoubled = others.length;
  return repeated;
}
