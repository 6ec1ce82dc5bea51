/**
 * Headers of every answer of a function, as netlify.toml sets them for files: the host adds those headers to files only
 * (https://docs.netlify.com/manage/routing/headers/).
 */
const COMMON_HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'strict-transport-security': 'max-age=63072000',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  'cross-origin-opener-policy': 'same-origin',
} as const;

export function jsonAnswer(
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return Response.json(body, { status, headers: { ...COMMON_HEADERS, ...headers } });
}

/** The policy a page of the site carries in its head, as a header; the development server's pages carry none. */
function policyOf(html: string): string {
  const meta = /<meta http-equiv="content-security-policy" content="([^"]*)"/i.exec(html)?.[1];
  return meta?.replaceAll('&#39;', "'") ?? "base-uri 'none'; object-src 'none'; form-action 'self'";
}

export function htmlAnswer(
  status: number,
  html: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(html, {
    status,
    headers: {
      ...COMMON_HEADERS,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `${policyOf(html)}; frame-ancestors 'none'`,
      ...headers,
    },
  });
}

/** To another page, by GET whatever the method was. */
export function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { ...COMMON_HEADERS, location } });
}

/** True when the client asks for data: our script does, a browser that follows a form does not. */
export function wantsJson(request: Request): boolean {
  return (request.headers.get('accept') ?? '').includes('application/json');
}

/** 405 with the methods that are answered. */
export function refuseMethod(allow: string): Response {
  return jsonAnswer(405, { error: 'Cette adresse ne répond pas à cette méthode.' }, { allow });
}
