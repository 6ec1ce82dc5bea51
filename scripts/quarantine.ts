import { parseArgs } from 'node:util';
import { openInbox } from '../src/server/compose.ts';
import { fail } from './fail.ts';
import { readEnvFile } from './local-environment.ts';
import { connectStore } from './store-connection.ts';

// `npm run quarantine`: what was put aside, by identifier; `-- --release <identifier>` lets it be delivered again.

try {
  readEnvFile();
  const disconnect = await connectStore();
  const { release } = parseArgs({ options: { release: { type: 'string' } } }).values;
  const inbox = openInbox();
  const aside = await inbox.quarantined();
  const chosen = aside.filter(({ id }) => id === release);
  if (release === undefined)
    for (const { id, receivedAt } of aside) console.log(`${id}  reçue le ${receivedAt.toISOString()}`);
  for (const { key } of chosen) await inbox.release(key);
  if (release !== undefined && chosen.length === 0) throw new Error(`Rien n’est de côté sous ${release}.`);
  if (chosen.length > 0) console.log(`${release} sera livrée de nouveau dans les cinq minutes.`);
  if (aside.length === 0) console.log('Rien n’est de côté.');
  await disconnect();
} catch (error) {
  fail(
    error instanceof Error && error.name === 'InboxUnavailable'
      ? new Error('La file d’attente ne répond pas : vérifiez NETLIFY_SITE_ID et NETLIFY_AUTH_TOKEN.')
      : error,
  );
}
