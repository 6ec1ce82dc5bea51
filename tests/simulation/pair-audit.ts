import { textAnswer } from '../../src/domain/application/form.ts';
import { PROPOSAL } from '../../src/domain/application/tabs.ts';
import { YOUTHS_TAB } from '../../src/domain/pairs/pair-row.ts';
import { PAIR, PAIRS_TAB } from '../../src/domain/pairs/pairs-tab.ts';
import { TABS } from '../../src/domain/spreadsheet-tabs.ts';
import { CONTACT, CONTACT_TAB } from '../../src/domain/tracking/contact-tab.ts';
import { rowsByHeader } from '../fixtures/programme.fixture.ts';
import type { RecordingStore } from '../doubles/recording-store.ts';
import type { Applicants, Applied } from './applicants.ts';
import type { PairActs } from './pair-acts.ts';
import type { MomentDamage, PairWatch, SeenPair } from './pair-watch.ts';
import type { Sheets } from './sheets.ts';
import type { Staff } from './staff.ts';

/** Violations of what pairs promise, counted; every figure should be 0. */
export interface PairDamage extends MomentDamage {
  /** Asked about a pair that nobody had proposed, or again about one. */
  askedAgain: number;
  /** Told of one thing twice. */
  toldAgain: number;
  /** Rows more than one of one pair, and rows that staff deleted and that are there again. */
  pairsDoubled: number;
  /** Cells of pairs that no longer hold what staff wrote last. */
  pairsOverwritten: number;
  /** Pairs that wait for nothing, and whose « C’est parti » never came. */
  startsMissed: number;
  /** Places in the spreadsheet and the store that still name somebody who was erased. */
  namesLeft: number;
}

/** What happened to pairs in a story. */
export interface PairsTold {
  readonly rows: number;
  readonly asked: number;
  readonly started: number;
  readonly ended: number;
  /** Of whose people somebody was erased. */
  readonly erased: number;
}

interface Scene {
  readonly applicants: Applicants;
  readonly staff: Staff;
  readonly sheets: Sheets;
  readonly store: RecordingStore;
  readonly acts: PairActs;
  readonly watch: PairWatch;
}

type Line = Readonly<Record<string, string>>;

/** States that the system gives a row by itself. */
const SYSTEMS_OWN = ['Proposé', 'Accepté', 'Décliné'];

/** Compares the rows of pairs and what was said of them with what people and staff did. */
export async function auditedPairs(
  scene: Scene,
): Promise<{ readonly damage: PairDamage; readonly told: PairsTold }> {
  const { watch, sheets, applicants } = scene;
  await watch.observe();
  const contacts = rowsByHeader(await sheets.grid(CONTACT_TAB.name));
  const rows = rowsByHeader(await sheets.grid(PAIRS_TAB.name));
  const pairs = [...watch.pairs.values()];
  const tells = (key: string) => pairs.filter(({ told }) => told.has(key)).length;
  const isErased = (pair: SeenPair) =>
    (['youth', 'mentor'] as const).some((side) => watch.personOf(pair.id, side)?.asked.isErased === true);
  return {
    damage: {
      ...watch.damage,
      toldTooMuch: watch.damage.toldTooMuch + contactsTooMuch(scene, contacts),
      askedAgain: askedAgain(scene),
      toldAgain: toldAgain(scene, contacts),
      ...auditRows(scene, rows),
      startsMissed: rows.filter((row) => isMissed(row, scene)).length,
      namesLeft: await namesLeft(scene, [...applicants.applied.values()]),
    },
    told: {
      rows: pairs.length,
      asked: tells('mentor-asked'),
      started: tells('mentor-started'),
      ended: pairs.filter(({ isOver }) => isOver).length,
      erased: pairs.filter(isErased).length,
    },
  };
}

/** Of each two people, the mentor is asked as often at most as staff proposed them to the youth. */
function askedAgain({ watch, acts }: Scene): number {
  const asked = [...watch.pairs.values()].filter(({ told }) => told.has('mentor-asked'));
  const byPeople = Map.groupBy(asked, ({ youth, mentor }) => `${youth} ${mentor}`);
  let again = 0;
  for (const [first, ...others] of byPeople.values()) {
    if (first === undefined) continue;
    const [youth] = watch.personOf(first.id, 'youth')?.bodies ?? [];
    const [, letters = ''] = first.mentor.split('-');
    const proposals = acts
      .writtenIn(YOUTHS_TAB.name, youth?.id ?? '', PROPOSAL.proposed)
      .filter(({ text }) => text.toUpperCase().includes(letters));
    again += Math.max(0, 1 + others.length - proposals.length);
  }
  return again;
}

/** What may be told of a pair more than once, as often as staff wrote it. */
const AS_WRITTEN: Readonly<Record<string, { readonly header: string; readonly text?: string }>> = {
  paused: { header: PAIR.state, text: 'En pause' },
  resumed: { header: PAIR.state, text: 'En cours' },
  dated: { header: PAIR.firstMeeting },
};

