import type { Audience } from '../../domain/application/form.ts';
import { DRAFT_DAYS, MAJORITY, RETENTION_YEARS, SAFARI_DRAFT_DAYS } from '../../domain/application/limits.ts';
import { PROGRAMME } from '../../domain/programme.ts';

/** Words of every form around its questions. */
export interface Wording {
  readonly mandatory: string;
  readonly minorsOnly: string;
  readonly honeypot: string;
  readonly errors: string;
  readonly notSent: string;
  /** Information at collection, in short (GDPR, art. 13). */
  readonly consent: {
    readonly who: string;
    readonly why: string;
    readonly basis: string;
    readonly howLong: string;
    readonly rightsTitle: string;
    readonly rights: string;
    readonly contact: string;
    readonly complaint: string;
    readonly more: string;
  };
  readonly buttons: {
    readonly send: string;
    readonly next: string;
    readonly previous: string;
    readonly toReview: string;
    readonly sending: string;
    readonly resend: string;
    readonly resume: string;
    readonly erase: string;
    readonly eraseAll: string;
    readonly undo: string;
    readonly change: string;
  };
  readonly review: { readonly title: string; readonly noAnswer: string };
  readonly draft: {
    readonly title: string;
    readonly text: string;
    readonly note: string;
    readonly shared: string;
  };
  readonly erased: string;
  /** Announced when a row of a list of people is removed. */
  readonly removed: string;
  /** Told about the chosen neighbourhood, where a form asks for one. */
  readonly eligibility?: { readonly eligible: string; readonly toCheck: string };
  /** Why an application did not leave, by what happened. */
  readonly failures: {
    readonly offline: string;
    readonly busy: string;
    readonly unavailable: string;
    readonly unexpected: string;
  };
}

/** Put before the title of a page that shows errors. */
export const ERROR_TITLE_PREFIX = 'Erreur : ';

export const OPTIONAL = 'facultatif';

const STORAGE_LIMIT = `${RETENTION_YEARS} ans au plus après notre dernier échange.`;

const tu: Wording = {
  mandatory: `Tu peux passer les questions marquées « ${OPTIONAL} ». Les autres sont obligatoires.`,
  minorsOnly: `Tu as ${MAJORITY} ans ou plus ? Laisse cette partie vide.`,
  honeypot: 'Laisse ce champ vide, il piège les robots.',
  errors: 'À corriger avant de continuer',
  notSent: 'Ta candidature n’est pas encore envoyée',
  consent: {
    who: `${PROGRAMME.organisation.name}. Seule l’équipe du programme lit tes réponses.`,
    why: 'Étudier ta candidature, te répondre et préparer ton binôme.',
    basis: 'Ton accord. Tu peux le retirer quand tu veux.',
    howLong: STORAGE_LIMIT,
    rightsTitle: 'Tes droits',
    rights: 'Lire tes réponses, en demander une copie, les corriger ou les faire effacer :',
    contact: 'écris-nous',
    complaint:
      'Tu peux aussi te plaindre à la CNIL, la Commission nationale de l’informatique et des libertés.',
    more: 'Tout savoir sur tes données',
  },
  buttons: {
    send: 'Envoyer ma candidature',
    next: 'Continuer',
    previous: 'Retour',
    toReview: 'Revenir à la vérification',
    sending: 'Envoi en cours…',
    resend: 'Renvoyer ma candidature',
    resume: 'Reprendre ma candidature',
    erase: 'Effacer',
    eraseAll: 'Effacer mes réponses',
    undo: 'Annuler',
    change: 'Modifier',
  },
  review: { title: 'Vérifie tes réponses', noAnswer: 'Pas de réponse' },
  draft: {
    title: 'Tu as déjà commencé',
    text: 'Une candidature commencée est gardée sur cet appareil. Ce n’est pas la tienne ? Efface-la.',
    note: `Tes réponses restent dans ce navigateur, ${DRAFT_DAYS} jours au plus. Tu peux t’arrêter et reprendre plus tard. Sur iPhone, sur iPad ou avec Safari, reviens avant ${SAFARI_DRAFT_DAYS} jours : ensuite, elles peuvent s’effacer.`,
    shared: 'Ordinateur partagé ? Efface tes réponses avant de partir.',
  },
  eligibility: {
    eligible: 'Oui, ton quartier fait partie du programme.',
    toCheck: 'À vérifier : nous regarderons avec toi. Tu peux continuer.',
  },
  erased: 'Tes réponses sont effacées de cet appareil.',
  removed: 'Cette personne n’est plus dans la liste.',
  failures: {
    offline:
      'Tu es hors ligne, ou la connexion a été coupée. Tes réponses sont gardées. Laisse cette page ouverte : l’envoi repartira dès que le réseau revient.',
    busy: 'Beaucoup de candidatures arrivent en même temps. Tes réponses sont gardées. Attends une minute, puis renvoie.',
    unavailable:
      'Nous n’arrivons pas à enregistrer ta candidature pour le moment. Tes réponses sont gardées. Réessaie dans quelques minutes.',
    unexpected:
      'Ta candidature n’est pas partie. Tes réponses sont gardées. Réessaie, ou écris-nous si cela se répète.',
  },
};

