import type { CaseStore } from '../cases/case-store.ts';
import type { Claims } from '../cases/claims.ts';
import { changeContactEmail } from '../cases/company-requests.ts';
import type { Outcome } from '../cases/effect.ts';
import type { Erasures } from '../cases/erasures.ts';
import type { FigureMarks } from '../cases/figure-marks.ts';
import { type Fact, factOf } from '../cases/facts.ts';
import { itemName } from '../cases/inbox-items.ts';
import type { Looks } from '../cases/looks.ts';
import type { PeopleStore } from '../cases/people-store.ts';
import type { TypedStore } from '../cases/typed-store.ts';
import type { Log } from '../foundation/log.ts';
import type { Renewals } from '../links/renewals.ts';
import type { OpenCase } from './open-case.ts';

export interface OutcomePorts {
  readonly cases: CaseStore;
  readonly typed: TypedStore;
  readonly people: PeopleStore;
  readonly looks: Looks;
  readonly renewals: Renewals;
  readonly erasures: Erasures;
  readonly claims: Claims;
  readonly figures: FigureMarks;
  readonly log: Log;
  readonly now: () => Date;
}

/** Stores the notes of an effect that is done, in their order. Throws `StoreUnavailable`. */
export async function noteOutcome(one: OpenCase, outcome: Outcome, ports: OutcomePorts): Promise<void> {
  const { cases, typed, people, looks, erasures, figures, log, now } = ports;
  const { reason = '', items = [] } = outcome.aside ?? {};
  const marks = items.map((item) => ({ name: itemName(item, 'aside'), value: { reason, at: now() } }));
  if (items.length > 0) log('quarantined', { id: one.id, reason });
  for (const { name, value } of [...marks, ...(outcome.keep ?? [])]) {
    await typed.keep(one.id, name, value);
    one.setTyped(name, JSON.stringify(value));
  }
  if (outcome.lookAt !== undefined) one.noteLook(await looks.schedule(one.id, outcome.lookAt), now());
  if (outcome.opens !== undefined) one.record = await cases.open(outcome.opens);
  if (outcome.record !== undefined) {
    await cases.keep(outcome.record);
    one.record = outcome.record;
  }
  // Before the erasure goes on: it takes the rows that they follow from.
  if (outcome.marks !== undefined) await figures.put(outcome.marks);
  if (outcome.erasure !== undefined) {
    await erasures.note(one.id, outcome.erasure);
    one.erasure = outcome.erasure;
  }
  if (outcome.isErased === true) {
    await erasures.end(one.id, now());
    // No plan is asked about it again.
    [one.isErased, one.erasure] = [true, undefined];
  }
  if (outcome.claim !== undefined) await claim(one, outcome.claim, ports);
  const renewed = outcome.renew === undefined ? [] : [await renew(one, outcome.renew, ports)];
  for (const { purpose, at } of outcome.revoke ?? [])
    one.noteLink(purpose, await ports.renewals.revoke(purpose, one.id, at));
  if (outcome.newContactEmail !== undefined) {
    const { email, at } = outcome.newContactEmail;
    await changeContactEmail(one.id, email, at, ports);
    [one.facts, one.person] = await Promise.all([cases.facts(one.id), people.read(one.id)]);
  }
  for (const { id, person } of outcome.people ?? []) {
    await people.keep(id, person);
    if (id === one.id) one.person = JSON.stringify(person);
  }
  // Before the facts of its own, which say that it is done.
  const { tell = [] } = outcome;
  for (const [rank, { id, fact }] of tell.entries()) {
    await cases.note(id, fact);
    // Due at once, in this order.
    await looks.schedule(id, new Date(now().getTime() - tell.length + rank));
  }
  for (const fact of [...renewed, ...(outcome.facts ?? [])]) {
    // Another drain may have noted it a moment before.
    one.addFact(await cases.note(one.id, fact));
  }
  for (const name of outcome.forget ?? []) {
    await typed.forget(one.id, name);
    one.setTyped(name, undefined);
  }
  if (outcome.forgetPerson === true) {
    await people.forget(one.id);
    one.person = undefined;
  }
}

async function claim(
  one: OpenCase,
  { what, is, by = one.id }: NonNullable<Outcome['claim']>,
  { claims, looks, now }: OutcomePorts,
): Promise<void> {
  if (is === 'wanted') await claims.claim(what, by, now());
  else if (is === 'granted') await claims.grant(what, by);
  else await claims.release(what, by);
  const left = await claims.of(what);
  one.claims = [...one.claims.filter((other) => other.what !== what), ...left];
  if (is !== 'released') return;
  // The next in turn have it without waiting for their own look.
  for (const { id, isGranted } of left) if (!isGranted) await looks.schedule(id, now());
}

async function renew(
  { id }: OpenCase,
  { purpose, fact, kind }: NonNullable<Outcome['renew']>,
  { renewals, now }: OutcomePorts,
): Promise<Fact> {
  const { generation, issuedAt } = await renewals.renewOrLatest(purpose, id, now());
  return factOf(kind, `${fact}-${generation}`, issuedAt);
}
