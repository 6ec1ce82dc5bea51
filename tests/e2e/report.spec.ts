import { reportPage } from '../../scripts/report-rendering.ts';
import { EXAMPLE_REPORT } from '../../src/components/report/example-report.ts';
import { barriersOn } from '../support/barriers.ts';
import { expect, test } from '../support/browser-test.ts';

test('the report is accessible, fits a phone, and prints on one sheet', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.setContent(await reportPage(EXAMPLE_REPORT));
  expect(await barriersOn(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  const sheet = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(sheet.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
});
