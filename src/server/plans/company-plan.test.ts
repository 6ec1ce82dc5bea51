import { expect, test } from 'vitest';
import { SETTINGS } from '../../../tests/fixtures/programme.fixture.ts';
import { askName } from '../cases/asks.ts';
import { announcedFact, progressRenewedFact } from '../cases/company-facts.ts';
import { companyPlan } from './company-plan.ts';
import type { CaseNow } from './plan.ts';

const NOW = new Date('2026-11-22T20:00:00Z');
const ID = 'a'.repeat(32);
const CONTACT = { companyName: 'Filatures', contactName: 'Camille', email: 'camille@filatures.exemple' };
const unchangedSince = () => ({ since: NOW, readAt: NOW });

/** A company whose contact has asked for a new link. */
function aCompanyThatAsked(typed: CaseNow['typed']): CaseNow {
  return {
    id: ID,
    record: undefined,
    facts: [announcedFact(1, NOW), progressRenewedFact({ generation: 1, issuedAt: NOW })],
    typed,
    tracking: undefined,
    person: JSON.stringify(CONTACT),
    erasure: undefined,
    claims: [],
    row: () => undefined,
    rows: () => new Map(),
    readableRows: () => new Map(),
    unchangedSince,
    now: NOW,
  };
}

test('a new link waits for the correction that was asked for before: it goes to the address that is right', () => {
  const plan = companyPlan(SETTINGS);
  const ask = { kind: 'correct', at: NOW, once: '0123456789abcdef' } as const;
  const changes = JSON.stringify({ changes: { email: 'camille@ailleurs.exemple' } });
  const waiting = plan.due(aCompanyThatAsked(new Map([[askName(ask), changes]])));
  expect(waiting.effects).toEqual([]);
  expect(waiting.lookAt).toBeDefined();
  const { effects } = plan.due(aCompanyThatAsked(new Map()));
  expect(effects.map(({ letter }) => letter?.to)).toEqual([CONTACT.email]);
});
