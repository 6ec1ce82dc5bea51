import { StoreUnavailable } from '../src/server/store/key-store.ts';
import { problemOf } from '../src/server/spreadsheet/administration.ts';
import { MissingColumns, Unavailable } from '../src/server/spreadsheet/spreadsheet.ts';
import { fail, isOurs } from './fail.ts';
import { linkSecret, projectRoot, readEnvFile } from './local-environment.ts';

/** Does a command on the spreadsheet or the store that the environment chooses; what keeps it from that is told in French. */
export async function teamCommand(command: () => Promise<void>): Promise<void> {
  try {
    readEnvFile();
    process.env.LINK_SECRET = await linkSecret(`${projectRoot}/data`);
    await command();
  } catch (error) {
    if (error instanceof StoreUnavailable)
      fail(new Error('La file d’attente ne répond pas : vérifiez NETLIFY_SITE_ID et NETLIFY_AUTH_TOKEN.'));
    if (error instanceof Unavailable || error instanceof MissingColumns) {
      const { what, remedy } = problemOf(error);
      fail(new Error(`${what}\n${remedy}`));
    }
    fail(isOurs(error) ? error : new Error(unforeseen(error)));
  }
}

/** In the words of whoever runs the command: neither the message, which may quote a cell, nor the trace, but where to look. */
function unforeseen(error: unknown): string {
  const { name = 'inconnue', stack = '' } = error instanceof Error ? error : {};
  const [place = ''] = /(?:src|scripts)\/[\w./-]+:\d+/.exec(stack) ?? [];
  return [
    `Une erreur imprévue a arrêté la commande : ${[name, place].filter((text) => text !== '').join(', ')}.`,
    'Relancez-la ; si l’erreur revient, transmettez la ligne ci-dessus à la personne qui s’occupe du site.',
  ].join('\n');
}
