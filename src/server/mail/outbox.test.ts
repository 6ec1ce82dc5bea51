import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MailUnavailable } from './mail.ts';
import { aMessage } from '../../../tests/fixtures/message.fixture.ts';
import { outboxMail } from './outbox.ts';

const FROM = { name: "Mentorat d'excellence", address: 'ne-pas-repondre@exemple.org' };
const MESSAGE = aMessage();

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outbox-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

test('a message is a file that a mail program opens', async () => {
  await outboxMail({ folder: join(folder, 'new'), from: FROM }).send(MESSAGE);
  const files = await readdir(join(folder, 'new'));
  expect(files).toEqual(['ab12.confirmation_exemple.org.eml']);
  const text = await readFile(join(folder, 'new', files[0] ?? ''), 'utf8');
  expect(text).toContain('Message-ID: <ab12.confirmation@exemple.org>');
  expect(text).toContain('To: ines@exemple.fr');
  expect(text).toContain('Reply-To: equipe@exemple.org');
  expect(text).toContain('Subject: =?UTF-8?Q?Ta_candidature_est_bien_arriv=C3=A9e?=');
});

test('a page goes with the message as a file, in French letters', async () => {
  const page = { name: 'rapport-2026-2027.html', html: '<!DOCTYPE html><p>Été</p>' };
  await outboxMail({ folder, from: FROM }).send({ ...MESSAGE, page });
  const [name = ''] = await readdir(folder);
  const { attachments } = await PostalMime.parse(await readFile(join(folder, name)));
  expect(attachments.map(({ filename, mimeType }) => [filename, mimeType])).toEqual([
    [page.name, 'text/html'],
  ]);
});

test('a calendar file goes with the message, as one that calendars open', async () => {
  const calendar = 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n';
  await outboxMail({ folder, from: FROM }).send({ ...MESSAGE, calendar });
  const [file = ''] = await readdir(folder);
  const text = await readFile(join(folder, file), 'utf8');
  expect(text).toMatch(/Content-Type: text\/calendar; charset=utf-8; name=date\.ics/);
  expect(text).toContain('Content-Disposition: attachment; filename=date.ics');
  // As it is, or in base64.
  expect(text).toMatch(/BEGIN:VCALENDAR|QkVHSU46VkNBTEVOREFS/);
});

test('the same message sent again is the same file', async () => {
  const mail = outboxMail({ folder, from: FROM });
  await Promise.all([mail.send(MESSAGE), mail.send(MESSAGE)]);
  await mail.send(MESSAGE);
  expect(await readdir(folder)).toHaveLength(1);
});

test('a line break in a subject or an address adds no header', async () => {
  await outboxMail({ folder, from: FROM }).send({
    ...MESSAGE,
    subject: 'Bonjour\r\nBcc: autre@exemple.fr',
    to: 'ines@exemple.fr\r\nBcc: autre@exemple.fr',
  });
  const [file = ''] = await readdir(folder);
  expect(await readFile(join(folder, file), 'utf8')).not.toMatch(/^Bcc:/im);
});

test('a folder that cannot be written is told as unavailable, without the address', async () => {
  const path = join(folder, 'file');
  await writeFile(path, '');
  const sending = outboxMail({ folder: path, from: FROM }).send(MESSAGE);
  await expect(sending).rejects.toThrow(MailUnavailable);
  await expect(sending).rejects.toThrow(/^The message was not taken\.$/);
});

test('what is erased are the files of these rows, whole, and of no other; a folder that was never made holds none', async () => {
  const mail = outboxMail({ folder, from: FROM });
  await mail.send(MESSAGE);
  await mail.send({ ...MESSAGE, messageId: 'ab12.confirmation.undelivered@exemple.org' });
  await mail.send({ ...MESSAGE, messageId: 'ab123.confirmation@exemple.org' });
  await mail.erase?.(['ab12', 'ff']);
  expect(await readdir(folder)).toEqual(['ab123.confirmation_exemple.org.eml']);
  await outboxMail({ folder: join(folder, 'none'), from: FROM }).erase?.(['ab12']);
});
