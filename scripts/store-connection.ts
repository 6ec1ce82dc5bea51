import { existsSync } from 'node:fs';
import path from 'node:path';
import { publicSettings } from './local-environment.ts';
import { startBlobs } from './local-blobs.ts';
import { localFolder } from './netlify-emulation.ts';

/**
 * Lets a command reach the inbox outside a function: Netlify's, by its interface, where NETLIFY_SITE_ID says so; else the one
 * that `npm start` keeps on this computer, in `folder`, but never one beside the spreadsheet or the address of the other.
 * Gives what closes it. Throws in French when there is neither.
 */
export async function connectStore(folder = path.join(localFolder, 'blobs')): Promise<() => Promise<void>> {
  const { NETLIFY_SITE_ID: siteID, NETLIFY_AUTH_TOKEN: token } = process.env;
  if (process.env.NETLIFY_BLOBS_CONTEXT !== undefined) return () => Promise.resolve();
  const names = publicSettings();
  if (siteID !== undefined && token !== undefined) {
    if (!names.includes('SPREADSHEET'))
      throw new Error(
        'NETLIFY_SITE_ID mène à la boîte du site, mais le tableur serait celui de cet ordinateur : remettez tout le fichier .env du site (docs/mise-en-ligne.md, étape 12).',
      );
    process.env.NETLIFY_BLOBS_CONTEXT = Buffer.from(JSON.stringify({ siteID, token })).toString('base64');
    return () => Promise.resolve();
  }
  const isAsked = siteID !== undefined || token !== undefined || names.length > 0;
  if (isAsked || !existsSync(folder))
    throw new Error(
      'Indiquez NETLIFY_SITE_ID (chez Netlify, Project configuration → General) et NETLIFY_AUTH_TOKEN (User settings → Applications → Personal access tokens), dans .env ou dans l’environnement : sans elles, la boîte du site n’est pas à portée.',
    );
  const blobs = await startBlobs(folder);
  return () => blobs.stop();
}
