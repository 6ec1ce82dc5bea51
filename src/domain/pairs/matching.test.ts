import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EXCELLENCE_SITES } from '../excellence-sites.ts';
import { commonMoments, type Moment } from './criteria.ts';
import { type FreeMentor, matched, possibleMentorsText, type WaitingYouth } from './matching.ts';
import { referencesIn } from './places.ts';

const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

function reference(prefix: 'JE' | 'ME', n: number): string {
  return `${prefix}-222222${ALPHABET[Math.floor(n / 32)] ?? '2'}${ALPHABET[n % 32] ?? '2'}`;
}

function aWaitingYouth(n: number, changes: Partial<WaitingYouth> = {}): WaitingYouth {
  return {
    reference: reference('JE', n),
    season: '2026-2027',
    since: n,
    moments: new Set<Moment>(['soir']),
    sites: new Set(),
    met: new Set(),
    ...changes,
  };
}

function aFreeMentor(n: number, changes: Partial<FreeMentor> = {}): FreeMentor {
  return {
    reference: reference('ME', n),
    season: '2026-2027',
    since: n,
    moments: new Set<Moment>(['soir']),
    givenName: 'Claire',
    sites: new Set(['eurasante']),
    field: '',
    places: 1,
    ...changes,
  };
}

const aSite = fc.constantFrom(...EXCELLENCE_SITES.map(({ slug }) => slug));
const someMoments = (...others: readonly Moment[]) =>
  fc
    .uniqueArray(fc.constantFrom<Moment>('journee', 'mercredi', 'soir', 'samedi', ...others))
    .map((all) => new Set(all));
const aSeason = fc.constantFrom('2025-2026', '2026-2027');

const youths = fc
  .array(
    fc.record({
      season: aSeason,
      since: fc.oneof(fc.nat(5), fc.constant(Infinity)),
      moments: someMoments('vacances'),
      sites: fc.uniqueArray(aSite, { maxLength: 2 }).map((all) => new Set(all)),
      met: fc
        .uniqueArray(
          fc.nat(5).map((n) => reference('ME', n)),
          { maxLength: 2 },
        )
        .map((all) => new Set(all)),
    }),
    { maxLength: 15 },
  )
  .map((all) => all.map((one, n) => aWaitingYouth(n, one)));

const mentors = fc
  .array(
    fc.record({
      season: aSeason,
      since: fc.nat(5),
      moments: someMoments('midi'),
      sites: fc.uniqueArray(aSite, { maxLength: 1 }).map((all) => new Set(all)),
      field: fc.constantFrom('', 'Design', 'santé'),
      places: fc.integer({ min: 1, max: 3 }),
    }),
    { maxLength: 10 },
  )
  .map((all) => all.map((one, n) => aFreeMentor(n, one)));

function isPossible(youth: WaitingYouth, mentor: FreeMentor): boolean {
  return matched([youth], [mentor]).lists.size === 1;
}

test('a list holds three mentors at most, each by every criterion, and no mentor stands on more than their places and one', () => {
  fc.assert(
    fc.property(youths, mentors, (waiting, free) => {
      const { lists } = matched(waiting, free);
      const times = new Map<string, number>();
      for (const youth of waiting)
        for (const mentor of lists.get(youth.reference) ?? []) {
          times.set(mentor.reference, (times.get(mentor.reference) ?? 0) + 1);
          expect(mentor.season).toBe(youth.season);
          expect(youth.met).not.toContain(mentor.reference);
          expect(commonMoments(youth.moments, mentor.moments)?.size).not.toBe(0);
          expect(isPossible(youth, mentor)).toBe(true);
        }
      for (const { reference: own, places } of free)
        expect(times.get(own) ?? 0).toBeLessThanOrEqual(places + 1);
      for (const list of lists.values()) {
        expect(list.length).toBeLessThanOrEqual(3);
        expect(new Set(list).size).toBe(list.length);
      }
      // No list is shorter than it need be.
      for (const youth of waiting) {
        const list = lists.get(youth.reference) ?? [];
        const others = free.filter((mentor) => !list.includes(mentor) && isPossible(youth, mentor));
        if (list.length < 3)
          for (const mentor of others) expect(times.get(mentor.reference)).toBe(mentor.places + 1);
      }
    }),
  );
});

