import fc from 'fast-check';
import type { Collection } from '../../src/cms/collection.ts';
import { anyText } from '../support/any-text.ts';
import { expect, test } from '../support/browser-test.ts';
import { openCms, publish, startCms } from '../support/cms.ts';
import { readByBuild } from '../support/read-by-build.ts';

interface Written {
  entry: string;
  file: string;
  format: Collection['format'];
  /** Labels of the texts that take no text whatever. */
  strict: readonly string[];
}

/** An entry of each format, with texts in groups and lists. */
const written: readonly Written[] = [
  {
    entry: 'stories/entries/cinq-heures-du-matin',
    file: 'src/content/stories/cinq-heures-du-matin.md',
    format: 'md',
    // Without its photo nothing may describe it.
    strict: ['Texte de remplacement'],
  },
  {
    entry: 'programme/entries/programme',
    file: 'src/content/programme/programme.yaml',
    format: 'yaml',
    strict: ['Texte de remplacement'],
  },
  {
    entry: 'settings/entries/site',
    file: 'src/content/settings/site.json',
    format: 'json',
    strict: ['Description', 'Saison'],
  },
];

/** Every text of an entry, at any depth. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

const ROUNDS = 2;
/** The shortest limit of a text in these entries, in characters. */
const SHORTEST = 60;

test('fifty texts of every kind that are typed in the CMS are those that the build reads, and saving again changes nothing @nightly', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const cms = await startCms(page);
  const texts = fc
    .sample(
      anyText.filter((text) => text.trim() !== '' && text.length <= SHORTEST),
      { numRuns: 200, seed: 17 },
    )
    .values();
  let count = 0;
  for (const { entry, file, format, strict } of written) {
    const isSaved = () => expect(page.getByText('Modifications enregistrées')).toBeVisible();
    /** The file is written in place: read in the middle, it is no JSON. */
    const expectStored = async (wanted: readonly string[]) => {
      await expect(async () => {
        const { data } = readByBuild(format, await cms.read(file));
        expect(textsOf(data)).toEqual(expect.arrayContaining([...wanted]));
      }).toPass({ timeout: 20_000 });
    };
    await page.goto('about:blank');
    await openCms(page, `#/collections/${entry}`);
    await isSaved();
    const fields = page.locator(':is(input, textarea):has(~ .cms-counter):visible');
    const typed: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      typed.length = 0;
      for (const field of await fields.all()) {
        const label = await field.evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent ?? '');
        if (strict.some((name) => label.startsWith(name))) continue;
        await field.fill(texts.next().value ?? '');
        typed.push(await field.inputValue());
      }
      count += typed.length;
      await publish(page);
      await expectStored(typed);
      // The file is there before the CMS hears so.
      await isSaved();
    }
    const saved = await cms.read(file);
    const [first = ''] = typed;
    await fields.first().fill('Autre chose');
    await publish(page);
    await expectStored(['Autre chose']);
    await isSaved();
    await fields.first().fill(first);
    await publish(page);
    await expect.poll(() => cms.read(file)).toBe(saved);
  }
  expect(count).toBeGreaterThanOrEqual(50);
  await cms.stop();
});
