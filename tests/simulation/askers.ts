import { Asks, type AskKind } from '../../src/server/cases/asks.ts';
import { CaseStore } from '../../src/server/cases/case-store.ts';
import { StoreUnavailable, type TextStore } from '../../src/server/store/key-store.ts';
import { unreliableStore } from './partners.ts';
import type { Actor, World } from './world.ts';

/** Requests of somebody on their page that were confirmed with « c’est noté ». */
export interface Asked {
  /** As the spreadsheet's cell is to hold it. */
  phone?: string;
  isWithdrawn?: boolean;
  isErased?: boolean;
}

/** Shares of the people whose page opens, by request. */
const HABITS = { corrects: 0.12, withdraws: 0.08, erases: 0.08 };
/** Share of store calls that fail during a request, at least. */
const REQUESTS_FAILING = 0.3;
/** The page opens once the row is there: looked at so often. */
const LOOKS = 24;
const LOOK_MS = 900_000;
const TRIES = 12;

/** Somebody who comes back to their page, most of them never. */
export async function comeBack(
  world: World,
  actor: Actor,
  store: TextStore,
  who: { readonly id: string; readonly n: number; readonly asked: Asked },
): Promise<void> {
  const { id, n, asked } = who;
  const [corrects, withdraws, erases] = [
    world.chance(HABITS.corrects),
    world.chance(HABITS.withdraws),
    world.chance(HABITS.erases),
  ];
  if (!corrects && !withdraws && !erases) return;
  if (!(await isOpen(world, actor, store, id))) return;
  const ask = async (kind: AskKind, changes?: Readonly<Record<string, string>>): Promise<boolean> =>
    await persist(world, actor, store, { id, kind, changes });
  const phone = `+337${String(10_000_000 + n)}`;
  if (corrects && (await ask('correct', { phone }))) asked.phone = phone;
  await world.turn(actor, 1 + world.below(3_600_000));
  if (withdraws && (await ask('withdraw'))) asked.isWithdrawn = true;
  await world.turn(actor, 1 + world.below(3_600_000));
  if (erases && (await ask('erase'))) asked.isErased = true;
}

async function isOpen(world: World, actor: Actor, store: TextStore, id: string): Promise<boolean> {
  for (let looks = 0; looks < LOOKS; looks += 1) {
    await world.turn(actor, 1 + world.below(LOOK_MS));
    if ((await new CaseStore(store).read(id)) !== undefined) return true;
  }
  return false;
}

/** Sends a form until it is answered, always with the same mark; false when it never was. */
export async function persist(
  world: World,
  actor: Actor,
  store: TextStore,
  {
    id,
    kind,
    changes,
  }: {
    readonly id: string;
    readonly kind: AskKind;
    readonly changes?: Readonly<Record<string, string>> | undefined;
  },
): Promise<boolean> {
  const asks = new Asks(unreliableStore(world, actor, store, { share: REQUESTS_FAILING }));
  const once = Array.from({ length: 16 }, () => world.below(16).toString(16)).join('');
  for (let tries = 0; tries < TRIES; tries += 1) {
    try {
      await asks.ask(id, { kind, at: world.now(), once, changes });
      return true;
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      await world.turn(actor, 5_000 + world.below(600_000));
    }
  }
  return false;
}
