import { importPKCS8, SignJWT } from 'jose';
import * as z from 'zod';
import { GoogleUnavailable } from './google-unavailable.ts';

const SCOPE = 'https://www.googleapis.com/auth/spreadsheets';
const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
/** Google's bound on what a service account asks for. */
const LIFETIME_SECONDS = 3600;
/** Renewed this long before its end, so that no call carries one that ends on its way. */
const MARGIN_SECONDS = 120;
const TIMEOUT_MS = 10_000;

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

export interface ServiceAccount {
  readonly email: string;
  /** PKCS #8, PEM; line breaks may be written `\n`. */
  readonly privateKey: string;
  readonly tokenUrl: string;
}

interface Token {
  readonly text: string;
  readonly endsAt: number;
}

/**
 * Access tokens of a service account, kept until shortly before their end
 * (RFC 7523; developers.google.com/identity/protocols/oauth2/service-account).
 */
export class TokenSource {
  readonly #account: ServiceAccount;
  readonly #fetch: typeof globalThis.fetch;
  readonly #now: () => Date;
  #token: Promise<Token> | undefined;
  /** Delay of this machine's clock behind Google's, in milliseconds. */
  #skew = 0;

  constructor(
    account: ServiceAccount,
    { fetch, now }: { readonly fetch: typeof globalThis.fetch; readonly now: () => Date },
  ) {
    this.#account = account;
    this.#fetch = fetch;
    this.#now = now;
  }

  /** @throws Unavailable */
  async get(): Promise<string> {
    const known = await this.#token?.catch(() => undefined);
    if (known && known.endsAt - MARGIN_SECONDS * 1000 > this.#now().getTime()) return known.text;
    this.#token = this.#ask(true);
    return (await this.#token).text;
  }

  /** Asks for another one next time: the last was refused. */
  forget(): void {
    this.#token = undefined;
  }

  async #ask(mayCorrectClock: boolean): Promise<Token> {
    const askedAt = this.#now().getTime();
    const body = new URLSearchParams({ grant_type: GRANT, assertion: await this.#assertion() });
    const answer = await this.#fetch(this.#account.tokenUrl, {
      method: 'POST',
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((cause: unknown) => {
      throw new GoogleUnavailable('google-down', cause);
    });
    const parsed = tokenAnswer.safeParse(await answer.json().catch(() => undefined));
    if (answer.ok && parsed.success)
      return { text: parsed.data.access_token, endsAt: askedAt + parsed.data.expires_in * 1000 };
    const theirTime = Date.parse(answer.headers.get('date') ?? '');
    if (mayCorrectClock && Math.abs(theirTime - askedAt - this.#skew) > 60_000) {
      this.#skew = theirTime - askedAt;
      return await this.#ask(false);
    }
    throw new GoogleUnavailable(answer.status >= 400 && answer.status < 429 ? 'credentials' : 'google-down');
  }

  async #assertion(): Promise<string> {
    const { email, privateKey, tokenUrl } = this.#account;
    const key = await importPKCS8(privateKey.replaceAll('\\n', '\n'), 'RS256').catch((cause: unknown) => {
      throw new GoogleUnavailable('credentials', cause);
    });
    const issuedAt = Math.floor((this.#now().getTime() + this.#skew) / 1000);
    return await new SignJWT({ scope: SCOPE })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
      .setIssuer(email)
      .setAudience(tokenUrl)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + LIFETIME_SECONDS)
      .sign(key);
  }
}
