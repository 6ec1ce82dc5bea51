import { collection, type Mistake } from './collection.ts';
import { longText, object, text } from './fields.ts';

const heading = (label: string) => text({ label, max: 70 });
const ofSite = 'Écrivez {site} là où vient le nom du site.';

/** `{site}` is the only word between braces that a page replaces. */
function unknownBraces(page: string, words: Readonly<Record<string, string>>): Mistake[] {
  return Object.entries(words).flatMap(([name, text]) => {
    const [found] = /\{[^}]*\}?/.exec(text.replaceAll('{site}', '')) ?? [];
    if (found === undefined) return [];
    return [
      {
        path: [page, name],
        message: `« ${found} » resterait tel quel sur la page : écrivez {site}, ou retirez les accolades.`,
      },
    ];
  });
}

/** Words of the pages around the entries that they show. */
export const wording = collection({
  name: 'wording',
  label: 'Mots des pages',
  singular: 'les mots',
  file: 'wording.yaml',
  format: 'yaml',
  fields: {
    site: object({
      label: 'Page d’un site',
      fields: {
        trades: heading('Titre des métiers'),
        tradesNote: text({ label: 'Sous les métiers', max: 120 }),
        access: heading('Titre du chemin pour venir'),
        accessNote: text({
          label: 'Sous le lieu',
          hint: 'Tant que la fiche du site ne dit pas comment venir.',
          max: 160,
        }),
        stories: heading('Titre des témoignages'),
        events: heading('Titre des dates'),
        eventsLead: longText({ label: 'Sous le titre des dates', hint: ofSite, max: 200 }),
        call: heading('Titre du dernier appel'),
        callLead: longText({ label: 'Texte du dernier appel', hint: ofSite, max: 200 }),
        others: heading('Titre des autres sites'),
      },
    }),
    story: object({
      label: 'Page d’un témoignage',
      fields: {
        call: heading('Titre de l’appel'),
        callLead: longText({ label: 'Texte de l’appel', hint: ofSite, max: 200 }),
        others: heading('Titre des autres témoignages'),
      },
    }),
    agenda: object({
      label: 'Agenda',
      fields: {
        past: heading('Titre des dates passées'),
        register: heading('Titre de l’inscription, sur la page d’une date'),
      },
    }),
    news: object({
      label: 'Page d’une actualité',
      fields: { others: heading('Titre des autres actualités') },
    }),
    audiences: object({
      label: 'Pages des mentors et des entreprises',
      fields: {
        questions: heading('Titre des questions'),
        mentor: heading('Titre de l’appel aux mentors'),
        mentorNote: heading('Titre à côté du formulaire des mentors'),
        mentorNoteText: longText({ label: 'Texte à côté du formulaire des mentors', max: 300 }),
        company: heading('Titre de l’appel aux entreprises'),
        companyLead: longText({
          label: 'Texte de l’appel aux entreprises',
          hint: 'Quand les inscriptions sont ouvertes ; fermées, c’est le message des Réglages.',
          max: 300,
        }),
        partners: heading('Titre des partenaires'),
      },
    }),
    notFound: object({
      label: 'Page introuvable',
      fields: { title: heading('Titre'), lead: longText({ label: 'Texte', max: 300 }) },
    }),
  },
  check: (pages) => Object.entries(pages).flatMap(([page, words]) => unknownBraces(page, words)),
});
