import { parseArgs } from 'node:util';
import { openInbox } from '../src/server/compose.ts';
import { fail } from './fail.ts';
import { readEnvFile } from './local-environment.ts';

// `npm run quarantine`: what was put aside, by identifier; `-- --release <identifier>` lets it be delivered again.

/** Outside a function, the store is reached through Netlify's interface. */
function connect(): void {
  const { NETLIFY_SITE_ID: siteID, NETLIFY_AUTH_TOKEN: token } = process.env;
  if (process.env.NETLIFY_BLOBS_CONTEXT !== undefined) return;
  if (siteID === undefined || token === undefined)
    throw new Error(
      'Indiquez NETLIFY_SITE_ID (Site configuration > General) et NETLIFY_AUTH_TOKEN (User settings > Applications), dans l’environnement ou dans .env.',
    );
  process.env.NETLIFY_BLOBS_CONTEXT = Buffer.from(JSON.stringify({ siteID, token })).toString('base64');
}

try {
  readEnvFile();
  connect();
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
} catch (error) {
  fail(
    error instanceof Error && error.name === 'InboxUnavailable'
      ? new Error('La file d’attente ne répond pas : vérifiez NETLIFY_SITE_ID et NETLIFY_AUTH_TOKEN.')
      : error,
  );
}
