import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

const WHOLE = 'la clé entière, de « -----BEGIN PRIVATE KEY----- » à « -----END PRIVATE KEY----- »';
const OF_ANOTHER_KIND =
  'GOOGLE_PRIVATE_KEY n’est pas la clé d’un compte de service de Google : créez-en une (« Clés > Ajouter une clé > JSON »).';
const DAMAGED =
  'GOOGLE_PRIVATE_KEY est abîmée : un morceau manque ou a changé. Copiez de nouveau « private_key » du fichier, d’un seul geste.';

/** Texts that are no private key, each with its message. */
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [
    /^[\da-f]{40}$/i,
    'GOOGLE_PRIVATE_KEY est « private_key_id », le numéro de la clé : copiez « private_key », plus longue.',
  ],
  [
    /^AIza[\w-]{35}$/,
    'GOOGLE_PRIVATE_KEY est une clé d’API : il faut la clé d’un compte de service (« private_key » de son fichier JSON).',
  ],
  [
    /BEGIN[ A-Z0-9]*(?:PUBLIC KEY|CERTIFICATE)/,
    'GOOGLE_PRIVATE_KEY est une clé publique ou un certificat : copiez « private_key » du fichier.',
  ],
  [
    /BEGIN ENCRYPTED/,
    'GOOGLE_PRIVATE_KEY est protégée par un mot de passe : créez une nouvelle clé JSON du compte de service.',
  ],
  [
    /^[^\s{}"]+\.(?:json|p12|pem)$/i,
    'GOOGLE_PRIVATE_KEY est le nom du fichier : copiez « private_key », qui est dedans.',
  ],
  [
    /^\s*\{(?!.*PRIVATE KEY)/s,
    'GOOGLE_PRIVATE_KEY est un fichier sans « private_key » : prenez celui d’une clé de compte de service (« Clés > Ajouter une clé > JSON »).',
  ],
  [
    /^\W*BEGIN(?: RSA)? PRIVATE KEY(?:\\n|\W)*$/,
    'GOOGLE_PRIVATE_KEY n’a que sa première ligne : mettez la clé entière entre guillemets.',
  ],
];

/** True when the key's public half verifies its signature: a key with one changed letter is still well-formed. */
function isWhole(key: KeyObject): boolean {
  const text = Buffer.from('essai');
  try {
    return verify('sha256', text, createPublicKey(key), sign('sha256', text, key));
  } catch {
    return false;
  }
}

function keyOf(body: string): KeyObject | undefined {
  const key = Buffer.from(body, 'base64');
  for (const type of ['pkcs8', 'pkcs1'] as const)
    try {
      return createPrivateKey({ key, format: 'der', type });
    } catch {
      // Its message may quote the key.
    }
  return undefined;
}

/** A text in the encoding of URLs or of forms, decoded; any other text as it is. */
function withoutUrlEncoding(text: string): string {
  if (!/%(?:0A|20|2[BF]|3D|5C)/i.test(text)) return text;
  const spaced = text.includes('BEGIN+') ? text.replaceAll('+', ' ') : text;
  return spaced.replaceAll(/%([\da-f]{2})/gi, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}

/** Bytes that Windows puts before and between the letters of a text. */
const OF_WINDOWS = /[\0\xEF\xBB\xBF\xFE\xFF]/g;

/** A file, or the text of a key, that was made base64 as a whole, once or twice; any other text as it is. */
function decoded(text: string): string {
  if (!/^[\w+/=\s-]+$/.test(text)) return text;
  const plain = Buffer.from(text, 'base64').toString('latin1').replaceAll(OF_WINDOWS, '');
  if (!/^[\t-~]+$/.test(plain)) return text;
  const inside = decoded(plain);
  return /PRIVATE KEY|"client_/.test(inside) ? inside : text;
}

const DASH = '-‐-―−';
const END = new RegExp(`[${DASH}]+\\s*END\\b`);
const HEADER = new RegExp(`^.*PRIVATE KEY[${DASH}]`, 's');
const BETWEEN = new RegExp(`[${DASH}\\\\\\s"'“”‘’«»,;]`, 'g');

/** Candidates for the base64 body: line breaks are written as `\n`, or have lost their n or their backslash. */
function bodiesIn(text: string): readonly string[] {
  const bare = (body: string): string => body.replaceAll(BETWEEN, '');
  const letters = bare(text);
  return [
    bare(text.replaceAll(/\\+[nrt]/g, '')),
    letters,
    letters.replace(/^n/, '').replaceAll(/([A-Za-z0-9+/]{64})n/g, '$1'),
  ];
}

/**
 * A private key as people paste it: in quotes, with its comma, line breaks of any kind, the whole file of the service account,
 * base64, the encoding of URLs, without its header.
 *
 * @returns the key as PEM (PKCS #8), or what is wrong with it, in French and without a word of it.
 */
export function privateKeyIn(pasted: string): { readonly key: string } | { readonly problem: string } {
  const text = decoded(withoutUrlEncoding(pasted)).replaceAll(/\\+u003d/gi, '=');
  const other = OTHERS.find(([form]) => form.test(text));
  if (other) return { problem: other[1] };
  const [before = '', end] = text.split(END);
  const bodies = bodiesIn(before.replace(HEADER, ''));
  const keys = bodies.flatMap((body) => keyOf(body) ?? []);
  const key = keys.find(isWhole);
  if (key?.asymmetricKeyType === 'rsa')
    return { key: key.export({ type: 'pkcs8', format: 'pem' }).toString() };
  if (key) return { problem: OF_ANOTHER_KIND };
  if ((bodies[0] ?? '').length < 200) return { problem: `GOOGLE_PRIVATE_KEY est ${WHOLE}.` };
  return {
    problem:
      end === undefined && keys.length === 0 ? `GOOGLE_PRIVATE_KEY est coupée : il faut ${WHOLE}.` : DAMAGED,
  };
}
