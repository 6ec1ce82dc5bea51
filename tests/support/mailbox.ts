import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'playwright/test';
import PostalMime from 'postal-mime';
import type { Site } from './site.ts';

interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** The messages that were sent. What is being written has another name. */
export async function mailsSent({ outboxFolder }: Pick<Site, 'outboxFolder'>): Promise<readonly Mail[]> {
  const cases = (await readdir(outboxFolder).catch(() => [])).filter((file) => file.endsWith('.eml'));
  return await Promise.all(
    cases.map(async (file) => {
      const {
        to,
        subject = '',
        text = '',
        html = '',
      } = await PostalMime.parse(await readFile(path.join(outboxFolder, file)));
      return { to: to?.[0]?.address ?? '', subject, text, html };
    }),
  );
}

/** The path of the link for somebody, once a message has brought it; `place`: what stands before its token. */
export async function linkTo(
  site: Pick<Site, 'outboxFolder' | 'deliver'>,
  address: string,
  place: string,
): Promise<string> {
  const pattern = new RegExp(`/${place}/[\\w-]{51}`);
  let link = '';
  const find = async () => {
    const texts = (await mailsSent(site)).filter(({ to }) => to === address).map(({ text }) => text);
    link = pattern.exec(texts.join('\n'))?.[0] ?? '';
    if (link === '') await site.deliver();
    return link;
  };
  await expect.poll(find, { timeout: 60_000 }).not.toBe('');
  return link;
}

/** Has the youth confirm from the e-mail, so that the guardian is asked. */
export async function letGo(site: Site, youthEmail: string): Promise<void> {
  const url = `${site.url}${await linkTo(site, youthEmail, 'suivi')}`;
  const isOffered = async () => {
    await site.deliver();
    return (await (await fetch(url)).text()).includes('value="ask-guardian"');
  };
  await expect.poll(isOffered, { timeout: 30_000 }).toBe(true);
  const body = new URLSearchParams({ intent: 'ask-guardian' });
  await fetch(url, { method: 'POST', body, redirect: 'manual' });
}
