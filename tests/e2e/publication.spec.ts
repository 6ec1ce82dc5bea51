import { noteBuildFailure } from '../../src/server/runs/build-failure.ts';
import { BlobsStore } from '../../src/server/store/blobs.ts';
import { localBlobs } from '../../scripts/local-blobs.ts';
import { expect, test } from '../support/browser-test.ts';
import { configureCms } from '../support/cms.ts';
import { mailsSent } from '../support/mailbox.ts';
import type { Site } from '../support/site.ts';

const TEAM = 'equipe@exemple.org';

test.use({ siteEnvironment: { TEAM_EMAIL: TEAM } });

const reason =
  'Le contenu a une erreur à corriger.\n  stories/une-porte.md, Métier (trade) : Cette fiche n’existe plus : choisissez-en une autre.';

/** Notes in the store of the site that a build has failed, as the build does on the host. */
async function failBuild({ blobsFolder }: Site): Promise<void> {
  const token = 'un-jeton';
  const server = localBlobs(blobsFolder, token);
  const url = `http://localhost:${(await server.start()).port}`;
  const connection = { siteID: '0', token, edgeURL: url, uncachedEdgeURL: url };
  await noteBuildFailure(new BlobsStore({ connection }), { at: new Date().toISOString(), reason });
  await server.stop();
}

test('why a publication failed is said on its page and by e-mail, and « Historique » leads to the versions of the entry @nightly', async ({
  page,
  context,
  site,
}) => {
  await page.goto('/admin/publication/');
  const failure = page.getByRole('heading', { name: 'La dernière publication n’a pas abouti' });
  await expect(page.getByRole('heading', { level: 1, name: 'Dernière publication' })).toBeVisible();
  await expect(failure).toBeHidden();

  await failBuild(site);
  await page.reload();
  await expect(failure).toBeVisible();
  await expect(page.locator('#failure pre')).toHaveText(reason);
  await site.deliver();
  const toTeam = async () => (await mailsSent(site)).filter(({ to }) => to === TEAM);
  await expect.poll(toTeam).toHaveLength(1);
  const [mail] = await toTeam();
  expect(mail?.text).toContain('stories/une-porte.md, Métier (trade) : Cette fiche n’existe plus');

  await configureCms(context, {
    CMS_BACKEND: 'github',
    CMS_REPOSITORY: 'association/site',
    CMS_GITHUB_CLIENT_ID: 'un-client',
  });
  await page.goto('/admin/#/collections/stories/entries/une-porte');
  await expect(page.getByRole('button', { name: 'Se connecter avec GitHub' })).toBeVisible();
  const history = page.getByRole('link', { name: 'Historique' });
  await history.focus();
  await expect(history).toHaveAttribute(
    'href',
    'https://github.com/association/site/commits/main/src/content/stories/une-porte.md',
  );
});
