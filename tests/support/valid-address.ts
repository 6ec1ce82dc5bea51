/** Code points of a URL after its scheme, percent-encoded bytes, and one fragment at most (https://url.spec.whatwg.org/#url-writing). */
const PART = String.raw`(?:%[\dA-Fa-f]{2}|[A-Za-z\d!$&'()*+,./:;=?@_~\-\u{A0}-\u{D7FF}\u{E000}-\u{FDCF}\u{FDF0}-\u{FFFD}\u{10000}-\u{10FFFD}])*`;
const ADDRESS = new RegExp(`^${PART}(?:#${PART})?$`, 'u');

/** True for what may stand in `href`, `src`, `action` or `formaction`: browsers take more than HTML allows. */
export function isValidAddress(written: string): boolean {
  return ADDRESS.test(written);
}
