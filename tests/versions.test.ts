import { describe, expect, test } from 'vitest';
import { JOURNAL_TAB } from '../src/domain/tracking/journal-tab.ts';
import { aRunningSite } from './support/running-site.ts';
import { aMinor } from './fixtures/youth.fixture.ts';
import { CaseStore } from '../src/server/cases/case-store.ts';
import { answerName, guardianStateIn } from '../src/server/cases/guardian-facts.ts';
import { Looks } from '../src/server/cases/looks.ts';
import { TypedStore } from '../src/server/cases/typed-store.ts';
import { Inbox } from '../src/server/cases/inbox.ts';
import type { TextStore } from '../src/server/store/key-store.ts';
import { declineInvitation } from '../src/server/cases/invitation-requests.ts';
import { Asks } from '../src/server/cases/asks.ts';

// A rollback: an earlier deploy, put back into service, reads the store that a later one wrote.

type Site = ReturnType<typeof aRunningSite>;

/** Gives the records under these keys the version of a later deploy, and a part that this one does not know. */
async function asLater(store: TextStore, pattern: RegExp): Promise<ReadonlyMap<string, string>> {
  const later = new Map<string, string>();
  for (const key of (await store.list('')).filter((one) => pattern.test(one))) {
    const record: unknown = JSON.parse((await store.get(key)) ?? '');
    const text = JSON.stringify({ ...Object(record), version: 9, unheardOf: [key] });
    later.set(key, text);
    await store.set(key, text);
  }
  expect(later.size).toBeGreaterThan(0);
  return later;
}

/** Gives them back as this deploy writes them: the later one is back, which reads them all. */
async function isBack(store: TextStore, later: ReadonlyMap<string, string>): Promise<void> {
  for (const [key, text] of later) {
    const record: unknown = JSON.parse(text);
    await store.set(key, JSON.stringify({ ...Object(record), version: 1, unheardOf: undefined }));
  }
}

async function expectUntouched(store: TextStore, later: ReadonlyMap<string, string>): Promise<void> {
  for (const [key, text] of later) expect([key, await store.get(key)]).toEqual([key, text]);
}

function idOf(site: Site, email: string): string {
  const at = site.column('Jeunes', 'E-mail').indexOf(email);
  return site.column('Jeunes', 'Identifiant')[at] ?? '';
}

const ONCE = '1'.repeat(16);

describe('an application of a later deploy', () => {
  test('waits untouched beside the others, is told once it has waited for an hour, and is delivered by that deploy', async () => {
    const site = aRunningSite();
    const { store } = site;
    await site.apply('plus-tard@exemple.fr');
    const later = await asLater(store, /^typed\/.*\/application-/);
    await site.apply('a@exemple.fr');
    await site.schedule(5);
    expect(site.column('Jeunes', 'E-mail')).toEqual(['a@exemple.fr']);
    expect(site.alerts()).toEqual([]);
    expect(await site.health()).toMatchObject({ status: 'ok', pending: 1, quarantined: 0 });
    await site.schedule(61);
    expect(site.alerts().join()).toContain('une version plus récente du site');
    expect(await site.health()).toMatchObject({ status: 'degraded', pending: 1, quarantined: 0 });
    site.wait(40);
    await site.night();
    await expectUntouched(store, later);
    await isBack(store, later);
    await site.schedule(5);
    expect(site.column('Jeunes', 'E-mail')).toEqual(['a@exemple.fr', 'plus-tard@exemple.fr']);
    expect(await new Inbox(store).pending()).toEqual([]);
  });

  test('sent again through an earlier deploy is delivered by it, and the later item stays for its own', async () => {
    const site = aRunningSite();
    const submissionId = '0b61c1a2-6c9b-4c0e-9e0c-0d4b8f6c9b11';
    await site.apply('a@exemple.fr', { submissionId });
    const later = await asLater(site.store, /^typed\/.*\/application-/);
    await site.apply('a@exemple.fr', { submissionId });
    await site.schedule(5);
    expect(site.column('Jeunes', 'E-mail')).toEqual(['a@exemple.fr']);
    await expectUntouched(site.store, later);
    await isBack(site.store, later);
    site.sent.length = 0;
    await site.schedule(5);
    expect(site.column('Jeunes', 'E-mail')).toEqual(['a@exemple.fr']);
    expect(site.sent.filter(({ to }) => to === 'a@exemple.fr')).toEqual([]);
    expect(await new Inbox(site.store).pending()).toEqual([]);
  });
});

