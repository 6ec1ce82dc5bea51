/**
 * Meaning of a failed try. `final`: another would fail too. `recipient`: this mailbox, for now. `service`: our account, its
 * provider or the way to it, and so everybody's messages.
 */
export type Verdict = 'final' | 'recipient' | 'service';

/** A reply of a mail server, without its text, which may quote an address. */
export interface Reply {
  /** Reply code of three digits (RFC 5321, 4.2). */
  readonly code: number;
  /** Enhanced status code (RFC 3463): `5.1.1`; `''` where the server gives none. */
  readonly status: string;
  /** Its words say that the address is none. */
  readonly blamesAddress: boolean;
}

/** The recipient does not exist or gets no mail, or the message cannot be taken (RFC 3463, 3.2, 3.3, 3.7; X.1.10: RFC 7505). */
const FINAL = /^5\.(?:1\.(?:1|2|3|6|10)|2\.1|6\.\d+)$/;

/** Servers that give no status, or one that says nothing, say it in words. */
const ADDRESS = String.raw`\b(?:recipient|mailbox|user|address|destinataire|utilisateur|adresse)\b`;
const IS_NONE = String.raw`\b(?:invalide?|bad|malformed|illegal|unknown|inconnue?|no such|not (?:a )?valid|not found|does ?n[o’']?t exist|syntax)\b`;
const BLAMES_ADDRESS = new RegExp(`${IS_NONE}.{0,60}${ADDRESS}|${ADDRESS}.{0,60}${IS_NONE}`, 'i');
const BLAMES_SENDER = /\bsender|\bexpéditeur|\bfrom\b/i;

/**
 * Reads the text of a reply, of one line or several; on any of them the status follows the code (RFC 2034). Where lines
 * contradict each other, the one that is not final counts.
 */
export function replyIn(code: number, text = ''): Reply {
  const found = text.matchAll(/^\d{3}[ -](?<status>[245]\.\d{1,3}\.\d{1,3})(?![\d.])/gm);
  const statuses = [...found].map(({ groups: { status = '' } = {} }) => status);
  const words = text.replace(/\S+@\S+/g, '');
  return {
    code,
    status: statuses.find((status) => !FINAL.test(status)) ?? statuses[0] ?? '',
    blamesAddress: BLAMES_ADDRESS.test(words) && !BLAMES_SENDER.test(words),
  };
}

/** Codes of the address or the mailbox, without saying that it is so for good; X.1.7 and X.1.8 are of the sender. */
const OF_RECIPIENT = /^[45]\.(?:1\.(?![78]$)|2\.)/;
/** The mailbox is not available, without a status (RFC 5321, 4.2.3): often, but not always, an address that does not exist. */
const BARE_OF_MAILBOX: readonly number[] = [450, 550, 551, 552, 553];

/** No status, or one of a class that tells neither the address nor the service. */
const SAYS_NOTHING = /^(?:$|[45]\.[035]\.)/;

/** The commands whose reply may blame the recipient or the message. */
export type Command = 'RCPT TO' | 'DATA';

/** Gives whom a refusal blames. Final only where the status names the recipient or the message; why: docs/decisions/0022-whose-refusal.md. */
export function verdictOn({ code, status, blamesAddress }: Reply, command: Command): Verdict {
  if (code >= 500 && FINAL.test(status)) return 'final';
  if (command === 'RCPT TO' && blamesAddress && SAYS_NOTHING.test(status)) return 'recipient';
  const isOfRecipient =
    status === '' ? command === 'RCPT TO' && BARE_OF_MAILBOX.includes(code) : OF_RECIPIENT.test(status);
  return isOfRecipient ? 'recipient' : 'service';
}

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^EENVELOPE$|\.1\.3$/, 'l’adresse est mal écrite'],
  [/\.1\.1$/, 'l’adresse n’existe pas'],
  [/\.1\.2$/, 'ce qui suit le @ dans l’adresse n’existe pas'],
  [/\.1\.6$/, 'la boîte a changé d’adresse'],
  [/\.1\.10$/, 'cette adresse ne reçoit pas d’e-mails'],
  [/\.2\.1$/, 'la boîte est fermée'],
  [/\.2\.2$|^552$/, 'la boîte est pleine'],
  [/\.6\.\d+$/, 'la messagerie de la personne ne sait pas lire ce message'],
  [/^EENVELOPE /, 'la messagerie refuse notre adresse d’envoi'],
  [/^EAUTH|^53[0458]/, 'la messagerie refuse notre compte ou son mot de passe'],
  [/^ETLS/, 'la connexion à la messagerie n’est pas protégée'],
  [/\.4\.5$/, 'notre messagerie a atteint sa limite d’envois'],
  [/(?:^|\s)4\d\d/, 'la messagerie demande d’attendre'],
  [/(?:^|\s)55[0-3]$/, 'l’adresse est refusée'],
  [/(?:^|\s)5\d\d/, 'la messagerie refuse ce que nous envoyons'],
];

/** A failure in plain French, with its code for whoever looks after the mail: « la boîte est pleine (452 4.2.2) ». */
export function reasonFor(code: string): string {
  const reason = REASONS.find(([pattern]) => pattern.test(code))?.[1] ?? 'la messagerie ne répond pas';
  return `${reason} (${code})`;
}
