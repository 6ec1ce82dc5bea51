import { expect, test } from 'vitest';
import { withShownStyles } from './shown-styles.ts';

const page = (styles: string, body: string) => `<head><style>${styles}</style></head><body>${body}</body>`;

test.each([
  ['a view that is not shown', '[data-view=mill] .sun{color:red}', ''],
  ['a block that is not shown', '.prose>.block-quote b{--a: ;color:red}', ''],
  [
    'one of several in a condition',
    '@media print{.a{color:red}.block-video a:hover,.block-call{color:red}}',
    '@media print{.a{color:red}}',
  ],
  ['several views that are not shown', '.a:is([data-view=mill],[data-view="market"]){color:red}', ''],
])('drops the rule of %s', (_, styles, kept) => {
  expect(withShownStyles(page(styles, '<p class="a" data-view="canal">'))).toBe(
    page(kept, '<p class="a" data-view="canal">'),
  );
});

test.each([
  '.a,.block-quote{--b: ;color:red}',
  '.a:is([data-view=mill],[data-view="canal"]){color:red}',
  '.a:not([data-view=mill]){color:red}',
  '[data-view]{color:red}.block-photo img{color:red}',
  '[data-state=open] .other{content:"!" / ""}@media print{.block-photo{color:red}}',
])('keeps as it is %s', (styles) => {
  const whole = page(styles, '<p class="a block-photo" data-view="canal">');
  expect(withShownStyles(whole)).toBe(whole);
});

test('keeps every rule of a page that functions fill', () => {
  const whole = page('[data-view=mill]{color:red}', '<page-content></page-content>');
  expect(withShownStyles(whole)).toBe(whole);
});
