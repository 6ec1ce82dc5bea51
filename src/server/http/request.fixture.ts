import type { TypedFixture } from '../../domain/application/youth.fixture.ts';

export interface Sent {
  /** The inputs of a form, which makes it a POST. */
  readonly body?: TypedFixture;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Inputs as a browser sends them. */
export function formBody(fixture: TypedFixture): URLSearchParams {
  return new URLSearchParams(
    Object.entries(fixture).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
  );
}

export function requestTo(address: string, { body, method, headers = {} }: Sent = {}): Request {
  return new Request(`https://site.test${address}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers,
    ...(body && { body: formBody(body) }),
  });
}

/** The text of an answer as it is read: with ordinary spaces and apostrophes. */
export async function readPage(answer: Response): Promise<string> {
  return (await answer.clone().text()).replaceAll(/[\u00A0\u202F]/g, ' ').replaceAll('&#x27;', '’');
}
