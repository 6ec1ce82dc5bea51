import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { BODY_MAX_BYTES, DRAFT_DAYS, RETENTION_MONTHS_MAX } from '../src/domain/application/limits.ts';
import { LINK_DAYS, REMINDER_DAYS } from '../src/domain/link-days.ts';
import { NOTICE_DAYS } from '../src/domain/retention/term.ts';
import { UNDO_MINUTES } from '../src/domain/tracking/status-words.ts';
import { readEnvironment } from '../src/server/compose/environment.ts';
import { DAILY_MESSAGES } from '../src/server/mail/limited-mail.ts';

const root = path.resolve(import.meta.dirname, '..');

const WORDS: Readonly<Record<number, string>> = {
  6: 'six',
  7: 'sept',
  14: 'quatorze',
  15: 'quinze',
  24: 'vingt-quatre',
  30: 'trente',
};

/** As a sentence of a guide writes it; a figure without a word here has to be added, or written in figures. */
function inWords(figure: number): string {
  return WORDS[figure] ?? `${figure} (à écrire en lettres)`;
}

const limits = readEnvironment({ LINK_SECRET: 's'.repeat(32) });

// Figures that guides state and code decides: one changed in the code only fails here, with the guide and its sentence.
test.each([
  ['docs/securite.md', `son brouillon, ${DRAFT_DAYS} jours au plus`],
  ['docs/securite.md', `le lien de suivi finit au bout de ${LINK_DAYS.tracking} jours`],
  ['docs/securite.md', `annoncé ${NOTICE_DAYS} jours avant`],
  ['docs/securite.md', `${BODY_MAX_BYTES.toLocaleString('fr-FR')} octets`],
  ['docs/securite.md', `celui-ci reçoit au plus ${inWords(DAILY_MESSAGES)} messages par jour`],
  ['docs/guide-equipe.md', `l'ancien dans les ${inWords(UNDO_MINUTES)} minutes`],
  ['docs/guide-equipe.md', `le site relance une fois, après ${inWords(REMINDER_DAYS)} jours`],
  [
    'docs/guide-equipe.md',
    `le lien dure ${inWords(LINK_DAYS.authorisation)} jours ; une relance part au bout de ${inWords(REMINDER_DAYS)}`,
  ],
  ['docs/guide-equipe.md', `${inWords(RETENTION_MONTHS_MAX)} mois après le dernier contact`],
  ['docs/guide-equipe.md', `${inWords(NOTICE_DAYS)} jours avant, le \`journal\` l'annonce`],
  ['docs/guide-equipe.md', `au-delà de ${inWords(limits.MAIL_DAILY_NOTICES)} inscriptions`],
  [
    'docs/mise-en-ligne.md',
    `${limits.MAIL_DAILY_THIRD_PARTIES} e-mails par jour aux personnes que d'autres ont nommées`,
  ],
  [
    'docs/mise-en-ligne.md',
    `${limits.MAIL_DAILY_CONFIRMATIONS} à celles et ceux qui s'inscrivent, ${limits.MAIL_DAILY_NOTICES} avis à l'équipe, ${inWords(DAILY_MESSAGES)} vers une même adresse`,
  ],
])('%s says « %s »', async (file, sentence) => {
  const text = await readFile(path.join(root, file), 'utf8');
  const plain = (words: string) => words.replaceAll(/\s+/g, ' ').toLowerCase();
  expect(plain(text)).toContain(plain(sentence));
});
