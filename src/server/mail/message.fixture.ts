import type { Message } from './mail.ts';

/** A message with one block of each kind. */
export function aMessage(overrides: Partial<Message> = {}): Message {
  return {
    messageId: 'ab12.confirmation@exemple.org',
    to: 'ines@exemple.fr',
    replyTo: 'equipe@exemple.org',
    subject: 'Ta candidature est bien arrivée',
    letter: {
      title: 'Ta candidature est bien arrivée',
      greeting: 'Bonjour Inès,',
      blocks: [
        { kind: 'paragraph', text: 'Merci !' },
        { kind: 'reference', label: 'Ta référence', reference: 'JE-22222222', note: 'Garde-la.' },
        { kind: 'steps', title: 'Et maintenant ?', steps: ['On te lit.', 'On te répond.'] },
        { kind: 'action', label: 'Suivre ma candidature', url: 'https://site.test/suivi/?a=1&b=2' },
        {
          kind: 'answers',
          title: 'Ce que tu nous as envoyé',
          sections: [
            {
              title: 'Toi',
              answers: [
                { label: 'Ta commune', texts: ['Roubaix'] },
                { label: 'Quand es-tu disponible ?', texts: ['Le samedi', 'Le mercredi'] },
              ],
            },
          ],
        },
      ],
      closing: 'Une question ? Réponds à ce message.',
      signature: {
        name: "Mentorat d'excellence",
        organisation: 'Association Le Moment',
        siteUrl: 'https://site.test',
      },
    },
    ...overrides,
  };
}
