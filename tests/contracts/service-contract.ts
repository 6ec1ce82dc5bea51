import { beforeEach, describe, expect, test } from 'vitest';
import { seeded, seededFaults } from '../doubles/faults.ts';
import { sampled } from '../support/nightly.ts';
import type { ServiceDouble, ServiceOptions } from '../doubles/service-double.ts';
import { describeSpreadsheet, find, idsIn, type Subject, withCell } from './spreadsheet-contract.ts';
import { aRow, rows, YOUTHS } from '../fixtures/spreadsheet/rows.ts';
import { type Grid, type Spreadsheet, Unavailable } from '../../src/server/spreadsheet/spreadsheet.ts';

interface SpreadsheetDouble extends ServiceDouble<unknown> {
  grid(tabName: string): Grid;
  edit(tabName: string, change: (grid: Grid) => Grid): void;
}

export interface Service {
  /** The one that `start` began last. */
  readonly double: () => SpreadsheetDouble;
  readonly start: (options: ServiceOptions) => Promise<void>;
  /** A drain of its own. */
  readonly open: () => Subject['spreadsheet'];
  /** Hidden ones too. */
  readonly tabNames: () => readonly string[];
}

export interface OfTheService {
  /** The adapter's reason when nothing answers. */
  readonly down: string;
  /** A word that every insertion holds, and what is said when each that holds it is refused. */
  readonly always: readonly [word: string, reason: string];
  /** Edits that staff make to the rows `r0` to `r5` between our reading and our writing. */
  readonly meanwhile: Readonly<Record<string, () => void>>;
}