describe('what a later deploy kept of one person keeps nobody else from their turn', () => {
  test('an act', async () => {
    const site = aRunningSite();
    for (const email of ['a@exemple.fr', 'b@exemple.fr']) await site.apply(email);
    await site.schedule(0);
    const asks = new Asks(site.store);
    const [a, b] = [idOf(site, 'a@exemple.fr'), idOf(site, 'b@exemple.fr')];
    await asks.ask(a, { kind: 'withdraw', at: site.now(), once: ONCE });
    const later = await asLater(site.store, /^typed\//);
    await asks.ask(b, { kind: 'withdraw', at: site.now(), once: ONCE });
    await site.schedule(5);
    expect(site.column('Jeunes', 'Statut')).toEqual(['Reçue', 'Retirée']);
    await expectUntouched(site.store, later);
    await site.schedule(61);
    expect(site.alerts().join()).toContain('une version plus récente du site');
    await isBack(site.store, later);
    await site.schedule(5);
    expect(site.column('Jeunes', 'Statut')).toEqual(['Retirée', 'Retirée']);
  });

  test('an act of a kind that only a later deploy knows waits, and goes with an erasure', async () => {
    const site = aRunningSite();
    await site.apply('a@exemple.fr');
    await site.schedule(0);
    const id = idOf(site, 'a@exemple.fr');
    const key = `typed/${id}/ask-001795341600000-certificate-${ONCE}`;
    await site.store.set(key, '{"to":"ines@exemple.fr"}');
    await site.schedule(5);
    expect(await site.store.get(key)).toBeDefined();
    await new Asks(site.store).ask(id, { kind: 'erase', at: site.now(), once: ONCE });
    await site.schedule(5);
    expect(await site.store.get(key)).toBeUndefined();
  });

  test('a file: its events, its erasure and its retention wait', async () => {
    const site = aRunningSite();
    for (const email of ['a@exemple.fr', 'b@exemple.fr']) await site.apply(email);
    await site.schedule(0);
    const [a, b] = [idOf(site, 'a@exemple.fr'), idOf(site, 'b@exemple.fr')];
    const later = await asLater(site.store, new RegExp(`^cases/${a}/case$`));
    const asks = new Asks(site.store);
    for (const id of [a, b]) await asks.ask(id, { kind: 'erase', at: site.now(), once: ONCE });
    await site.schedule(5);
    await site.schedule(15);
    expect(site.column('Jeunes', 'E-mail')).toEqual(['a@exemple.fr']);
    site.wait(800);
    await site.night();
    site.wait(40);
    await site.night();
    expect(site.column('Jeunes', 'E-mail')).toEqual(['a@exemple.fr']);
    await expectUntouched(site.store, later);
    expect(site.alerts().join()).toContain('une version plus récente du site');
    await isBack(site.store, later);
    await site.schedule(5);
    await site.schedule(15);
    expect(site.column('Jeunes', 'E-mail')).toEqual([]);
    expect((await site.store.list('')).filter((key) => /^cases|eras|^typed/.test(key))).toEqual([]);
  });

  test('an event of the journal', async () => {
    const site = aRunningSite();
    for (const email of ['a@exemple.fr', 'b@exemple.fr']) await site.apply(email);
    await site.schedule(0);
    const asks = new Asks(site.store);
    for (const email of ['a@exemple.fr', 'b@exemple.fr'])
      await asks.ask(idOf(site, email), { kind: 'withdraw', at: site.now(), once: ONCE });
    site.spreadsheet.edit('Journal', () => [['Identifiant']]);
    await site.schedule(5);
    const a = idOf(site, 'a@exemple.fr');
    const later = await asLater(site.store, new RegExp(`^cases/${a}/(?!case)`));
    site.spreadsheet.edit('Journal', () => []);
    site.spreadsheet.edit('Journal', () => [JOURNAL_TAB.columns.map(({ header }) => header)]);
    await site.schedule(5);
    await expectUntouched(site.store, later);
    const written = site.column('Journal', 'Référence').length;
    expect(written).toBeGreaterThan(0);
    await isBack(site.store, later);
    await site.schedule(5);
    expect(site.column('Journal', 'Référence').length).toBeGreaterThan(written);
  });

  test('a guardian’s answer, and one of a kind that only a later deploy knows: nobody is reminded', async () => {
    const site = aRunningSite();
    for (const name of ['a', 'b', 'c'])
      await site.apply(
        `${name}@exemple.fr`,
        aMinor({ email: `${name}@exemple.fr`, guardianEmail: `parent-${name}@exemple.fr` }),
      );
    await site.confirmYouths();
    await site.schedule(0);
    await site.schedule(5);
    const [cases, typed] = [new CaseStore(site.store), new TypedStore(site.store)];
    const consent = {
      guardianName: 'Camille',
      quality: 'mère',
      emergencyName: '',
      emergencyPhone: '',
      statement: 'oui',
    };
    const [a, b, c] = [idOf(site, 'a@exemple.fr'), idOf(site, 'b@exemple.fr'), idOf(site, 'c@exemple.fr')];
    for (const id of [a, b]) {
      const state = guardianStateIn(id, await cases.facts(id), new Map());
      if (state === undefined) throw new Error('Nobody was asked.');
      const answer = { generation: 0, at: site.now(), hash: '0123abcd', decision: 'accepted' } as const;
      await typed.keep(id, answerName(answer), consent);
    }
    const later = await asLater(site.store, new RegExp(`^typed/${a}/`));
    await site.store.set(`typed/${c}/guardian-answer-0-001795341600000-0123abcd-partly`, '{"version":9}');
    site.sent.length = 0;
    await site.schedule(5);
    const states = new Map(
      site
        .column('Autorisations', 'Identifiant')
        .map((id, at) => [id, site.column('Autorisations', 'État')[at]]),
    );
    expect([states.get(a), states.get(b), states.get(c)]).toEqual(['Demandée', 'Accordée', 'Demandée']);
    site.wait(8);
    await site.schedule(5);
    expect(site.sent.filter(({ to }) => to === 'parent-c@exemple.fr')).toEqual([]);
    await expectUntouched(site.store, later);
    await isBack(site.store, later);
    await site.schedule(5);
    expect(site.column('Autorisations', 'État').toSorted()).toEqual(['Accordée', 'Accordée', 'Demandée']);
  });

  test('an invitation', async () => {
    const site = aRunningSite();
    await site.announce();
    await site.schedule(0);
    const [first = '', second = ''] = site.column('Invitations', 'Identifiant');
    const later = await asLater(site.store, new RegExp(`^people/${first}$`));
    const ports = { cases: new CaseStore(site.store), looks: new Looks(site.store) };
    for (const id of [first, second]) await declineInvitation(id, site.now(), ports);
    await site.schedule(5);
    const states = () => site.column('Invitations', 'Statut').slice(0, 2);
    expect(states()[1]).toBe('Refusée');
    expect(states()[0]).not.toBe('Refusée');
    await site.schedule(120);
    await expectUntouched(site.store, later);
    await isBack(site.store, later);
    await site.schedule(5);
    expect(states()).toEqual(['Refusée', 'Refusée']);
  });
});
