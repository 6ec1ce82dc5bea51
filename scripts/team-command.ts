import { InboxUnavailable } from '../src/server/inbox/inbox.ts';
import { problemOf } from '../src/server/spreadsheet/administration.ts';
import { fail } from './fail.ts';
import { linkSecret, projectRoot, readEnvFile } from './local-environment.ts';

/** Does a command on the spreadsheet or the store that the environment chooses; what keeps it from that is told in French. */
export async function teamCommand(command: () => Promise<void>): Promise<void> {
  try {
    readEnvFile();
    process.env.LINK_SECRET = await linkSecret(`${projectRoot}/data`);
    await command();
  } catch (error) {
    if (error instanceof InboxUnavailable)
      fail(new Error('La file d’attente ne répond pas : vérifiez NETLIFY_SITE_ID et NETLIFY_AUTH_TOKEN.'));
    if (!(error instanceof Error) || error.name !== 'Unavailable') fail(error);
    const { what, remedy } = problemOf(error);
    fail(new Error(`${what}\n${remedy}`));
  }
}
