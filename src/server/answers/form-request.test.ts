import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { readFormRequest } from './form-request.ts';

const ADDRESS = 'https://site.test/api/candidatures/jeune';
const URLENCODED = { 'content-type': 'application/x-www-form-urlencoded' };

function post(body: BodyInit | null, headers: Readonly<Record<string, string>> = URLENCODED): Request {
  // Only Node's types know `duplex`, which a streamed body needs.
  const init = { method: 'POST', body, headers, duplex: 'half' };
  return new Request(ADDRESS, init);
}

async function statusOf(request: Request): Promise<number> {
  const read = await readFormRequest(request);
  return read.ok ? 200 : read.status;
}

async function typedIn(request: Request): Promise<Readonly<Record<string, readonly string[]>>> {
  const read = await readFormRequest(request);
  if (!read.ok) throw new Error(String(read.status));
  return Object.fromEntries(read.typed);
}

function multipart(...parts: readonly string[]): Request {
  const body = parts.map((part) => `--limite\r\nContent-Disposition: form-data; ${part}\r\n`).join('');
  return post(`${body}--limite--\r\n`, { 'content-type': 'multipart/form-data; boundary=limite' });
}

describe('a form is read', () => {
  test('from an urlencoded body, several values kept', async () => {
    const request = post('a=1&b=%C3%A9%20+&a=2&c=%zz', {
      'content-type': 'Application/X-WWW-Form-URLEncoded; Charset="UTF-8"',
    });
    expect(await typedIn(request)).toEqual({ a: ['1', '2'], b: ['é  '], c: ['%zz'] });
  });

  test('from a multipart body, in any alphabet, files told apart', async () => {
    const form = new FormData();
    form.append('givenName', 'Ève عربي 👩🏽‍💻');
    form.append('familyName', new File([new Uint8Array([0xff, 0xfe])], 'photo.png'));
    const read = await readFormRequest(post(form, {}));
    expect(read).toEqual({
      ok: true,
      typed: new Map([['givenName', ['Ève عربي 👩🏽‍💻']]]),
      files: ['familyName'],
    });
  });

  test('when it is empty', async () => {
    expect(await typedIn(post(''))).toEqual({});
    expect(await typedIn(post(null, { 'content-type': 'multipart/form-data; boundary=x' }))).toEqual({});
  });

  test('up to 65,536 bytes', async () => {
    expect(await statusOf(post(`a=${'b'.repeat(65_534)}`))).toBe(200);
  });

  test('in a time that grows with its length only, however many values', async () => {
    const { a } = await typedIn(post('a&'.repeat(32_000)));
    expect(a).toHaveLength(32_000);
  });
});

describe('a request is refused', () => {
  test.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('405 by %s', async (method) => {
    expect(await statusOf(new Request(ADDRESS, { method }))).toBe(405);
  });

  test.each([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'same-origin', origin: 'https://ailleurs.test' }, 200],
    [{ 'sec-fetch-site': 'none' }, 200],
    [{ origin: 'https://ailleurs.test' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: 'pas une adresse' }, 403],
    [{ origin: 'https://site.test' }, 200],
    [{}, 200],
  ])('by where it comes from: %o is %i', async (headers, status) => {
    expect(await statusOf(post('a=1', { ...URLENCODED, ...headers }))).toBe(status);
  });

  test.each<[Readonly<Record<string, string>>]>([
    [{ 'content-type': 'application/json' }],
    [{ 'content-type': 'text/plain' }],
    [{ 'content-type': 'application/x-www-form-urlencoded; charset=iso-8859-1' }],
    [{ ...URLENCODED, 'content-encoding': 'gzip' }],
    [{ ...URLENCODED, 'content-encoding': 'identity' }],
  ])('415 for %o', async (headers) => {
    expect(await statusOf(post('a=1', headers))).toBe(415);
  });

  test('413 over 65,536 bytes, announced or in pieces', async () => {
    expect(await statusOf(post(`a=${'b'.repeat(65_535)}`))).toBe(413);
    const pieces = new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (let piece = 0; piece < 9; piece += 1) controller.enqueue(new Uint8Array(8_192).fill(97));
        controller.close();
      },
    });
    expect(await statusOf(post(pieces))).toBe(413);
  });

  test('408 for a body that stops', async () => {
    vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort());
    onTestFinished(() => void vi.restoreAllMocks());
    const endless = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(new Uint8Array(8).fill(97));
      },
    });
    expect(await statusOf(post(endless))).toBe(408);
  });

  test.each([
    ['bytes that are not UTF-8', () => post(Uint8Array.from([0x61, 0x3d, 0xff]))],
    ['escaped bytes that are not UTF-8', () => post('a=%FF')],
    ['an escaped lone surrogate', () => post('a=%ED%A0%80')],
    [
      'a text of a multipart body that is not UTF-8',
      () =>
        post(
          Buffer.from('--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\xff\r\n--x--\r\n', 'latin1'),
          { 'content-type': 'multipart/form-data; boundary=x' },
        ),
    ],
    [
      'a truncated multipart body',
      () =>
        post('--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb', {
          'content-type': 'multipart/form-data; boundary=x',
        }),
    ],
    ['a multipart body without boundary', () => post('a', { 'content-type': 'multipart/form-data' })],
  ])('400 for %s', async (_, request) => {
    expect(await statusOf(request())).toBe(400);
  });

  test('400 for a multipart body that is cut anywhere before its end', async () => {
    const whole =
      '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x\r\nContent-Disposition: form-data; name="f"; filename="p.png"\r\nContent-Type: image/png\r\n\r\nzz\r\n--x--';
    const cut = (length: number): Promise<number> =>
      statusOf(post(whole.slice(0, length), { 'content-type': 'multipart/form-data; boundary=x' }));
    const statuses = await Promise.all(
      Array.from({ length: whole.length - 1 }, (_, index) => cut(index + 1)),
    );
    expect(new Set(statuses)).toEqual(new Set([400]));
    expect(await cut(whole.length)).toBe(200);
  });

  test('in the order of the contract', async () => {
    const huge = 'a'.repeat(70_000);
    const wrong = { 'sec-fetch-site': 'cross-site', 'content-type': 'text/plain' };
    expect(await statusOf(new Request(ADDRESS, { method: 'PUT', body: huge, headers: wrong }))).toBe(405);
    expect(await statusOf(post(huge, wrong))).toBe(403);
    expect(await statusOf(post(huge, { 'content-type': 'text/plain' }))).toBe(415);
    expect(await statusOf(post(`%FF${huge}`))).toBe(413);
  });
});

test('a multipart part keeps its line breaks and its empty values', async () => {
  expect(await typedIn(multipart('name="a"\r\n\r\nun\r\ndeux', 'name="b"\r\n\r\n'))).toEqual({
    a: ['un\r\ndeux'],
    b: [''],
  });
});
