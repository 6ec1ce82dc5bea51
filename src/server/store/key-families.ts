import { type FamilyFacts, KeyFamily } from './key-family.ts';

function family<const Pattern extends string>(pattern: Pattern, facts: FamilyFacts): KeyFamily<Pattern> {
  return new KeyFamily(pattern, facts);
}

/**
 * Every key of the store, a family an entry (docs/decisions/0024-one-table-of-keys.md). How keys are built and read, erasure, the
 * forgetting of old notes and what a download gives back derive from it. An erasure goes by its order: what is to be done first, so that
 * nothing begins anew; the record of a case last, for it tells whose the rest is.
 */
export const KEYS = {
  typed: family('typed/<id>/<event>', {
    holds:
      'what somebody typed, an application first of all, until it is in the spreadsheet and its letters have left; the same application has the same key',
    // Corrections and answers alone: a follow-up opens once the row is there, which the download gives, and what a guardian typed is the guardian's.
    personal: { title: 'Corrections et réponses en attente', property: 'changes' },
    writer: 'cases/typed-store.ts',
    erased: true,
  }),

  tombstones: family('tombstones/<id>', {
    holds: 'when an application was erased',
    personal: false,
    writer: 'cases/erasures.ts',
    erased: { stays: 'Tells a machine that sends the form again from a person who comes back.' },
    forgotten: 'term',
  }),
  late: family('late/<id>', {
    holds: 'when an application came that may come again in the next slot of time',
    personal: false,
    writer: 'cases/inbox.ts',
    erased: true,
    forgotten: 'term',
  }),

  mailTries: family('mail/<about>.<letter>', {
    holds: 'how often a message was tried, when next, and an HMAC of its address',
    personal: false,
    writer: 'mail/persistent-mail.ts',
    erased: true,
    forgotten: 'term',
  }),
  undelivered: family('undelivered/<about>.<letter>', {
    holds: 'that a message waits or is lost, until the tab `À contacter` says so',
    personal: false,
    writer: 'mail/undelivered.ts',
    erased: true,
  }),
  unannounced: family('unannounced/<about>.<letter>', {
    holds: "the subject of a notice, until the team's digest of a flood of them",
    personal: { withheld: 'The team’s own, and the person typed none of it.' },
    writer: 'mail/notices.ts',
    erased: true,
  }),
  written: family('written/<day>/<kind>/<hmac>/<about>.<letter>', {
    holds: "nothing: a letter counts in the day's limits, of all and of an HMAC of the mailbox",
    personal: false,
    writer: 'mail/daily-counts.ts',
    erased: { stays: 'Erased and back, nobody gets more letters in a day.' },
    forgotten: { days: 1 },
  }),
  mailService: family('mail/service', {
    holds: 'whether the mail service takes anything, and since when not',
    personal: false,
    writer: 'mail/circuit.ts',
    lasts: 'replaced when that changes',
    forgotten: 'term',
  }),

  links: family('links/<id>/<kind>', {
    holds: 'which link of a purpose counts: its generation and when it was issued',
    personal: false,
    writer: 'links/renewals.ts',
    erased: true,
    forgotten: 'term',
  }),
  journal: family('journal/<id>/<event>', {
    holds: 'nothing: the tab `Journal` does not show an event yet',
    personal: false,
    writer: 'cases/case-store.ts',
    erased: true,
  }),
  references: family('references/<reference>/<id>', {
    holds: 'nothing: the reference of an application',
    personal: false,
    writer: 'cases/case-store.ts',
    erased: true,
  }),
  looks: family('look/<day>/<at>-<id>', {
    holds: 'nothing: a case is to be looked at then',
    personal: false,
    writer: 'cases/looks.ts',
    erased: true,
  }),
  people: family('people/<id>', {
    holds: 'a volunteer or the contact of a company, as long as they may be written to',
    personal: { withheld: 'A company typed it: its row says it, or it is about somebody else.' },
    writer: 'cases/people-store.ts',
    erased: true,
  }),
  claims: family('claims/<what>/<at>-<id>', {
    holds: 'that a case wants one of few things, such as a place of a mentor, and whether it has it',
    personal: false,
    writer: 'cases/claims.ts',
    erased: true,
  }),
  facts: family('cases/<id>/<event>', {
    holds: 'something that happened to a case, with its line of the tab `Journal` if it has one',
    personal: false,
    writer: 'cases/case-store.ts',
    erased: true,
    forgotten: 'term',
  }),
  cases: family('cases/<id>/case', {
    holds: 'form, season, instant and reference of an application, with HMACs of what the person knows',
    personal: false,
    writer: 'cases/case-store.ts',
    erased: true,
  }),

  marks: family('figures/<season>/<kind>/<value>/<hmac>', {
    holds:
      'nothing: one indicator of one person, under an HMAC of the two: those of one person cannot be joined',
    personal: false,
    writer: 'cases/figure-marks.ts',
    lasts:
      'for good, so that the figures of a season outlive its people; replaced while the row of the person changes',
  }),
  breakdowns: family('breakdowns/<season>', {
    holds:
      'the breakdowns of a season as they were last told, to the nearest five, and how many people were in each',
    personal: false,
    writer: 'cases/figure-marks.ts',
    lasts: 'as long as the figures, replaced once at least five people more are in one',
  }),
  tries: family('tries/<day>/<hmac>/<at>-<hash>', {
    holds: 'nothing: somebody tried to open the follow-up of a reference, of which there is an HMAC',
    personal: false,
    writer: 'answers/tries.ts',
    forgotten: { days: 1 },
  }),
  alerts: family('alert/<fact>/<day>', {
    holds: 'when the team was told',
    personal: false,
    writer: 'schedule/alert-notes.ts',
    forgotten: 'term',
  }),
  point: family('point', {
    holds: 'on which day « Le point » last said each thing that still lasts, by a hash',
    personal: false,
    writer: 'schedule/digest.ts',
    lasts: 'replaced by the next « Le point »',
  }),
  seen: family('seen/<tab>/<at>', {
    holds:
      'what a drain saw in a tab: by row, HMACs of its cells, since when they stand, and since when its status counts',
    personal: false,
    writer: 'executor/tab-snapshots.ts',
    lasts: 'replaced by the next drain that sees a change',
  }),
  derived: family('derived/<tab>', {
    holds:
      'what the system last wrote in the cells that it derives, by row: an HMAC, and how often somebody changed it back',
    personal: false,
    writer: 'executor/derived-memory.ts',
    lasts: 'replaced by the next drain that derives another text; a row that is gone is forgotten',
  }),
  needs: family('needs', {
    holds: 'how many mentors each excellence site seeks, from 2 on, and on which day that was counted',
    personal: false,
    writer: 'schedule/mentor-needs.ts',
    lasts: 'replaced by the next drain that counts otherwise, or on another day',
  }),
  columns: family('columns/<tab>', {
    holds: 'which of our columns a tab has had',
    personal: false,
    writer: 'spreadsheet/column-memory.ts',
    lasts: 'as long as the tab, replaced when it shows more',
  }),
  options: family('options/<tab>', {
    holds: 'which options the drop-down lists of a tab were completed with',
    personal: false,
    writer: 'spreadsheet/column-memory.ts',
    lasts: 'as long as the tab, replaced when the options change',
  }),
  notBefore: family('not-before/<tab>', {
    holds: 'until when a tab is left alone',
    personal: false,
    writer: 'spreadsheet/postponed-tabs.ts',
    lasts: 'replaced by the next wait of the tab',
  }),
  lease: family('lease', {
    holds: 'who drains, and until when',
    personal: false,
    writer: 'executor/lease.ts',
    lasts: 'dropped by its holder, replaced once it is over',
  }),
  begun: family('runs/begun', {
    holds: 'when the store was first written to',
    personal: false,
    writer: 'runs/runs.ts',
    lasts: 'as long as the store',
  }),
  night: family('runs/night', {
    holds: 'when a night last did all that was due',
    personal: false,
    writer: 'runs/runs.ts',
    lasts: 'replaced by the next night',
  }),
  figuresOn: family('runs/figures', {
    holds: 'on which day everybody was last counted, and an HMAC that tells under which secret',
    personal: false,
    writer: 'cases/figure-marks.ts',
    lasts: 'replaced by the next night',
  }),
  failing: family('runs/failing/<kind>', {
    holds: 'since when a step fails without a break',
    personal: false,
    writer: 'runs/runs.ts',
    lasts: 'as long as the step fails',
  }),
  buildFailure: family('build/failure', {
    holds: 'when the site could last not be built, and why, in French',
    personal: false,
    writer: 'runs/build-failure.ts',
    lasts: 'until the site is built',
  }),
  anchor: family('anchor', {
    holds: 'nothing: a store that answers 404 to a list was never written to before',
    personal: false,
    writer: 'store/blobs.ts',
    lasts: 'as long as the store',
  }),
} as const;

/** Every family, in the order in which an erasure goes. */
export const KEY_FAMILIES: readonly KeyFamily[] = Object.values(KEYS);
