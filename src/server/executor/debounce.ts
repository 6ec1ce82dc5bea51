/** Milliseconds that a drain started by an acceptance leaves to the acceptances that come with it. */
const DEBOUNCE_MS = { least: 200, most: 1_200 };

/** Waits a moment, never the same: of many instances that an acceptance wakes, the first drains for all, and the lease sends the others away. */
export async function debounce(pause: (milliseconds: number) => Promise<unknown>): Promise<void> {
  await pause(DEBOUNCE_MS.least + Math.random() * (DEBOUNCE_MS.most - DEBOUNCE_MS.least));
}
