import { expect, test } from 'vitest';
import type { RowCells } from '../application/tab.ts';
import { HOURS_LINE } from './hours-tab.ts';
import { creditsOf, type LedgerInputs, ledgerOf, type LedgerPair, totalOf } from './ledger.ts';

const [LINA, OMAR, CLAIRE, LATE] = ['JE-LLLLLLLL', 'JE-MMMMMMMM', 'ME-CCCCCCCC', 'JE-PPPPPPPP'];
const [FIRST, SECOND] = ['BI-AAAAAAAA', 'BI-BBBBBBBB'];

function aPair(values: Partial<LedgerPair> = {}): LedgerPair {
  return {
    ...{ reference: FIRST, youth: LINA, mentor: CLAIRE, hasBegun: true },
    ...{ startedOn: '2027-01-04', endedOn: undefined },
    ...values,
  };
}

interface Typed {
  readonly date: string;
  readonly duration: string;
  readonly participants: string;
  readonly event: string;
  readonly state: string;
}

function aLine(typed: Partial<Typed> = {}): RowCells {
  const { date = '2027-01-12', duration = '2', participants = FIRST, event = '', state = '' } = typed;
  return {
    [HOURS_LINE.date]: date,
    [HOURS_LINE.duration]: duration,
    [HOURS_LINE.kind]: 'Rencontre',
    [HOURS_LINE.participants]: participants,
    [HOURS_LINE.event]: event,
    [HOURS_LINE.state]: state,
  };
}

function aLedger(lines: readonly RowCells[], inputs: Partial<LedgerInputs> = {}) {
  const ledger = ledgerOf({
    lines: new Map(lines.map((cells, at) => [`line ${at}`, cells])),
    came: [],
    pairs: [aPair()],
    isKnown: (reference) => [LINA, OMAR, CLAIRE, LATE].includes(reference),
    today: '2027-03-01',
    ...inputs,
  });
  return {
    ...ledger,
    faults: ledger.matters.map(({ fault }) => fault),
    minutes: (reference: string) => totalOf(creditsOf(reference, ledger)),
  };
}

test('a meeting credits the pair and each of its people once', () => {
  const { minutes, faults } = aLedger([aLine()]);
  expect([FIRST, LINA, CLAIRE].map(minutes)).toEqual([120, 120, 120]);
  expect(faults).toEqual([]);
});

test('two pairs of one mentor in one line: the mentor is credited once', () => {
  const pairs = [aPair(), aPair({ reference: SECOND, youth: OMAR })];
  const { minutes } = aLedger([aLine({ participants: `${FIRST}; ${SECOND}` })], { pairs });
  expect([FIRST, SECOND, LINA, OMAR, CLAIRE].map(minutes)).toEqual([120, 120, 120, 120, 120]);
});

test('a pair and its youth in one line are credited once', () => {
  const { minutes } = aLedger([aLine({ participants: `${LINA}; ${FIRST} (Lina et Claire); ${LINA}` })]);
  expect([FIRST, LINA].map(minutes)).toEqual([120, 120]);
});

test('a youth at an event is credited, and the pair under way on that day, not the mentor', () => {
  const { minutes } = aLedger([aLine({ participants: LINA })]);
  expect([FIRST, LINA, CLAIRE].map(minutes)).toEqual([120, 120, 0]);
});

test('a visit before the pair began counts for the youth alone', () => {
  const { minutes, faults } = aLedger([aLine({ date: '12/12/2026', participants: LINA })]);
  expect([FIRST, LINA].map(minutes)).toEqual([0, 120]);
  expect(faults).toEqual([]);
});

test('a youth’s total spans mentors, a pair’s does not', () => {
  const pairs = [aPair({ endedOn: '2027-01-20' }), aPair({ reference: SECOND, startedOn: '2027-02-01' })];
  const lines = [aLine(), aLine({ date: '2027-02-02', duration: '1 h 30', participants: SECOND })];
  const { minutes } = aLedger(lines, { pairs });
  expect([FIRST, SECOND, LINA].map(minutes)).toEqual([120, 90, 210]);
});

test('an event with twelve youths is one line, and credits everybody who came and their pairs once', () => {
  const youths = Array.from({ length: 12 }, (_, at) => `JE-${'ABCDEFGHJKLM'.charAt(at).repeat(8)}`);
  const pairs = youths.map((youth, at) =>
    aPair({ reference: `BI-${'ABCDEFGHJKLM'.charAt(at).repeat(8)}`, youth }),
  );
  const event = { event: 'Visite du marché', day: '2027-01-12' };
  const came = [...youths, youths[0] ?? ''].map((reference) => ({ ...event, reference }));
  const line = aLine({ event: 'visite du marché', participants: '', duration: '3 h' });
  const { minutes, credits } = aLedger([line], { pairs, came, isKnown: () => true });
  expect(credits).toHaveLength(1);
  expect(new Set([...youths, ...pairs.map(({ reference }) => reference)].map(minutes))).toEqual(
    new Set([180]),
  );
  const corrected = aLedger([{ ...line, [HOURS_LINE.duration]: '2' }], { pairs, came, isKnown: () => true });
  expect(new Set(youths.map(corrected.minutes))).toEqual(new Set([120]));
});

