import { expect, test } from 'vitest';
import type { Application } from '../../domain/application/application.ts';
import type { Cells } from '../spreadsheet/spreadsheet.ts';
import { youthForm } from '../../domain/application/youth.ts';
import { anApplication } from '../../../tests/contracts/inbox-contract.ts';
import { messagesOf, SECRET } from '../../../tests/fixtures/programme.fixture.ts';
import type { Effect } from '../cases/effect.ts';
import { ERASED_BEFORE, type Fact, factOf } from '../cases/facts.ts';
import { DELIVERED_ROW, deliveredName, itemName, itemOf, itemsIn } from '../cases/inbox-items.ts';
import { referenceByPhone } from '../letters/application-letters.ts';
import { deliveryPlan } from './delivery-plan.ts';

const NOW = new Date('2026-11-22T10:00:30Z');
const { id } = anApplication();
const ANSWERS = { givenName: 'Inès', email: 'ines@exemple.fr', birthDate: '2006-03-14' };
const plan = deliveryPlan({ forms: [youthForm], messages: messagesOf, secret: SECRET });

function typedOf(applications: readonly object[]): ReadonlyMap<string, string> {
  return new Map(
    applications.map((change) => {
      const { name, value } = itemOf({ ...anApplication({ answers: ANSWERS }), ...change });
      return [name, JSON.stringify({ ...value, ...change })];
    }),
  );
}

/** The plan's answer for an application that waits. */
function due({
  applications = [{}],
  typed = typedOf(applications),
  facts = [],
  rows = new Map(),
  now = NOW,
  asked = plan,
}: {
  readonly applications?: readonly object[];
  readonly typed?: ReadonlyMap<string, string>;
  readonly facts?: readonly Fact[];
  readonly rows?: ReadonlyMap<string, Cells>;
  readonly now?: Date;
  readonly asked?: typeof plan;
} = {}): readonly Effect[] {
  const unchangedSince = () => ({ since: now, readAt: now });
  const [row, none] = [() => rows.get(id), undefined];
  const one = {
    id,
    record: none,
    facts,
    typed,
    tracking: none,
    person: none,
    erasure: none,
    claims: [],
    row,
    rows: () => rows,
    readableRows: () => rows,
    unchangedSince,
    now,
  };
  return asked.due(one).effects;
}

const fact = (name: string, at = NOW): Fact => factOf('message', name, at);
const namesOf = (effects: readonly Effect[]) => effects.map(({ name }) => name);
const [ITEM] = itemsIn(id, typedOf([{}]).keys()).waiting;
if (ITEM === undefined) throw new Error('An item was expected.');

test('the row first, with its case; then the letters; then nothing waits', () => {
  const [first] = due();
  expect(first).toMatchObject({
    name: 'row',
    insert: [{ row: { id } }],
    done: { opens: { id, audience: 'youth' } },
  });
  const facts = [fact(DELIVERED_ROW)];
  expect(namesOf(due({ facts }))).toEqual(['confirmation', 'notice']);
  facts.push(fact(deliveredName('confirmation')));
  expect(namesOf(due({ facts }))).toEqual(['notice']);
  facts.push(fact(deliveredName('notice')));
  expect(due({ facts })).toEqual([{ name: 'delivered', done: { forget: [ITEM.name] } }]);
});

