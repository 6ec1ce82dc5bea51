import localForage from 'localforage';

/**
 * Offers the backup of an unsaved entry once the entry is loaded. Decap 3.16.3 offers it earlier, then puts the entry
 * it loads over the text that was taken back (`actions/entries.ts`, `loadEntry`).
 * @param loaded resolves when the entry of this slug is loaded (none for a new one)
 */
export async function offerBackupLate(loaded: (slug: string | undefined) => Promise<void>): Promise<void> {
  // Once it has chosen its storage, localForage puts that storage's methods over its own, ours included (`setDriver`).
  await localForage.ready().catch(() => undefined);
  const getItem = localForage.getItem.bind(localForage);
  localForage.getItem = async (key, callback) => {
    // `backup.<collection>.<slug>`
    const [kind, collection, ...slug] = key.split('.');
    if (kind === 'backup' && collection !== undefined)
      await loaded(slug.length > 0 ? slug.join('.') : undefined);
    return await getItem(key, callback);
  };
}