test('of an event that comes again under its name, those of that day came', () => {
  const came = [
    { event: 'Atelier', day: '2027-01-12', reference: LINA },
    { event: 'Atelier', day: '2027-02-09', reference: OMAR },
  ];
  const { minutes } = aLedger([aLine({ event: 'Atelier', participants: '' })], { came });
  expect([LINA, OMAR].map(minutes)).toEqual([120, 0]);
});

test('somebody whom the team wrote down without a day came with the others', () => {
  const came = [
    { event: 'Atelier', day: '2027-01-12', reference: LINA },
    { event: 'Atelier', day: undefined, reference: OMAR },
  ];
  const { minutes } = aLedger([aLine({ event: 'Atelier', participants: '' })], { came });
  expect([LINA, OMAR].map(minutes)).toEqual([120, 120]);
});

test('an event over two days, written down on the second, credits who came', () => {
  const came = [{ event: 'Immersion', day: '2027-01-11', reference: LINA }];
  const { minutes } = aLedger([aLine({ event: 'Immersion', participants: '' })], { came });
  expect(minutes(LINA)).toBe(120);
});

test.each([
  [{ date: '' }, 'date'],
  [{ date: 'mardi' }, 'date'],
  [{ date: '2027-03-02' }, 'future'],
  [{ duration: '' }, 'duration'],
  [{ duration: 'longtemps' }, 'duration'],
  [{ duration: '25 h' }, 'impossible'],
  [{ duration: '−1' }, 'impossible'],
  [{ participants: '' }, 'nobody'],
  [{ participants: '', event: 'Personne n’est venu' }, 'nobody'],
  [{ participants: 'JE-ZZZZZZZZ' }, 'unknown'],
  [{ participants: 'Lina' }, 'unknown'],
  [{ date: '2027-01-03' }, 'before'],
  [{ state: 'À vérifier' }, 'to-check'],
  [{ state: 'peut-être' }, 'state'],
] as const)('a line with %o counts for nothing, and is told', (cells, fault) => {
  const { credits, faults } = aLedger([aLine(cells)]);
  expect(credits).toEqual([]);
  expect(faults).toEqual([fault]);
});

test('a line after the end of a pair is told, one on its last day counts', () => {
  const pairs = [aPair({ endedOn: '2027-01-11' })];
  expect(aLedger([aLine()], { pairs }).faults).toEqual(['after']);
  expect(aLedger([aLine({ date: '2027-01-11' })], { pairs }).minutes(FIRST)).toBe(120);
});

test('a pair that only waits for answers has no hours', () => {
  const pairs = [aPair({ hasBegun: false, startedOn: undefined })];
  expect(aLedger([aLine()], { pairs }).faults).toEqual(['before']);
});

test('a refused line counts for nothing, and nothing is told', () => {
  const { credits, faults } = aLedger([aLine({ state: 'refusée' })]);
  expect([credits, faults]).toEqual([[], []]);
});

test('a stranger among the participants is told, the others are credited', () => {
  const { minutes, matters } = aLedger([aLine({ participants: `${FIRST}; JE-ZZZZZZZZ` })]);
  expect(minutes(LINA)).toBe(120);
  expect(matters).toEqual([
    { id: 'line 0', line: `2027-01-12, ${FIRST} et JE-ZZZZZZZZ`, fault: 'unknown', about: 'JE-ZZZZZZZZ' },
  ]);
});

test('what staff typed in place of a reference is not repeated to anybody', () => {
  const { matters } = aLedger([aLine({ participants: 'Lina Martin' })]);
  expect(JSON.stringify(matters)).not.toContain('Lina');
});

test('the same line twice counts twice, and is told', () => {
  const { minutes, faults } = aLedger([aLine(), aLine()]);
  expect(minutes(LINA)).toBe(240);
  expect(faults).toEqual(['twice']);
});

test('of an erased youth the hours of the pair stay, with the mentor', () => {
  const { minutes } = aLedger([aLine()], { pairs: [aPair({ youth: '' })] });
  expect([FIRST, CLAIRE].map(minutes)).toEqual([120, 120]);
});

test('a line that names both pairs of an erased youth is of the one under way, and tells nothing', () => {
  const pairs = [
    aPair({ youth: '', endedOn: '2027-01-31' }),
    aPair({ reference: SECOND, youth: '', startedOn: '2027-02-15' }),
  ];
  const line = (date: string) => aLine({ date, participants: `${FIRST}; ${SECOND} (Lina)` });
  const both = aLedger([line('2027-01-12'), line('2027-02-20'), line('2027-02-05')], { pairs });
  expect([FIRST, SECOND].map(both.minutes)).toEqual([120, 120]);
  expect(both.faults).toEqual([]);
  expect(aLedger([aLine({ date: '2027-02-05' })], { pairs }).faults).toEqual(['after']);
});

test('who was erased is no stranger, and a line of theirs alone is not everybody’s', () => {
  const came = [{ event: 'La halle', day: '2027-01-12', reference: LINA }] as const;
  const { minutes, matters } = aLedger(
    [
      aLine({ participants: `effacé; ${FIRST}` }),
      aLine({ participants: 'effacé' }),
      aLine({ participants: 'effacé (avec Awa)', event: 'La halle' }),
    ],
    { came },
  );
  expect([minutes(FIRST), matters]).toEqual([120, []]);
});