function toldAgain({ watch, acts }: Scene, contacts: readonly Line[]): number {
  let again = 0;
  for (const { id, told } of watch.pairs.values())
    for (const [key, { size }] of told) {
      const written = AS_WRITTEN[key.replace(/^[a-z]+-/, '')];
      const times =
        written &&
        acts
          .writtenIn(PAIRS_TAB.name, id, written.header)
          .filter(({ text }) => text === (written.text ?? text)).length;
      again += Math.max(0, size - (times ?? 1));
    }
  // Those whom the team tells: the text names the other.
  const texts = contacts.filter((row) =>
    /^Binôme : (?:proposer|c’est parti|prévenir)/.test(row[CONTACT.reason] ?? ''),
  );
  for (const [first, ...others] of Map.groupBy(
    texts,
    (row) => `${row[CONTACT.reference]} ${row[CONTACT.text]}`,
  ).values())
    again += Math.max(0, others.length + 1 - pairsIn(watch, first).length);
  return again;
}

/** The pairs that a row of `À contacter` may be about, by whom it is for and whom it names. */
function pairsIn(watch: PairWatch, row: Line = {}): readonly SeenPair[] {
  const text = row[CONTACT.text] ?? '';
  return [...watch.pairs.values()].filter((pair) => {
    const name = textAnswer(watch.personOf(pair.id, 'mentor')?.bodies[0]?.answers ?? {}, 'givenName');
    return pair.youth === row[CONTACT.reference] && name !== '' && text.includes(name);
  });
}

/** Rows for a youth that name a mentor who never said yes. */
function contactsTooMuch({ watch, acts }: Scene, contacts: readonly Line[]): number {
  return contacts.filter((row) => {
    const about = pairsIn(watch, row);
    return (
      about.length > 0 &&
      about.every(
        ({ id }) => acts.firstMs(id, 'mentor', 'oui', [PAIRS_TAB.name, PAIR.mentorAnswer]) === Infinity,
      )
    );
  }).length;
}

function auditRows(
  { staff }: Scene,
  rows: readonly Line[],
): Pick<PairDamage, 'pairsDoubled' | 'pairsOverwritten'> {
  const byId = Map.groupBy(rows, (row) => row.Identifiant ?? '');
  let [pairsDoubled, pairsOverwritten] = [0, 0];
  for (const [id, lines] of byId) {
    if (!/^[0-9a-f]{32}$/.test(id)) continue;
    pairsDoubled += lines.length - 1 + (staff.deleted.get(id) === true ? 1 : 0);
    for (const [header, text] of staff.written.get(id) ?? []) {
      const found = lines[0]?.[header];
      const isOurs = header === PAIR.state && SYSTEMS_OWN.includes(found ?? '');
      // The answers and notes of whoever is erased go.
      if (found !== text && !isOurs && found !== '') pairsOverwritten += 1;
    }
  }
  return { pairsDoubled, pairsOverwritten };
}

/** True of a row for which staff have nothing left to do, and which should have begun. */
function isMissed(row: Line, { watch }: Scene): boolean {
  const pair = watch.pairs.get(row.Identifiant ?? '');
  return (
    pair !== undefined &&
    row[PAIR.state] === 'En cours' &&
    row[PAIR.endedAt] === '' &&
    row[PAIR.todo] === '' &&
    row[PAIR.youth] !== '' &&
    row[PAIR.mentor] !== '' &&
    !pair.told.has('mentor-started')
  );
}

/** A text without what may be spelled in several ways. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{Pd}]/gu, '');
}

/** Where an erased person is still named: by reference, and by name and address unless another application of theirs remains. */
async function namesLeft({ sheets, store }: Scene, everybody: readonly Applied[]): Promise<number> {
  const remaining = new Set(
    everybody
      .filter(({ asked }) => asked.isErased !== true)
      .map(({ bodies: [body] }) => body?.answers.familyName),
  );
  const traces = everybody
    .filter(({ asked }) => asked.isErased === true)
    .flatMap(({ bodies: [body] }) => {
      if (body === undefined) return [];
      const [givenName = '', familyName = '', email = ''] = ['givenName', 'familyName', 'email'].map((name) =>
        textAnswer(body.answers, name),
      );
      return [body.reference, ...(remaining.has(familyName) ? [] : [givenName, familyName, email])];
    })
    .map(plain)
    .filter((text) => text !== '');
  const grids = await Promise.all(TABS.map(async ({ name }) => await sheets.grid(name)));
  const kept = await Promise.all(
    (await store.list('')).map(async (key) => `${key} ${(await store.get(key)) ?? ''}`),
  );
  const texts = [...grids.flat(2), ...kept].filter((text) => text.length > 4).map(plain);
  return traces.filter((trace) => texts.some((text) => text.includes(trace))).length;
}
