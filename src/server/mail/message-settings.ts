import type { Letter } from '../../components/mail/letter.ts';
import type { Message } from './mail.ts';

/** What every message says of the programme. */
export interface MessageSettings {
  readonly programmeName: string;
  readonly organisation: string;
  readonly siteUrl: string;
  /** Address of the programme's team, where answers go. */
  readonly contactEmail: string;
  /** Working days within which the team promises to answer. */
  readonly promiseDays: number;
}

/** The same for one event of one application, however often it is tried: a receiver can tell a repeat. */
export function messageId(applicationId: string, event: string, { siteUrl }: MessageSettings): string {
  return `${applicationId}.${event}@${new URL(siteUrl).hostname}`;
}

/** Who writes, below the last words of a letter. */
export function signatureOf({ programmeName, organisation, siteUrl }: MessageSettings): Letter['signature'] {
  return { name: programmeName, organisation, siteUrl };
}

/** The row that a message is about, and its event, from what `messageId` made. */
export function subjectOf({ messageId: id }: Message): { readonly rowId: string; readonly event: string } {
  const { rowId = '', event = '' } = /^(?<rowId>[^.@]*)\.(?<event>[^@]*)@/.exec(id)?.groups ?? {};
  return { rowId, event };
}
