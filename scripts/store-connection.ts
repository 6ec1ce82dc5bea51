import { existsSync } from 'node:fs';
import path from 'node:path';
import { localFolder, startBlobs } from './netlify-emulation.ts';

/**
 * Lets a command reach the inbox outside a function: Netlify's, by its interface, where NETLIFY_SITE_ID says so; else the one
 * that `npm start` keeps on this computer. Gives what closes it. Throws in French when there is neither.
 */
export async function connectStore(): Promise<() => Promise<void>> {
  const { NETLIFY_SITE_ID: siteID, NETLIFY_AUTH_TOKEN: token } = process.env;
  if (process.env.NETLIFY_BLOBS_CONTEXT !== undefined) return () => Promise.resolve();
  if (siteID !== undefined && token !== undefined) {
    process.env.NETLIFY_BLOBS_CONTEXT = Buffer.from(JSON.stringify({ siteID, token })).toString('base64');
    return () => Promise.resolve();
  }
  const folder = path.join(localFolder, 'blobs');
  if (siteID !== undefined || token !== undefined || !existsSync(folder))
    throw new Error(
      'Indiquez NETLIFY_SITE_ID (Site configuration > General) et NETLIFY_AUTH_TOKEN (User settings > Applications), dans l’environnement ou dans .env.',
    );
  const blobs = await startBlobs(folder);
  return () => blobs.stop();
}
