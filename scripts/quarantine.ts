import { parseArgs } from 'node:util';
import { openInbox } from '../src/server/compose/compose.ts';
import { connectStore } from './store-connection.ts';
import { teamCommand } from './team-command.ts';

// `npm run quarantine`: what was put aside, by identifier; `-- --release <identifier>` lets it be delivered again.

await teamCommand(async () => {
  const { release } = parseArgs({ options: { release: { type: 'string' } } }).values;
  const disconnect = await connectStore();
  try {
    const inbox = openInbox();
    const aside = await inbox.quarantined();
    const chosen = aside.filter(({ id }) => id === release);
    if (release === undefined)
      for (const { id, receivedAt } of aside) console.log(`${id}  reçue le ${receivedAt.toISOString()}`);
    for (const item of chosen) await inbox.release(item);
    if (release !== undefined && chosen.length === 0) throw new Error(`Rien n’est de côté sous ${release}.`);
    if (chosen.length > 0) console.log(`${release} sera livrée de nouveau dans les cinq minutes.`);
    if (aside.length === 0) console.log('Rien n’est de côté.');
  } finally {
    await disconnect();
  }
});
