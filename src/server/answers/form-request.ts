import type { SubmittedValues } from '../../domain/application/field.ts';
import type { FormErrors } from '../../domain/application/form.ts';
import { BODY_MAX_BYTES } from '../../domain/application/limits.ts';

/** A form's body, decoded; `files` names the inputs that hold a file. */
export type FormRequest =
  | { readonly ok: true; readonly typed: SubmittedValues; readonly files: readonly string[] }
  | {
      readonly ok: false;
      readonly status: keyof typeof REFUSALS;
      readonly message: string;
      /** Headers of the answer. */
      readonly headers: Readonly<Record<string, string>>;
    };

const REFUSALS = {
  400: 'Les réponses sont arrivées abîmées. Il faut remplir et envoyer le formulaire à nouveau.',
  403: 'Cet envoi vient d’un autre site. Il faut remplir le formulaire sur cette page.',
  405: 'Cette adresse reçoit seulement des formulaires envoyés (POST).',
  408: 'Les réponses ne sont pas arrivées jusqu’au bout. Il faut revenir à la page précédente, vérifier la connexion, puis envoyer à nouveau.',
  413: 'Les réponses sont trop longues : 64 Ko au plus en tout. Il faut revenir à la page précédente, les raccourcir, puis envoyer à nouveau.',
  415: 'Ce format n’est pas accepté. Il faut envoyer le formulaire depuis sa page.',
} as const;

function refusal(status: keyof typeof REFUSALS): FormRequest {
  return { ok: false, status, message: REFUSALS[status], headers: status === 405 ? { allow: 'POST' } : {} };
}

/** An error that belongs to no single answer. */
export function generalError(message: string): FormErrors {
  return { formErrors: [message], fieldErrors: {} };
}

/** Fetch metadata first, the `Origin` where a browser sends none, and neither for programs. */
function isCrossSite(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site !== 'same-origin' && site !== 'none';
  const origin = request.headers.get('origin');
  if (origin === null) return false;
  return !URL.canParse(origin) || new URL(origin).host !== new URL(request.url).host;
}

/** `type/subtype` in lower case, when it is a form in UTF-8 that nothing has encoded. */
function formType(headers: Headers): 'application/x-www-form-urlencoded' | 'multipart/form-data' | undefined {
  if (headers.has('content-encoding')) return undefined;
  const [type = '', ...parameters] = (headers.get('content-type') ?? '')
    .split(';')
    .map((part) => part.trim().toLowerCase());
  const charset = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '');
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') return undefined;
  return type === 'application/x-www-form-urlencoded' || type === 'multipart/form-data' ? type : undefined;
}

/** A slow telephone has sent 64 KB long before, in milliseconds. */
const BODY_TIMEOUT = 20_000;

/** The whole body, or `undefined` as soon as it passes the limit, announced or not. Throws when `signal` aborts. */
async function readBody(request: Request, signal: AbortSignal): Promise<Buffer | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > BODY_MAX_BYTES) return undefined;
  const chunks: Uint8Array[] = [];
  let length = 0;
  const body = request.body?.pipeThrough(new TransformStream<Uint8Array, Uint8Array>(), { signal });
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    if (length > BODY_MAX_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The fields of an urlencoded body; throws a TypeError on bytes that are not UTF-8, which `URLSearchParams` alone would replace. */
function decodeUrlEncoded(body: Buffer): FormData {
  const unescaped = body
    .toString('latin1')
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  utf8.decode(Buffer.from(unescaped, 'latin1'));
  const form = new FormData();
  for (const [name, value] of new URLSearchParams(utf8.decode(body))) form.append(name, value);
  return form;
}

/** The fields of a multipart body; throws a TypeError when it is truncated or a text is not UTF-8. */
async function decodeMultipart(body: Buffer, contentType: string): Promise<FormData> {
  // The platform's parser replaces bytes that are not UTF-8. Read as Latin-1, each byte is a character and none is lost.
  const latin1 = body.toString('latin1');
  const parsed = await new Response(latin1, { headers: { 'content-type': contentType } }).formData();
  const text = (characters: string): string => utf8.decode(Buffer.from(characters, 'latin1'));
  const form = new FormData();
  for (const [name, value] of parsed) {
    if (typeof value === 'string') form.append(text(name), text(value));
    else form.append(text(name), value);
  }
  return form;
}

function fieldsOfForm(form: FormData): FormRequest {
  const typed = new Map<string, string[]>();
  const files: string[] = [];
  for (const [name, value] of form) {
    const values = typed.get(name);
    if (typeof value !== 'string') files.push(name);
    else if (values === undefined) typed.set(name, [value]);
    else values.push(value);
  }
  return { ok: true, typed, files };
}

/** Reads a form's POST; every refusal in the order of the contract (405, 403, 415, 413, 408, 400). */
export async function readFormRequest(request: Request): Promise<FormRequest> {
  if (request.method !== 'POST') return refusal(405);
  if (isCrossSite(request)) return refusal(403);
  return await readPrivateForm(request);
}

/**
 * Reads a POST to an address that only its holder knows: no other site can send to it. (Its pages send no referrer, and
 * with that older browsers call their own origin `null`.)
 */
export async function readPrivateForm(request: Request): Promise<FormRequest> {
  const type = formType(request.headers);
  if (type === undefined) return refusal(415);
  const signal = AbortSignal.timeout(BODY_TIMEOUT);
  try {
    const body = await readBody(request, signal);
    if (body === undefined) return refusal(413);
    if (body.length === 0) return { ok: true, typed: new Map(), files: [] };
    const contentType = request.headers.get('content-type') ?? '';
    return fieldsOfForm(
      type === 'multipart/form-data' ? await decodeMultipart(body, contentType) : decodeUrlEncoded(body),
    );
  } catch {
    return refusal(signal.aborted ? 408 : 400);
  }
}
