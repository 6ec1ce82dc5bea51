import { describe, expect, test } from 'vitest';
import { CONTACT_TAB } from '../../domain/tracking/contact-tab.ts';
import {
  aPairingTeam,
  anAcceptedYouth,
  anAvailableMentor,
  aProposal,
  aRunningPair,
  type PairingTeam,
} from '../../../tests/fixtures/pairs.fixture.ts';
import { MENTORS_TAB, YOUTHS_TAB } from '../../domain/pairs/pair-row.ts';
import { PAIR, PAIRS_TAB } from '../../domain/pairs/pairs-tab.ts';
import { SETTINGS } from '../../../tests/fixtures/programme.fixture.ts';
import { Undelivered } from '../mail/undelivered.ts';
import { STATUS_QUERIES, trackedRowOf } from '../plans/status-rows.ts';
import { listUndelivered } from './undelivered-contacts.ts';

/** Lists what is noted as undelivered, as the schedule does. */
async function list(team: PairingTeam, isReadable = true): Promise<void> {
  const rows = await Promise.all(
    [['youth', YOUTHS_TAB] as const, ['mentor', MENTORS_TAB] as const].map(async ([audience, tab]) => {
      const { headers, optional = [] } = STATUS_QUERIES[audience];
      const read = await team.spreadsheet.read(tab, [...headers, ...optional]);
      return [audience, [...read].map(([id, cells]) => trackedRowOf(audience, id, cells))] as const;
    }),
  );
  await listUndelivered(new Map(rows), {
    ...team.ports(),
    undelivered: new Undelivered(team.store),
    settings: SETTINGS,
    pairs: isReadable ? await team.spreadsheet.read(PAIRS_TAB, [PAIR.youth, PAIR.mentor]) : undefined,
    mailFailure: () => Promise.resolve(undefined),
  });
}

async function listed(team: PairingTeam) {
  const headers = ['Référence', 'Prénom', 'Saison', 'Motif', 'Texte à copier', 'Destinataire'];
  return [...(await team.spreadsheet.read(CONTACT_TAB, headers)).values()];
}

describe('a letter about a pair that waits', () => {
  test.each([
    ['youth-started', 'youth', 'binôme', 'nous t’avons écrit'],
    ['mentor-asked', 'mentor', 'proposition de binôme', 'nous vous avons écrit'],
    ['guardian-started', 'youth', 'binôme, au responsable légal', 'ton responsable légal'],
    ['guardian-dated-2-20261209-1f0c2b3a', 'youth', 'binôme, au responsable légal', 'ton responsable légal'],
  ] as const)('%s is a row of its own, and says when it has left', async (event, side, letter, words) => {
    const team = aPairingTeam();
    const people = { youth: anAcceptedYouth('Inès'), mentor: anAvailableMentor('Claire') };
    const id = await aRunningPair(team, people.youth, people.mentor);
    const undelivered = new Undelivered(team.store);
    await undelivered.note(`${id}.${event}`, 'waits', '452 4.2.2');
    await list(team, false);
    expect(await listed(team)).toEqual([]);
    await list(team);
    const told = await listed(team);
    expect(told).toMatchObject([
      {
        Référence: people[side].reference,
        Prénom: people[side].cells.Prénom,
        Saison: '2026-2027',
        Motif: `E-mail en attente (${letter}) : la boîte est pleine (452 4.2.2)`,
        Destinataire: 'La personne',
      },
    ]);
    expect(told[0]?.['Texte à copier']).toContain(words);
    expect(await undelivered.all()).toEqual([]);
    await undelivered.note(`${id}.${event}`, 'taken');
    await list(team);
    expect((await listed(team)).map(({ Motif }) => Motif)).toEqual([
      `E-mail parti depuis, rien à faire (${letter})`,
    ]);
    // Nothing of whoever is erased stays, in the row about the other neither.
    await team.erase(people.youth);
    await team.settle();
    expect(JSON.stringify(await listed(team))).not.toMatch(new RegExp(`Inès|${people.youth.reference}`));
  });

  test('and is given up says so, beside the row in which the team has the words to say', async () => {
    const team = aPairingTeam();
    const [youth, mentor] = [anAcceptedYouth('Inès'), anAvailableMentor('Claire', { 'E-mail': '' })];
    const id = await aProposal(team, youth, mentor);
    const undelivered = new Undelivered(team.store);
    for (const [state, code, reason] of [
      ['waits', '452 4.2.2', 'E-mail en attente (proposition de binôme) : la boîte est pleine (452 4.2.2)'],
      ['lost', '550 5.1.1', expect.stringMatching(/^E-mail pas remis \(proposition de binôme\) : /)],
    ] as const) {
      await undelivered.note(`${id}.mentor-asked`, state, code);
      await list(team);
      expect(new Set((await listed(team)).map(({ Motif }) => Motif))).toEqual(
        new Set(['Binôme : proposer, et noter la réponse dans « Binômes »', reason]),
      );
    }
    // Of one that never waited the plan's own row says everything.
    await undelivered.note(`${id}.mentor-reminded`, 'lost', '550 5.1.1');
    await list(team);
    expect([(await listed(team)).length, await undelivered.all()]).toEqual([2, []]);
  });

  test('of a pair whose row is gone, or of whom nobody is left, is forgotten', async () => {
    const team = aPairingTeam();
    const [youth, mentor] = [anAcceptedYouth('Inès'), anAvailableMentor('Claire')];
    const id = await aProposal(team, youth, mentor);
    const undelivered = new Undelivered(team.store);
    await team.setPair(id, 'Mentor', '');
    await undelivered.note(`${id}.mentor-asked`, 'waits', '452 4.2.2');
    await undelivered.note(`${'0'.repeat(32)}.mentor-asked`, 'waits', '452 4.2.2');
    await list(team);
    expect([await listed(team), await undelivered.all()]).toEqual([[], []]);
  });
});
