import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { type Sender, composed } from './envelope.ts';
import type { Message } from '../letters/message.ts';
import { type Mail, MailUnavailable } from './mail.ts';
import { eraseFromOutbox } from './outbox-folder.ts';

/** The file of a message; the same message has one file, however often it is written. */
function fileName({ messageId }: Message): string {
  return `${messageId.replace(/[^\w.-]/g, '_')}.eml`;
}

/** Messages as `.eml` files of a folder, which any mail program opens: for a computer without a mail server. */
export function outboxMail({ folder, from }: { folder: string; from: Sender }): Mail {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  return {
    async send(message) {
      try {
        const { message: bytes } = await transport.sendMail(composed(message, from));
        const path = join(folder, fileName(message));
        const temporary = `${path}.${randomUUID()}.tmp`;
        await mkdir(folder, { recursive: true });
        await writeFile(temporary, bytes);
        await rename(temporary, path);
      } catch (error) {
        throw new MailUnavailable(error);
      }
    },
    erase: (rowIds) => eraseFromOutbox(folder, rowIds),
  };
}