test('who is on no list and who fits nobody is told with a reason, and nobody else', () => {
  fc.assert(
    fc.property(youths, mentors, (waiting, free) => {
      const { lists, aloneYouths, aloneMentors } = matched(waiting, free);
      for (const youth of waiting) {
        expect(aloneYouths.has(youth.reference)).toBe(!lists.has(youth.reference));
        expect(aloneYouths.get(youth.reference)).not.toBe('');
      }
      for (const mentor of free)
        expect(aloneMentors.has(mentor.reference)).toBe(
          waiting.length > 0 && !waiting.some((youth) => isPossible(youth, mentor)),
        );
    }),
  );
});

test('the order of the rows counts for nothing', () => {
  const both = fc.tuple(youths, mentors);
  const shuffled = both.chain(([waiting, free]) =>
    fc.record({
      waiting: fc.constant(waiting),
      free: fc.constant(free),
      sortedYouths: fc.shuffledSubarray([...waiting], { minLength: waiting.length }),
      sortedMentors: fc.shuffledSubarray([...free], { minLength: free.length }),
    }),
  );
  fc.assert(
    fc.property(shuffled, ({ waiting, free, sortedYouths, sortedMentors }) => {
      const [one, other] = [matched(waiting, free), matched(sortedYouths, sortedMentors)];
      for (const youth of waiting)
        expect(other.lists.get(youth.reference)).toEqual(one.lists.get(youth.reference));
      expect(new Map([...other.aloneYouths].toSorted())).toEqual(new Map([...one.aloneYouths].toSorted()));
    }),
  );
});

test('lists stay as they are when somebody comes whom nothing ties to them', () => {
  fc.assert(
    fc.property(youths, mentors, (waiting, free) => {
      const far = { season: '2030-2031' };
      const before = matched(waiting, free).lists;
      const after = matched([aWaitingYouth(50, far), ...waiting], [aFreeMentor(50, far), ...free]).lists;
      for (const youth of waiting) expect(after.get(youth.reference)).toEqual(before.get(youth.reference));
    }),
  );
});

function listsOf(waiting: readonly WaitingYouth[], free: readonly FreeMentor[]) {
  const { lists } = matched(waiting, free);
  return Object.fromEntries([...lists].map(([own, list]) => [own, list.map((mentor) => mentor.reference)]));
}

test('a mentor whom few lists can name goes first to who has no other, then to who waits longest', () => {
  const [only, other] = [
    aFreeMentor(1, { sites: new Set(['eurasante']) }),
    aFreeMentor(2, { sites: new Set(['euracreative']) }),
  ];
  const choosy = (n: number) => aWaitingYouth(n, { sites: new Set(['eurasante']) });
  const anywhere = aWaitingYouth(0);
  expect(listsOf([anywhere, choosy(1), choosy(2), choosy(3)], [only, other])).toEqual({
    [reference('JE', 1)]: [only.reference],
    [reference('JE', 2)]: [only.reference],
    [reference('JE', 0)]: [other.reference],
  });
  expect(matched([anywhere, choosy(1), choosy(2), choosy(3)], [only, other]).aloneYouths).toEqual(
    new Map([[reference('JE', 3), 'ses mentors possibles sont déjà sur les listes d’autres jeunes']]),
  );
});

