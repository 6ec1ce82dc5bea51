import * as z from 'zod';
import { memoizeLast } from '../spreadsheet/service.ts';
import { privateKeyIn } from './pasted-key.ts';
import { gristDocumentIn, gristHomeIn, isPublishedPage, pastedAddress, sheetsIdIn } from './pasted.ts';

/** Trying a key takes some milliseconds, at each reading of the same variables. */
const keyIn = memoizeLast(privateKeyIn);
const SHEETS_ID = 'ce qui suit « /d/ » dans l’adresse de la feuille de calcul';

export const googleSchema = z.object({
  GOOGLE_SHEETS_ID: z
    .string({ error: `GOOGLE_SHEETS_ID manque : c’est ${SHEETS_ID}.` })
    .transform((text, { issues }) => {
      const id = isPublishedPage(text) ? undefined : sheetsIdIn(text);
      if (id !== undefined) return id;
      const message = isPublishedPage(text)
        ? 'GOOGLE_SHEETS_ID est l’adresse d’une page publiée sur le Web : prenez celle que montre le navigateur quand vous modifiez la feuille.'
        : `GOOGLE_SHEETS_ID est ${SHEETS_ID}, ou cette adresse.`;
      issues.push({ code: 'custom', message, input: text });
      return z.NEVER;
    })
    .meta({ description: 'Ce qui suit « /d/ » dans l’adresse de la feuille de calcul, ou cette adresse.' }),
  GOOGLE_SERVICE_ACCOUNT_EMAIL: z
    .string({
      error: 'GOOGLE_SERVICE_ACCOUNT_EMAIL manque : c’est l’adresse du compte de service (« client_email »).',
    })
    .pipe(
      pastedAddress(
        'GOOGLE_SERVICE_ACCOUNT_EMAIL n’est pas une adresse : c’est celle du compte de service (« client_email »).',
      ),
    )
    .meta({ description: 'L’adresse du compte de service (« client_email » dans son fichier de clé).' }),
  GOOGLE_PRIVATE_KEY: z
    .string({ error: 'GOOGLE_PRIVATE_KEY manque : c’est la clé du compte de service (« private_key »).' })
    .transform((text, { issues }) => {
      const found = keyIn(text);
      if ('key' in found) return found.key;
      issues.push({ code: 'custom', message: found.problem, input: '' });
      return z.NEVER;
    })
    .meta({
      description:
        'Sa clé (« private_key »), entière, entre guillemets ; ou tout le fichier de clé, ou ce fichier en base64.',
      secret: true,
    }),
  GOOGLE_API_URL: z
    .url({ error: 'GOOGLE_API_URL est une adresse complète.' })
    .default('https://sheets.googleapis.com')
    .meta({ description: 'Autre adresse, pour les tests.' }),
  GOOGLE_TOKEN_URL: z
    .url({ error: 'GOOGLE_TOKEN_URL est une adresse complète.' })
    .default('https://oauth2.googleapis.com/token')
    .meta({ description: 'Autre adresse, pour les tests.' }),
});

const NO_GRIST = 'GRIST_URL manque : c’est l’adresse de Grist, par exemple https://docs.getgrist.com.';
const DOCUMENT = 'l’identifiant du document, dans « Paramètres du document », « API »';

export const gristSchema = z.object({
  GRIST_URL: z
    .string({ error: NO_GRIST })
    .overwrite(gristHomeIn)
    .pipe(z.url({ protocol: /^https?$/, error: NO_GRIST }))
    .meta({ description: 'L’adresse de Grist, par exemple https://docs.getgrist.com.' }),
  GRIST_DOC_ID: z
    .string({ error: `GRIST_DOC_ID manque : c’est ${DOCUMENT}.` })
    .transform((text, { issues }) => {
      const id = gristDocumentIn(text);
      if (id !== undefined && !id.includes('~')) return id;
      const message =
        id === undefined
          ? `GRIST_DOC_ID est ${DOCUMENT}, ou l’adresse du document.`
          : 'GRIST_DOC_ID est l’adresse d’une copie ou d’une sauvegarde du document : ouvrez l’original et prenez la sienne.';
      issues.push({ code: 'custom', message, input: text });
      return z.NEVER;
    })
    .meta({
      description: 'L’identifiant du document (« Paramètres du document », « API »), ou son adresse.',
    }),
  GRIST_API_KEY: z
    .string({
      error: 'GRIST_API_KEY manque : créez la clé dans « Paramètres du profil », « Clé d’API ».',
    })
    .overwrite((text) => text.replace(/^Bearer\s+/i, ''))
    .meta({ description: 'La clé (« Paramètres du profil », « Clé d’API »).', secret: true }),
});
