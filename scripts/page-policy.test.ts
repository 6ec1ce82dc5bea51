import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { adminPolicy, publicPolicy, withPolicy } from './page-policy.ts';

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const page = (head: string, body = '') =>
  `<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`;

function policyOf(html: string): string {
  return /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html)?.[1] ?? '';
}

describe('the policy of a page', () => {
  it('stands right after the charset, before anything it rules', () => {
    expect(withPolicy(page('<title>A</title>'), publicPolicy)).toBe(
      page(
        `<meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'self'; style-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'"><title>A</title>`,
      ),
    );
  });

  it('allows the inline blocks of the page by their hashes, each once, and nothing else', () => {
    const policy = policyOf(
      withPolicy(
        page(
          '<style>a > b{}</style><script type="module">run("</div>")</script>',
          '<style>a > b{}</style><template><script>late()</script></template><script src="/a.js"></script>',
        ),
        publicPolicy,
      ),
    );
    expect(policy).toContain(`script-src 'self' ${hash('run("</div>")')} ${hash('late()')};`);
    expect(policy).toContain(`style-src 'self' ${hash('a > b{}')};`);
    expect(policy).not.toContain('unsafe');
  });

  it('does not count data blocks as scripts', () => {
    const policy = policyOf(withPolicy(page('<script type="application/ld+json">{}</script>'), publicPolicy));
    expect(policy).toContain("script-src 'self';");
  });

  it('stays right when only the words of the body change', () => {
    const before = withPolicy(page('<style>p{}</style>', '<form>vide</form>'), publicPolicy);
    const after = withPolicy(page('<style>p{}</style>', '<form><p>Erreur</p></form>'), publicPolicy);
    expect(policyOf(after)).toBe(policyOf(before));
  });

  it.each(['<p style="color:red">x</p>', '<svg><g onload="x()"></g></svg>'])(
    'refuses to build %s',
    (body) => {
      expect(() => withPolicy(page('', body), publicPolicy)).toThrow(/which the policy forbids/);
    },
  );

  it('refuses a page without a charset', () => {
    expect(() => withPolicy('<title>A</title>', publicPolicy)).toThrow('The page has no <meta charset>.');
  });

  it('lets the CMS compile its templates and style itself inline', () => {
    const policy = policyOf(
      withPolicy(page('<style>p{}</style>', '<p style="x">x</p>'), adminPolicy({ connect: [], image: [] })),
    );
    expect(policy).toContain("script-src 'self' 'unsafe-eval';");
    expect(policy).toContain("style-src 'self' 'unsafe-inline';");
  });
});