test('a mentor of the site comes before one of the field, and each youth has another first choice while there is one', () => {
  const atSite = [aFreeMentor(2), aFreeMentor(3)];
  const ofField = aFreeMentor(1, { sites: new Set(), field: 'Nutrition' });
  const both = [0, 1].map((n) => aWaitingYouth(n, { sites: new Set(['eurasante']) }));
  expect(listsOf(both, [ofField, ...atSite])).toEqual({
    [reference('JE', 0)]: [reference('ME', 2), reference('ME', 3), reference('ME', 1)],
    [reference('JE', 1)]: [reference('ME', 3), reference('ME', 2), reference('ME', 1)],
  });
});

test.each([
  ['another season', { season: '2025-2026' }, {}, 'aucun mentor de sa saison n’a de place'],
  [
    'another site',
    { sites: new Set(['eurasante', 'euramaterials'] as const) },
    { sites: new Set(['euracreative'] as const) },
    'aucun mentor d’Eurasanté ou d’EuraMaterials n’a de place',
  ],
  [
    'the holidays alone',
    { moments: new Set(['vacances'] as const) },
    {},
    'aucun mentor possible n’est libre en même temps : pendant les vacances scolaires',
  ],
  [
    'a mentor asked before',
    { met: new Set([reference('ME', 1)]) },
    {},
    'ses mentors possibles ont déjà été proposés',
  ],
])('the reason of a youth who fits nobody is told: %s', (_, ofYouth, ofMentor, reason) => {
  const { aloneYouths } = matched([aWaitingYouth(1, ofYouth)], [aFreeMentor(1, ofMentor)]);
  expect([...aloneYouths.values()]).toEqual([reason]);
});

test('a mentor whom no youth fits is told with the reason, unless nobody waits', () => {
  const alone = (changes: Partial<FreeMentor>) => {
    const youth = aWaitingYouth(1, { sites: new Set(['eurasante']) });
    return [...matched([youth], [aFreeMentor(1, changes)]).aloneMentors.values()];
  };
  expect(alone({ sites: new Set(['euramaterials']) })).toEqual([
    'aucun jeune qui attend n’a choisi EuraMaterials',
  ]);
  expect(alone({ sites: new Set() })).toEqual(['aucun jeune qui attend n’a choisi son domaine']);
  expect(alone({ moments: new Set(['midi']) })).toEqual([
    'aucun jeune possible n’est libre en même temps : le midi',
  ]);
  expect(matched([], [aFreeMentor(1)]).aloneMentors.size).toBe(0);
});

test('the cell says each mentor’s reasons in words, of which any line holds one reference, and nothing that looks like a score', () => {
  const youth = aWaitingYouth(1, { sites: new Set(['eurasante']), moments: new Set(['soir', 'samedi']) });
  const list = [
    aFreeMentor(1, { moments: new Set(['samedi', 'soir']), places: 2 }),
    aFreeMentor(2, { sites: new Set(), field: 'Conseil en santé', moments: new Set() }),
    aFreeMentor(3, { givenName: `Sam ;\nME-${'2'.repeat(8)}`, moments: new Set(['soir']) }),
  ];
  const text = possibleMentorsText(youth, list, undefined);
  expect(text.split('\n')).toEqual([
    `${reference('ME', 1)} Claire (Eurasanté, le soir et le samedi, 2 places) ;`,
    `${reference('ME', 2)} Claire (un autre lieu, domaine : santé, moment à convenir, 1 place) ;`,
    `${reference('ME', 3)} Sam (Eurasanté, le soir, 1 place)`,
  ]);
  for (const line of text.split('\n')) expect(referencesIn(line)).toHaveLength(1);
  expect(possibleMentorsText(youth, [], 'À faire : videz la cellule.')).toBe('À faire : videz la cellule.');
  expect(possibleMentorsText(youth, list.slice(0, 1), 'À faire : videz la cellule.').split(' ;\n')).toEqual([
    'À faire : videz la cellule.',
    `${reference('ME', 1)} Claire (Eurasanté, le soir et le samedi, 2 places)`,
  ]);
});
