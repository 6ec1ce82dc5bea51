import fc from 'fast-check';
import { expect, test } from 'vitest';
import { letterText } from '../../components/mail/letter.ts';
import { openCaseStores } from './case-stores.ts';
import { StoreUnavailable } from '../store/key-store.ts';
import { type Spreadsheet, Unavailable } from '../spreadsheet/spreadsheet.ts';
import {
  type Fate,
  type Fault,
  killedAt,
  spreadsheetThrough,
  unreliableMail,
  unreliableSpreadsheet,
  unreliableStore,
  withOwnLease,
} from '../../../tests/fixtures/faults.fixture.ts';
import { LATER, type DeliveryPorts, aProgramme, deliver } from '../../../tests/fixtures/programme.fixture.ts';

// Every call of a drain to its ports may fail before its effect, or after it, and a write may say yes for nothing. Whatever
// happens, one clean drain later each application is one row, each message was sent, and nothing waits.

type Programme = ReturnType<typeof aProgramme>;

function unreliablePorts(
  { ports, store, spreadsheet, rows }: Programme,
  fate: Fate,
  leaseKey = 'lease',
): DeliveryPorts {
  const { now } = ports;
  const mail = unreliableMail(ports.mail, fate);
  return {
    ...ports,
    ...openCaseStores(unreliableStore(withOwnLease(store, leaseKey), fate), now),
    spreadsheet: unreliableSpreadsheet(spreadsheet, fate),
    mail: {
      send: (message) => {
        // Never before the row is there; soft, since a drain takes what is thrown here for a failure of the mail.
        expect
          .soft(rows().some(({ Référence }) => letterText(message.letter).includes(Référence ?? '?')))
          .toBe(true);
        return mail.send(message);
      },
    },
  };
}

/** Three applications, of which one came twice and one gave no address. */
async function threeApplications({ apply }: Programme): Promise<void> {
  await Promise.all([apply(), apply(), apply({ project: 'Autre' }), apply({ email: '' })]);
}

/** @param messages how many different ones are due. */
async function expectAllDelivered(programme: Programme, references: number, messages: number): Promise<void> {
  programme.wait(60);
  await programme.deliver();
  expect(programme.rows()).toHaveLength(references);
  expect(new Set(programme.rows().map(({ Référence }) => Référence)).size).toBe(references);
  expect(new Set(programme.sent.map(({ messageId }) => messageId)).size).toBe(messages);
  expect(await programme.health()).toMatchObject({ pending: 0, quarantined: 0 });
}

/** A delivered application comes back neither as a row that staff deleted nor as a message. */
async function expectNothingAgain(programme: Programme, sendAgain: () => Promise<void>): Promise<void> {
  const sent = programme.sent.length;
  programme.spreadsheet.edit('Jeunes', ([headers = []]) => [headers]);
  await sendAgain();
  await programme.deliver();
  expect(programme.rows()).toEqual([]);
  expect(programme.sent).toHaveLength(sent);
}

/** One drain that goes out like a light at its n-th call; says whether it did. */
async function dieAt(programme: Programme, nth: number, how: 'before' | 'after'): Promise<boolean> {
  const { fate, isDead } = killedAt(nth, how);
  await deliver(unreliablePorts(programme, fate), LATER).catch((error: unknown) => {
    expect(error).toBeInstanceOf(StoreUnavailable);
  });
  return isDead();
}

test.each(['before', 'after'] as const)(
  'a process killed %s any of its calls loses nothing and doubles no row',
  async (how) => {
    let last = 0;
    for (let died = true; died;) {
      last += 1;
      const programme = aProgramme();
      await threeApplications(programme);
      died = await dieAt(programme, last, how);
      await expectAllDelivered(programme, 3, 5);
      await expectNothingAgain(programme, () => threeApplications(programme));
    }
    expect(last).toBeGreaterThan(30);
  },
);

test('drains that overlap in any order, with any faults, while applications arrive, lose nothing and double no row', async () => {
  const faults = fc.array(
    fc.oneof(
      { arbitrary: fc.constant<Fault>('none'), weight: 12 },
      { arbitrary: fc.constantFrom<Fault>('before', 'after', 'no-effect'), weight: 1 },
    ),
    { maxLength: 150, size: 'max' },
  );
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), faults, async (scheduler, plan) => {
      const programme = aProgramme();
      await threeApplications(programme);
      const left = plan.values();
      const fate: Fate = async () => {
        await scheduler.schedule(Promise.resolve());
        return left.next().value ?? 'none';
      };
      const drains = ['a', 'b', 'c'].map((drain) =>
        deliver(unreliablePorts(programme, fate, `lease-${drain}`), LATER),
      );
      const arrival = scheduler
        .schedule(Promise.resolve())
        .then(() => programme.apply({ project: 'Entre-temps' }));
      const ends = await scheduler.waitFor(Promise.allSettled([...drains, arrival]));
      for (const end of ends)
        if (end.status === 'rejected') expect(end.reason).toBeInstanceOf(StoreUnavailable);
      await expectAllDelivered(programme, 4, 7);
      await expectNothingAgain(programme, () => threeApplications(programme));
    }),
    { numRuns: 150 },
  );
});

test('a tab whose store asks for time is left alone by every drain until then, and the answer that comes late leaves one row', async () => {
  const programme = aProgramme();
  await threeApplications(programme);
  let calls = 0;
  const spreadsheet: Spreadsheet = {
    ...spreadsheetThrough(programme.spreadsheet),
    read: (tab, headers) => {
      calls += 1;
      return programme.spreadsheet.read(tab, headers);
    },
    insert: () => Promise.reject(new Unavailable('passing', 'panne', { retryAfterSeconds: 180 })),
  };
  await programme.deliver({ spreadsheet });
  expect(calls).toBe(1);
  await Promise.all(
    ['a', 'b', 'c'].map((drain) =>
      deliver({ ...unreliablePorts(programme, () => 'none', `lease-${drain}`), spreadsheet }, LATER),
    ),
  );
  await programme.deliver();
  expect([calls, programme.rows().length]).toEqual([1, 0]);
  programme.wait(180);
  await expectAllDelivered(programme, 3, 5);
});
