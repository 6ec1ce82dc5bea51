import { expect, test } from 'vitest';
import { newerScript } from './support/newer-scripts.ts';
import { asOldEngine, newerStyles } from './support/newer-styles.ts';

test.each([
  ['a { color: light-dark(#fff, #000) }', 'light-dark() in a'],
  ['a { --x: light-dark(#fff, #000) }', 'light-dark() in a'],
  ['a { color: red; color: light-dark(var(--x), #000) }', 'light-dark() in a'],
  ['a { fill: color-mix(in oklab, var(--x), #000 34%) }', 'color-mix() in a'],
  ['a { color: oklch(40% 0.2 30) }', 'oklch() in a'],
  ['@media (width >= 40rem) { a { color: red } }', '(a < b) in @media'],
  ['p { overflow-x: clip }', 'overflow-x: clip in p'],
  ['p:has(a), b { color: red }', ':has in p:has(a),b'],
  ['@media print { p:not(:has(a)) { color: red } }', ':has in p:not(:has(a))'],
  ['p { & a { color: red } }', '& in & a'],
  ["p::before { content: '!' / '' }", 'content: … / … in p::before'],
  ['p { translate: 1px 2px }', 'translate in p'],
  ['p { field-sizing: content }', 'field-sizing in p'],
  ['p { min-height: 100dvh }', 'dvh in p'],
  ['p { width: 5cqi }', 'cqi in p'],
  ['@container (width > 3em) { p { color: red } }', '@container in @'],
  ['@starting-style { p { color: red } }', '@starting-style in @'],
  ['@property --x { syntax: "*"; inherits: false }', '@property in @'],
  ['p:user-invalid { color: red }', ':user-invalid in p:user-invalid'],
])('of styles, %s is newer', (style, said) => {
  expect(newerStyles(style)).toContain(said);
});

test.each([
  '@layer a { p:focus-visible { inset: 0; aspect-ratio: 1; gap: 1px } }',
  "p { content: '!'; content: '!' / '' }",
  'p { overflow: hidden; overflow: clip }',
  '@supports selector(:has(a)) { p:has(a) { color: red } }',
  'p { -webkit-hyphens: auto; hyphens: auto }',
  '@media (min-width: 40rem) and (prefers-color-scheme: dark) { p { color: #000a } }',
  'h1 { text-wrap: balance }',
])('of styles, %s is old enough, or has what stands in for it', (style) => {
  expect(newerStyles(style)).toEqual([]);
});

test('an old engine keeps what it knows of a stylesheet', () => {
  const style =
    '@supports selector(:has(a)){p:has(a){color:red}}p:has(a),b{color:red}p{--x:light-dark(#fff,#000);color:red;color:light-dark(red,red);overflow-x:clip}@media (width>=1px){p{color:red}}@view-transition{navigation:auto}';
  expect(asOldEngine(style)).toBe('p{--x:var(--unknown);color:red}');
});

test.each([
  ['class A { static {} }', /static block/],
  ['const a = /(?<=b)c/;', /lookbehind/],
  ["const a = new RegExp('(?<!b)c');", /lookbehind/],
  ['const a = /[a--b]/v;', /Invalid regular expression flag/],
  ["import a from './a.json' with { type: 'json' };", /Parsing error/],
  ['export const a = [].toSorted();', /toSorted/],
  ['export const a = [].findLast(Boolean);', /findLast/],
  ['export const { withResolvers } = Promise;', /withResolvers/],
  ["document.body.ariaBrailleLabel = 'a';", /ariaBrailleLabel/],
  ['document.body.showPopover();', /showPopover/],
  ['export const a = new URLPattern();', /URLPattern/],
])('of scripts, %s is newer', (code, said) => {
  expect(newerScript(code).join('\n')).toMatch(said);
});

test.each([
  'export class A { #a = 1; static b = 2; #c() { return #a in this; } }',
  "export const a = [1].at(-1) ?? Object.hasOwn({}, 'b'); a ||= structuredClone(1);",
  'export const a = { toSorted() { return this; } }; a.toSorted();',
  "document.body.replaceChildren(); new AbortController(); crypto.randomUUID(); fetch('/a');",
])('of scripts, %s is old enough', (code) => {
  expect(newerScript(code)).toEqual([]);
});
