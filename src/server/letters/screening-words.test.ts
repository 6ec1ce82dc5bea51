import { expect, test } from 'vitest';
import { SETTINGS } from '../../../tests/fixtures/programme.fixture.ts';
import { letterText } from '../../components/mail/letter.ts';
import messages from '../../content/messages/messages.json' with { type: 'json' };
import { linkOf } from '../links/renewals.ts';
import { volunteerMessage } from './invitation-letters.ts';
import type { Message } from './message.ts';
import { statusEmail } from './status-letters.ts';

// What letters tell mentors of what is seen before a first meeting: one text of the settings, or nothing.

const NOW = new Date('2026-11-22T20:00:00Z');
const BULLETIN = 'Nous regardons le bulletin n° 3 avec vous : ni copie, ni résultat.';
const ID = 'a'.repeat(32);

type Settings = typeof SETTINGS & { readonly bulletin?: string };

function invitation(settings: Settings): Message {
  const volunteer = { id: ID, email: 'a@exemple.fr', givenName: 'Alex', companyName: 'Exemple' };
  const link = linkOf('invitation', ID, { generation: 0, issuedAt: NOW });
  return volunteerMessage('invitation', 'invitation', volunteer, link, settings);
}

const ofStatus = (key: 'entretien' | 'a-former') => (settings: Settings) => {
  const row = {
    id: ID,
    audience: 'mentor',
    reference: 'ME-22222222',
    givenName: 'Alex',
    email: 'a@exemple.fr',
  } as const;
  const change = {
    name: `status-1-${key}`,
    at: NOW,
    row,
    message: messages.mentor[key].message,
    associations: [],
  };
  return statusEmail(change, NOW, { ...settings, seasonEndsOn: '2027-08-31' });
};

test.each([
  ['the invitation of a volunteer', invitation],
  ['« Entretien »', ofStatus('entretien')],
  ['« À former »', ofStatus('a-former')],
] as const)(
  '%s tells of the bulletin n° 3 while it is asked for, and leaves no hole otherwise',
  (_, letterOf) => {
    const plain = (settings: Settings) =>
      letterText(letterOf(settings).letter).replaceAll(/[\u00A0\u202F]/g, ' ');
    expect(plain({ ...SETTINGS, bulletin: BULLETIN })).toContain(BULLETIN);
    const without = plain({ ...SETTINGS, bulletin: '' });
    expect(without).not.toMatch(/bulletin|casier|\{|\n{3}/);
    for (const block of letterOf(SETTINGS).letter.blocks)
      expect(block).not.toMatchObject({ kind: 'paragraph', text: '' });
  },
);

test('no letter asks for an « attestation d’honorabilité », which the law keeps for child protection', () => {
  expect(JSON.stringify(messages)).not.toMatch(/honorabilit/i);
});
