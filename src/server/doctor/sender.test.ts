import { describe, expect, test } from 'vitest';
import { lookAtSender, type SenderSettings } from './sender.ts';

/** The sender's findings, from a site whose mail is all right. */
function found(changes: Partial<SenderSettings>) {
  return lookAtSender({
    MAIL_FROM: 'Mentorat <mentorat@le-moment.org>',
    SMTP_URL: 'smtps://mentorat%40le-moment.org:secret@mail.le-moment.org',
    TEAM_EMAIL: 'equipe@le-moment.org',
    contactEmail: 'contact@le-moment.org',
    ...changes,
  });
}

const READ = /Quelqu’un lit-il la boîte de MAIL_FROM/;

test('an address of the association, sent by its own server, needs a reader and nothing else', () => {
  expect(found({})).toEqual({ problems: [], advice: [expect.stringMatching(READ)] });
});

describe('a mailbox that belongs to a provider, sent by another server, is a problem', () => {
  test.each([
    ['asso@gmail.com', 'Gmail'],
    ['Asso@GMAIL.com', 'Gmail'],
    ['asso@googlemail.com', 'Gmail'],
    ['asso@outlook.fr', 'Outlook'],
    ['asso@hotmail.com', 'Outlook'],
    ['asso@live.fr', 'Outlook'],
    ['asso@msn.com', 'Outlook'],
    ['asso@orange.fr', 'Orange'],
    ['asso@wanadoo.fr', 'Orange'],
    ['asso@laposte.net', 'La Poste'],
    ['asso@yahoo.fr', 'Yahoo'],
    ['asso@yahoo.co.uk', 'Yahoo'],
    ['asso@aol.com', 'Yahoo'],
    ['asso@free.fr', 'Free'],
    ['asso@sfr.fr', 'SFR'],
    ['asso@neuf.fr', 'SFR'],
    ['asso@bbox.fr', 'Bouygues'],
    ['asso@icloud.com', 'iCloud'],
    ['asso@me.com', 'iCloud'],
    ['asso@gmx.fr', 'GMX'],
    ['asso@proton.me', 'Proton'],
    ['asso@mailo.com', 'Mailo'],
    ['asso@ik.me', 'Infomaniak'],
    ['asso@zohomail.eu', 'Zoho'],
    ['asso@hotmail.nl', 'Outlook'],
    ['asso@outlook.pt', 'Outlook'],
    ['asso@libertysurf.fr', 'Free'],
  ])('%s', (address, provider) => {
    for (const MAIL_FROM of [address, `Le Mentorat <${address}>`])
      for (const server of [
        'smtp-relay.brevo.com:587',
        'in-v3.mailjet.com',
        'ssl0.ovh.net',
        `${address.split('@')[1]}.evil.example`,
      ])
        expect(found({ MAIL_FROM, SMTP_URL: `smtp://cle:secret@${server}` }).problems).toEqual([
          expect.stringMatching(new RegExp(`^MAIL_FROM est une boîte ${provider}.*DMARC`)),
        ]);
  });
});

test.each([
  ['asso@gmail.com', 'smtp.gmail.com'],
  ['asso@outlook.fr', 'smtp-mail.outlook.com'],
  ['asso@hotmail.fr', 'smtp.office365.com'],
  ['asso@orange.fr', 'smtp.orange.fr'],
  ['asso@laposte.net', 'smtp.laposte.net'],
  ['asso@yahoo.fr', 'smtp.mail.yahoo.com'],
  ['asso@free.fr', 'smtp.free.fr'],
  ['asso@sfr.fr', 'smtp.sfr.fr'],
  ['asso@icloud.com', 'smtp.mail.me.com'],
])('%s by its provider’s server %s is no problem, but advised against', (MAIL_FROM, server) => {
  const { problems, advice } = found({
    MAIL_FROM,
    SMTP_URL: `smtps://${encodeURIComponent(MAIL_FROM)}:secret@${server}`,
  });
  expect(problems).toEqual([]);
  expect(advice).toContainEqual(expect.stringMatching(/^MAIL_FROM est une boîte .* peu d’envois par jour/));
});