const vous: Wording = {
  mandatory: `Vous pouvez passer les questions marquées « ${OPTIONAL} ». Les autres sont obligatoires.`,
  minorsOnly: `Vous avez ${MAJORITY} ans ou plus ? Laissez cette partie vide.`,
  honeypot: 'Laissez ce champ vide, il piège les robots.',
  errors: 'À corriger avant de continuer',
  notSent: 'Votre inscription n’est pas encore envoyée',
  consent: {
    who: `${PROGRAMME.organisation.name}. Seule l’équipe du programme lit vos réponses.`,
    why: 'Étudier votre inscription et vous répondre.',
    basis: 'Votre accord. Vous pouvez le retirer à tout moment.',
    howLong: STORAGE_LIMIT,
    rightsTitle: 'Vos droits',
    rights: 'Accéder à vos réponses, en obtenir une copie, les rectifier ou les faire effacer :',
    contact: 'écrivez-nous',
    complaint:
      'Vous pouvez aussi adresser une réclamation à la CNIL, la Commission nationale de l’informatique et des libertés.',
    more: 'Tout savoir sur vos données',
  },
  buttons: {
    send: 'Envoyer',
    next: 'Continuer',
    previous: 'Retour',
    toReview: 'Revenir à la vérification',
    sending: 'Envoi en cours…',
    resend: 'Renvoyer',
    resume: 'Reprendre mes réponses',
    erase: 'Effacer',
    eraseAll: 'Effacer mes réponses',
    undo: 'Annuler',
    change: 'Modifier',
  },
  review: { title: 'Vérifiez vos réponses', noAnswer: 'Pas de réponse' },
  draft: {
    title: 'Vous avez déjà commencé',
    text: 'Un formulaire commencé est gardé sur cet appareil. Ce n’est pas le vôtre ? Effacez-le.',
    note: `Vos réponses restent dans ce navigateur, ${DRAFT_DAYS} jours au plus. Vous pouvez vous arrêter et reprendre plus tard. Sur iPhone, sur iPad ou avec Safari, revenez avant ${SAFARI_DRAFT_DAYS} jours : ensuite, elles peuvent s’effacer.`,
    shared: 'Ordinateur partagé ? Effacez vos réponses avant de partir.',
  },
  erased: 'Vos réponses sont effacées de cet appareil.',
  removed: 'Cette personne n’est plus dans la liste.',
  failures: {
    offline:
      'Vous êtes hors ligne, ou la connexion a été coupée. Vos réponses sont gardées. Laissez cette page ouverte : l’envoi repartira dès que le réseau revient.',
    busy: 'Beaucoup de réponses arrivent en même temps. Les vôtres sont gardées. Attendez une minute, puis renvoyez.',
    unavailable:
      'Nous n’arrivons pas à enregistrer vos réponses pour le moment. Elles sont gardées. Réessayez dans quelques minutes.',
    unexpected:
      'Vos réponses ne sont pas parties. Elles sont gardées. Réessayez, ou écrivez-nous si cela se répète.',
  },
};

/** To all at once, with neither « tu » nor « vous » where it is seen without script. */
const everyone: Wording = {
  ...vous,
  mandatory: 'Une adresse e-mail ou un numéro de téléphone : un seul suffit. Le reste est nécessaire.',
  honeypot: 'Ce champ reste vide, il piège les robots.',
  notSent: 'Rien n’est encore enregistré',
  consent: {
    who: `${PROGRAMME.organisation.name}. Seule l’équipe du programme lit ces réponses.`,
    why: 'Envoyer un seul message, à la réouverture des inscriptions.',
    basis: 'Un accord, qui peut être retiré à tout moment.',
    howLong: `Jusqu’à un mois après ce message, et ${RETENTION_YEARS} ans au plus.`,
    rightsTitle: 'Droits',
    rights: 'Lire ces réponses, en obtenir une copie, les faire corriger ou effacer :',
    contact: 'écrire à l’équipe',
    complaint:
      'Une plainte peut être adressée à la CNIL, la Commission nationale de l’informatique et des libertés.',
    more: 'Tout savoir sur les données personnelles',
  },
  buttons: { ...vous.buttons, send: 'Laisser mes coordonnées' },
};

/** « tu » to youths, « vous » to everyone else. */
export const WORDING: Readonly<Record<Audience, Wording>> = {
  youth: tu,
  mentor: vous,
  company: vous,
  waiting: everyone,
};