/** Contract of every service: that of every adapter, plus network faults and concurrent edits by staff. */
export function describeService(
  { double, start, open, tabNames }: Service,
  { down, always: [word, refused], meanwhile }: OfTheService,
): void {
  const ids = () => idsIn(double().grid('Jeunes'));
  const youth = (id: string) => find(double().grid('Jeunes'), id);
  const note = (id: string, text: string) => {
    double().edit('Jeunes', (grid) => withCell(grid, id, "Notes de l'équipe", text));
  };

  describeSpreadsheet(() => ({
    spreadsheet: open(),
    grid: (tabName) => Promise.resolve(double().grid(tabName)),
    edit: (tabName, change) => {
      double().edit(tabName, change);
      return Promise.resolve();
    },
  }));

  test.each(['page', 'half', 500, 'before'] as const)(
    'reads that always end in « %s » wait',
    async (fault) => {
      double().fault = () => fault;
      await expect(open().identifiers(YOUTHS)).rejects.toMatchObject({ reason: down });
    },
  );

  test('a row that is refused is found among the others, which go in', async () => {
    await open().insert(YOUTHS, []);
    double().refuses = 'poison';
    const batch = [...rows('a', 9), aRow('bad', { Projet: 'poison' }), ...rows('b', 9)];
    await expect(open().insert(YOUTHS, batch)).rejects.toMatchObject({
      name: 'RowsRefused',
      ids: ['bad'],
      reason: 'refused',
    });
    expect(ids().sort()).toEqual([...rows('a', 9), ...rows('b', 9)].map(({ id }) => id).sort());
  });

  test.each([1, 2, 3, 4])(
    '%i rows that are all refused are not blamed when others would be too',
    async (count) => {
      await open().insert(YOUTHS, rows('r', 2));
      await open().identifiers(YOUTHS);
      double().refuses = word;
      await expect(open().insert(YOUTHS, rows('a', count))).rejects.toMatchObject({
        name: 'Unavailable',
        reason: refused,
      });
      expect(ids()).toEqual(['r0', 'r1']);
    },
  );

  test.each([1, 2, 3, 4])(
    '%i rows that are all refused for what they hold are each put aside',
    async (count) => {
      await open().insert(YOUTHS, rows('r', 2));
      await open().identifiers(YOUTHS);
      double().refuses = 'poison';
      const bad = rows('bad', count).map(({ id }) => aRow(id, { Projet: 'poison' }));
      await expect(open().insert(YOUTHS, bad)).rejects.toMatchObject({
        name: 'RowsRefused',
        ids: bad.map(({ id }) => id),
      });
      expect(ids()).toEqual(['r0', 'r1']);
    },
  );

  describe.each(Object.keys(meanwhile))('staff who %s between our reading and our writing', (what) => {
    const everybody = () => new Map(ids().map((id) => [id, youth(id)]));
    let expected: ReturnType<typeof everybody>;
    let tabs: readonly string[];

    /** Does it although the answer to its first write does not come; then once more. */
    const twice = async (fault: 'none' | 'lost', task: (spreadsheet: Spreadsheet) => Promise<unknown>) => {
      let faults = 1;
      double().fault = ({ writes }) => (writes && faults-- > 0 ? fault : 'none');
      await task(open()).catch((error: unknown) => {
        expect(error).toBeInstanceOf(Unavailable);
      });
      await task(open());
    };

    beforeEach(async () => {
      tabs = [...tabNames(), 'Jeunes'];
      await open().insert(YOUTHS, rows('r', 6));
      for (const id of ids()) note(id, `note ${id}`);
      let isDone = false;
      double().meanwhile = () => {
        if (isDone) return;
        isDone = true;
        meanwhile[what]?.();
        expected = everybody();
      };
    });

    test.each(['none', 'lost'] as const)('see the right cells change (answer: %s)', async (fault) => {
      const cells = { Statut: 'Entretien', Projet: 'Cuisine' };
      await twice(fault, (spreadsheet) => spreadsheet.update(YOUTHS, [{ id: 'r1', cells }]));
      expected.set('r1', { ...expected.get('r1'), ...cells });
      expect(everybody()).toEqual(expected);
      expect(tabNames()).toEqual(tabs);
    });

    test.each(['none', 'lost'] as const)(
      'see a text replaced in its cells alone (answer: %s)',
      async (fault) => {
        const texts = new Map([['JE-r1', 'effacé']]);
        await twice(fault, (spreadsheet) => spreadsheet.replaceText(YOUTHS, texts));
        const cells = [...expected].map(([id, row = {}]) => [
          id,
          Object.fromEntries(Object.entries(row).map(([header, text]) => [header, texts.get(text) ?? text])),
        ]);
        expect(Object.fromEntries(everybody())).toEqual(Object.fromEntries(cells));
        expect(tabNames()).toEqual(tabs);
      },
    );

    test.each(['none', 'lost'] as const)('see the right rows go (answer: %s)', async (fault) => {
      await twice(fault, (spreadsheet) => spreadsheet.remove(YOUTHS, ['r1', 'r5']));
      expected.delete('r1');
      expected.delete('r5');
      expect(everybody()).toEqual(expected);
      expect(tabNames()).toEqual(tabs);
    });
  });

  test('a text is replaced in a cell that staff write in between our reading and our writing', async () => {
    await open().insert(YOUTHS, rows('r', 3));
    note('r2', 'avec JE-r1');
    let isDone = false;
    double().meanwhile = () => {
      if (!isDone) note('r2', 'avec JE-r1, puis JE-r1');
      isDone = true;
    };
    await open().replaceText(YOUTHS, new Map([['JE-r1', 'effacé']]));
    expect(youth('r2')?.["Notes de l'équipe"]).toBe('avec effacé, puis effacé');
    expect(youth('r1')?.['Référence']).toBe('effacé');
  });

  test.each(['before', 'lost', 'late', 503, 'done-but-503', 'page', 'half'] as const)(
    'a text is replaced once it is asked again, whichever call ended in « %s »',
    async (fault) => {
      await open().insert(YOUTHS, rows('r', 3));
      const texts = new Map([['JE-r1', 'effacé']]);
      for (let at = 1, isOver = false; !isOver; at += 1) {
        double().edit('Jeunes', (grid) => withCell(grid, 'r2', "Notes de l'équipe", 'avec JE-r1, JE-r0'));
        const before = double().grid('Jeunes');
        double().calls.length = 0;
        double().fault = ({ writes }) =>
          double().calls.length === at && (writes || fault !== 'late') ? fault : 'none';
        await open()
          .replaceText(YOUTHS, texts)
          .catch((error: unknown) => {
            expect(error).toBeInstanceOf(Unavailable);
          });
        isOver = double().calls.length < at;
        double().fault = () => 'none';
        await open().replaceText(YOUTHS, texts);
        double().advance(200_000);
        expect(double().grid('Jeunes')).toEqual(
          before.map((line) => line.map((text) => text.replaceAll('JE-r1', 'effacé'))),
        );
      }
    },
  );

  describe('with faults in 4 calls of 10', () => {
    test.each(sampled([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 2))(
      'nothing is lost, doubled, misplaced or overwritten (seed %i)',
      async (seed) => {
        const random = seeded(seed);
        await start({ random, fault: seededFaults(random, 0.4) });
        const others = tabNames();
        const wanted = [...rows('a', 40), ...rows('b', 40)];
        const changed = wanted.slice(0, 20).map(({ id }) => ({ id, cells: { Projet: 'Cuisine' } }));
        const notes = new Map<string, string>();
        double().meanwhile = () => {
          const id = ids()[Math.floor(random() * ids().length)];
          if (id === undefined || random() < 0.5) return;
          notes.set(id, `note ${notes.size}`);
          note(id, notes.get(id) ?? '');
        };
        const persist = async (task: () => Promise<unknown>): Promise<void> => {
          for (let done = false; !done;)
            done = await task().then(
              () => true,
              (error: unknown) => {
                if (!(error instanceof Unavailable)) throw error;
                double().advance((error.retryAfterSeconds ?? 5) * 1000);
                return false;
              },
            );
        };
        await Promise.all(
          [open(), open(), open()].map(async (drain, n) => {
            for (let at = 0; at < 80; at += 16)
              await persist(() => drain.insert(YOUTHS, wanted.slice(at, at + 16 + n)));
            if (n === 0) await persist(() => drain.update(YOUTHS, changed));
            if (n === 1) await persist(() => drain.remove(YOUTHS, ['a30', 'b30']));
          }),
        );
        double().advance(600_000);
        double().fault = () => 'none';
        await open().remove(YOUTHS, ['a30', 'b30']);
        const kept = wanted.map(({ id }) => id).filter((id) => id !== 'a30' && id !== 'b30');
        expect(ids().sort()).toEqual(kept.sort());
        for (const id of kept)
          expect(youth(id)).toMatchObject({
            Référence: `JE-${id}`,
            Prénom: 'Inès',
            Projet: changed.some((row) => row.id === id) ? 'Cuisine' : '',
            "Notes de l'équipe": notes.get(id) ?? '',
          });
        expect(tabNames()).toEqual([...others, 'Jeunes']);
        expect(double().calls.filter(({ writes }) => writes).length).toBeLessThan(200);
      },
    );
  });
}
