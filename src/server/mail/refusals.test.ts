import { describe, expect, test } from 'vitest';
import { type Command, reasonFor, replyIn, verdictOn } from './refusals.ts';

function verdict(text: string, command: Command = 'RCPT TO'): string {
  return verdictOn(replyIn(Number(text.slice(0, 3)), text), command);
}

describe('a refusal is final when its status names the recipient or the message', () => {
  test.each([
    ['550 5.1.1 No such user here'],
    ['550 5.1.2 Bad destination system address'],
    ['553 5.1.3 Bad destination mailbox address syntax'],
    ['551 5.1.6 Mailbox has moved'],
    ['556 5.1.10 Recipient address has null MX'],
    ['550 5.2.1 Mailbox disabled'],
    ['554 5.6.0 Other media error'],
    ['550 5.6.7 Non-ASCII addresses not permitted'],
    ['550-5.1.1 The email account that you tried to reach does not exist.\n550 5.1.1 Learn more'],
    ['550-Bonjour\n550 5.1.1 inconnu'],
  ])('%j', (text) => {
    expect(verdict(text)).toBe('final');
    expect(verdict(text, 'DATA')).toBe('final');
  });
});

describe('it is the recipient’s for now', () => {
  test.each([
    ['450 Mailbox busy'],
    ['452 4.2.2 Mailbox full'],
    ['552 5.2.2 Mailbox full'],
    ['550 5.2.0 Other mailbox status'],
    ['550 5.1.0 Address rejected'],
    ['450 4.1.1 Unknown for now'],
    // A basic code of 4yz is never final, whatever its status says.
    ['450 5.1.1 No such user'],
    ['550 No such user here'],
    ['553 Requested action not taken'],
    ['552 Over quota'],
    ['451 Invalid recipient <ines.@exemple.fr>'],
    ['501 Syntax error in the recipient address'],
    ['555 5.5.2 Syntax error, the address is invalid'],
    ['451 4.3.0 Unknown user'],
    ['550 5.0.0 Adresse inconnue'],
    // Lines that contradict each other: not all of them blame the address.
    ['550-5.1.1 No such user\n550 5.2.2 Or its mailbox is full'],
  ])('%j', (text) => {
    expect(verdict(text)).toBe('recipient');
  });
});

describe('it is ours, or the service’s', () => {
  test.each([
    ['550 5.4.5 Daily user sending limit exceeded'],
    ['450 4.7.1 Greylisted'],
    ['451 4.7.0 Daily limit'],
    ['452 4.3.1 Insufficient system storage'],
    ['450 4.5.3 Too many'],
    ['451 Try again later'],
    ['550 5.7.1 Rejected by policy'],
    ['554 5.7.0 Too many recipients'],
    ['535 5.7.8 Bad credentials'],
    ['554 5.7.1 Message looks like spam'],
    ['550 5.1.7 Bad sender'],
    ['550 5.1.8 Bad sender’s system address'],
    ['550 5.3.0 Other mail system status'],
    ['552 5.3.4 Message too big'],
    ['550 5.4.1 No answer from host'],
    ['501 5.5.4 Invalid arguments'],
    ['554 Transaction failed'],
    ['451 4.7.0 Invalid recipient, said a policy'],
    ['451 Invalid sender address'],
    ['501 Invalid MAIL FROM address'],
    ['451 <invalid.user@exemple.fr> try again later'],
    // A number that only looks like a status.
    ['554 5.1.1.7 blocked'],
    ['554 [10.5.1.1] blocked'],
    ['550 5.9.9 Unknown status'],
    ['550-5.1.1 Rejected\n550 5.7.1 by policy'],
  ])('%j', (text) => {
    expect(verdict(text)).toBe('service');
  });

  test('after the text, whatever words speak of an address', () => {
    expect(verdict('451 Invalid recipient', 'DATA')).toBe('service');
  });

  test('bare after the text as well: nothing says that it is the address', () => {
    expect(verdict('550 Refused', 'DATA')).toBe('service');
  });
});

test.each([
  ['550 5.1.1', 'l’adresse n’existe pas (550 5.1.1)'],
  ['552 5.2.2', 'la boîte est pleine (552 5.2.2)'],
  ['550 5.4.5', 'notre messagerie a atteint sa limite d’envois (550 5.4.5)'],
  ['EAUTH 535 5.7.8', 'la messagerie refuse notre compte ou son mot de passe (EAUTH 535 5.7.8)'],
  ['EENVELOPE 550', 'la messagerie refuse notre adresse d’envoi (EENVELOPE 550)'],
  ['451 4.7.1', 'la messagerie demande d’attendre (451 4.7.1)'],
  ['550', 'l’adresse est refusée (550)'],
  ['554 5.7.1', 'la messagerie refuse ce que nous envoyons (554 5.7.1)'],
  ['ECONNECTION', 'la messagerie ne répond pas (ECONNECTION)'],
])('%s is told in plain French', (code, reason) => {
  expect(reasonFor(code)).toBe(reason);
});