test('whoever gave a number alone is listed once, with the reference that no letter tells', () => {
  const settings = { programmeName: 'Le programme', siteUrl: 'https://site.test' };
  const withContacts = deliveryPlan({
    forms: [youthForm],
    messages: () => [],
    toContact: (form, application) => referenceByPhone(form, application, settings),
    secret: SECRET,
  });
  const answers = { givenName: 'Inès', phone: '+33612345678', preferredContact: 'sms' };
  const dueWith = (given: object, facts: readonly Fact[]) =>
    due({ applications: [{ answers: given }], facts, asked: withContacts });
  const [listed, ...others] = dueWith(answers, [fact(DELIVERED_ROW)]);
  expect(others).toEqual([]);
  const { reference } = anApplication();
  const cells = listed?.contacts?.[0]?.cells;
  expect(cells).toMatchObject({
    Référence: reference,
    Téléphone: '+33612345678',
    'Contact préféré': 'Un SMS',
    Destinataire: 'La personne',
  });
  const text = cells?.['Texte à copier'] ?? '';
  for (const part of ['Bonjour Inès, ', reference, 'https://site.test/suivi/']) expect(text).toContain(part);
  expect(cells?.['Lien SMS']).toMatch(/^sms:\+33612345678\?body=/);
  const told = [fact(DELIVERED_ROW), ...(listed?.done.facts ?? [])];
  expect(namesOf(dueWith(answers, told))).toEqual(['delivered']);
  expect(namesOf(dueWith({ ...answers, email: 'ines@exemple.fr' }, [fact(DELIVERED_ROW)]))).toEqual([
    'delivered',
  ]);
});

test('a row that a read shows is not sent again, and counts as delivered', () => {
  const [first] = due({ rows: new Map([[id, {}]]) });
  expect(first).toMatchObject({ insert: [], done: { facts: [{ name: DELIVERED_ROW }] } });
});

test('a row that the spreadsheet can never take has every item of the application put aside', () => {
  const [first] = due({ applications: [{}, { receivedAt: '2026-11-22T10:00:20.000Z' }] });
  expect(first?.refused?.('too-long').aside).toMatchObject({ items: [{ id }, { id }], reason: 'too-long' });
});

test('what nobody can read is put aside before anything is done, what a later deploy wrote waits beside the rest', () => {
  expect(namesOf(due({ applications: [{}, { answers: 'none' }] }))).toEqual(['put-aside']);
  expect(namesOf(due({ applications: [{}, { version: 9 }] }))).toEqual(['row']);
  expect(() => due({ applications: [{ version: 9 }] })).toThrow('A later deploy wrote this.');
});

test('letters that have not left for a while wait under a name that says so; held ones until the next day, with a look', () => {
  const facts = [fact(DELIVERED_ROW)];
  const now = new Date(NOW.getTime() + 600_000);
  const letters = itemName(ITEM, 'letters');
  expect(due({ facts, now })).toMatchObject([
    { name: 'letters-wait', done: { keep: [{ name: letters }], forget: [ITEM.name] } },
  ]);
  const [body = ''] = typedOf([{}]).values();
  const [first] = due({ facts, now, typed: new Map([[letters, body]]) });
  expect(first?.held).toMatchObject({
    lookAt: new Date('2026-11-23T00:00:00Z'),
    keep: [{ name: itemName(ITEM, 'held') }],
    forget: [letters],
  });
});

test.each([
  ['within a day is a machine', -3_600_000, ['sent-again']],
  ['a day later is the person', -90_000_000, ['row']],
])('the form of somebody erased, sent again %s', (_, sinceMs, names) => {
  const facts = [factOf('retention', ERASED_BEFORE, new Date(NOW.getTime() + sinceMs))];
  expect(namesOf(due({ facts }))).toEqual(names);
});

test('applications of one round that share a contact with a row or with each other are marked, the first apart', () => {
  const rows = new Map([['f'.repeat(32), { 'E-mail': 'LOU@exemple.fr', Téléphone: '' }]]);
  const of = (change: Partial<Application>) => due({ applications: [change] });
  const effects = ['ines', 'lou', 'ines'].flatMap((name) =>
    of({ answers: { ...ANSWERS, email: `${name}@exemple.fr` }, signals: name === 'lou' ? ['tooFast'] : [] }),
  );
  const marked = plan.together?.(effects, () => rows) ?? [];
  expect(marked.map(({ insert = [] }) => insert[0]?.row.cells.Signalement)).toEqual([
    '',
    'rempli très vite; doublon possible',
    'doublon possible',
  ]);
});