test.each([
  ['mentorat@le-moment.org', 'asso%40gmail.com', 'smtp.gmail.com', 'Gmail'],
  ['autre@gmail.com', 'asso%40gmail.com', 'smtp.gmail.com', 'Gmail'],
  ['mentorat@le-moment.org', 'asso%40outlook.fr', 'smtp-mail.outlook.com', 'Outlook'],
])(
  '%s by the account %s is a problem: the provider replaces the sender',
  (MAIL_FROM, account, server, name) => {
    expect(found({ MAIL_FROM, SMTP_URL: `smtps://${account}:secret@${server}` }).problems).toEqual([
      expect.stringMatching(
        new RegExp(`^SMTP_URL se connecte à une boîte ${name} qui n’est pas celle de MAIL_FROM`),
      ),
    ]);
  },
);

test('a service that sends for others is no problem: its SPF and DKIM are to be checked', () => {
  const { problems, advice } = found({
    SMTP_URL: 'smtp://8a1b%40smtp-brevo.com:cle@smtp-relay.brevo.com:587',
  });
  expect(problems).toEqual([]);
  expect(advice).toContainEqual(expect.stringMatching(/SPF et DKIM l’autorisent, et que DMARC est posé/));
});

test.each([
  'mentorat@le-moment.netlify.app',
  'mentorat@serveur.local',
  'mentorat@asso.test',
  'mentorat@serveur',
])('%s is of no domain that receives mail', (MAIL_FROM) => {
  expect(found({ MAIL_FROM }).problems).toEqual([
    expect.stringMatching(/domaine qui ne reçoit pas d’e-mails/),
  ]);
});

describe('a box that nobody reads is a problem, since what comes back is lost', () => {
  const unread = [
    'no-reply',
    'noreply',
    'NoReply',
    'no_reply',
    'ne-pas-repondre',
    'nepasrepondre',
    'donotreply',
    'noreply-mentorat',
    'bounces',
  ];
  test.each(unread)('%s@', (name) => {
    const address = `${name}@le-moment.org`;
    expect(found({ MAIL_FROM: address }).problems).toEqual([
      expect.stringMatching(/^MAIL_FROM .*que personne ne lit/),
    ]);
    expect(found({ TEAM_EMAIL: address }).problems).toEqual([
      expect.stringMatching(/^TEAM_EMAIL .*que personne ne lit/),
    ]);
    expect(found({ contactEmail: address }).problems).toEqual([
      expect.stringMatching(/^Le contact des Réglages .*les réponses/),
    ]);
  });

  test.each(['noe.reply', 'nora', 'bouncer', 'nepal'])('%s@ is somebody’s', (name) => {
    expect(found({ MAIL_FROM: `${name}@le-moment.org` }).problems).toEqual([]);
  });
});

test('a sender that is the team’s own box is read, and its notices may be put aside', () => {
  const { problems, advice } = found({ TEAM_EMAIL: 'Mentorat@le-moment.org' });
  expect(problems).toEqual([]);
  expect(advice).toEqual([expect.stringMatching(/^MAIL_FROM et TEAM_EMAIL sont la même boîte/)]);
});

test.each([
  ['smtps://mail.le-moment.org:587', /smtps:\/\/ va avec le port 465/],
  ['smtp://mail.le-moment.org:465', /smtps:\/\/ va avec le port 465/],
  ['smtp://mail.le-moment.org:25', /ferment le port 25/],
])('%s cannot work', (SMTP_URL, expected) => {
  expect(found({ SMTP_URL }).problems).toEqual([expect.stringMatching(expected)]);
});

test.each([
  'smtp://mail.le-moment.org',
  'smtp://mail.le-moment.org:587',
  'smtps://mail.le-moment.org:465',
  'smtp://mail.le-moment.org:2525',
])('%s may work', (SMTP_URL) => {
  expect(found({ SMTP_URL }).problems).toEqual([]);
});

test.each([undefined, '', 'pas une adresse'])(
  'a sender that is not one is for the variables to tell: %s',
  (MAIL_FROM) => {
    expect(found({ MAIL_FROM })).toEqual({ problems: [], advice: [] });
  },
);

test('nothing that the variables hold is repeated', () => {
  const text = JSON.stringify([
    found({
      MAIL_FROM: 'canari@gmail.com',
      SMTP_URL: 'smtp://canari:canari@canari.example',
      TEAM_EMAIL: 'no-reply@canari.org',
    }),
    found({ SMTP_URL: 'smtps://canari%40gmail.com:canari@smtp.gmail.com' }),
  ]);
  expect(text).not.toContain('canari');
});
