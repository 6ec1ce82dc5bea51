import { type Purpose, LINKS } from '../../src/server/links/links.ts';
import { SECRET } from '../fixtures/programme.fixture.ts';
import type { SentTo, ServedSite } from './served-site.ts';
import { type Holder, holderOf, isQrCodeOf, qrCodesIn, tokensIn } from './tokens.ts';

const JSON_ANSWER = { headers: { accept: 'application/json' } };

/** Requests for every page and download of a purpose that change nothing, each relative to the URL of its link. */
const READS: Readonly<Record<Purpose, readonly (SentTo & { readonly query?: string })[]>> = {
  tracking: [
    {},
    ...['corriger', 'retirer', 'effacer'].map((step) => ({ query: `?faire=${step}` })),
    ...['read', 'data', 'correct', 'inconnu'].map((intent) => ({ body: { intent } })),
  ],
  authorisation: [{}, { body: {} }],
  invitation: [{}, JSON_ANSWER, { body: { givenName: '' } }, { body: { givenName: '' }, ...JSON_ANSWER }],
  progress: [{}, { body: { intent: 'inconnu' } }],
};

/** Something that was given back, read or sent. */
interface Given {
  readonly where: string;
  readonly text: string;
  /** Holders whose tokens may be in the text. */
  readonly own: ReadonlySet<Holder>;
}

/** Looks through every response to the links of a programme, and notes each token of somebody else as a leak. */
export class Reach {
  /** Every token that was seen anywhere. */
  readonly tokens = new Map<string, Holder>();
  /** Where something of somebody else was found. */
  readonly leaks: string[] = [];
  /** Number of responses by purpose and status, such as `tracking 200`; and of `QR code`. */
  readonly answers = new Map<string, number>();
  readonly #site: ServedSite;
  /** The reference of a holder, which the codes of their pages say. */
  readonly #referenceOf: (holder: Holder) => string | undefined;

  constructor(site: ServedSite, referenceOf: (holder: Holder) => string | undefined) {
    this.#site = site;
    this.#referenceOf = referenceOf;
  }

  look({ where, text, own }: Given): void {
    for (const [token, holder] of tokensIn(text, SECRET)) {
      this.tokens.set(token, holder);
      if (!own.has(holder)) this.leaks.push(`${where} holds a token of ${holder}`);
    }
  }

  /** Sends a request to the URL of a link, looks through the response, and returns its body. */
  async ask(
    token: string,
    { query = '', ...sent }: SentTo & { readonly query?: string } = {},
  ): Promise<string> {
    const holder = holderOf(token, SECRET);
    if (holder === undefined) throw new Error('A foreign token.');
    const purpose = purposeOf(holder);
    const answer = await this.#site.ask(`${LINKS[purpose].path}${token}${query}`, sent);
    const kind = `${purpose} ${answer.status}`;
    this.answers.set(kind, (this.answers.get(kind) ?? 0) + 1);
    const body = await answer.text();
    const text = [...[...answer.headers].map(([name, value]) => `${name}: ${value}`), body].join('\n');
    const where = `${holder} ${query}${JSON.stringify(sent.body ?? {})}`;
    this.look({ where, text, own: new Set([holder]) });
    this.#lookAtCodes(where, body, this.#referenceOf(holder));
    return body;
  }

  /** Requests a URL without a token: only tokens of `own` may be in the response. */
  async askOpen(address: string, sent: SentTo = {}, own: readonly Holder[] = []): Promise<string> {
    const answer = await this.#site.ask(address, sent);
    const body = await answer.text();
    this.look({
      where: address,
      text: `${answer.headers.get('location') ?? ''}\n${body}`,
      own: new Set(own),
    });
    this.#lookAtCodes(address, body, address.split('/').at(-1));
    return body;
  }

  #lookAtCodes(where: string, body: string, reference: string | undefined): void {
    for (const code of qrCodesIn(body)) {
      this.answers.set('QR code', (this.answers.get('QR code') ?? 0) + 1);
      if (reference === undefined || !isQrCodeOf(code, reference))
        this.leaks.push(`${where} draws a QR code of something else than ${reference ?? 'a reference'}`);
    }
  }

  /** Asks every page and download of the links that were seen; of those that others replaced, the page and the file. */
  async walk(isAsked: (purpose: Purpose) => boolean = () => true): Promise<void> {
    for (const [token, holder] of [...this.tokens].filter(([, of]) => isAsked(purposeOf(of)))) {
      const reads = READS[purposeOf(holder)];
      const asked = token === this.latest(holder) ? reads : [{}, { body: { intent: 'data' } }];
      for (const read of asked) await this.ask(token, read);
    }
  }

  /** The last token of a holder that was seen. */
  latest(holder: Holder): string {
    const token = [...this.tokens].findLast(([, of]) => of === holder)?.[0];
    if (token === undefined) throw new Error(`No token of ${holder}.`);
    return token;
  }
}

export function purposeOf(holder: Holder): Purpose {
  const purpose = (['tracking', 'authorisation', 'invitation', 'progress'] as const).find((one) =>
    holder.startsWith(`${one}:`),
  );
  if (purpose === undefined) throw new Error(holder);
  return purpose;
}
