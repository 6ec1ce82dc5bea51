import type { Audience } from '../../domain/application/form.ts';
import type { EventWords } from '../../domain/tracking/journal-texts.ts';

/** Something that the page lets its reader do. */
interface Choice {
  readonly title: string;
  readonly text: string;
}

/** A step before something that cannot be taken back at once. */
interface Confirmation {
  readonly title: string;
  readonly lead: string;
  readonly points: readonly string[];
  readonly button: string;
}

interface Notice {
  readonly title: string;
  readonly lead: string;
}

export interface TrackingWording {
  readonly promised: string;
  readonly reference: string;
  readonly keep: string;
  readonly history: string;
  readonly received: string;
  readonly guardian: string;
  /** While the guardian's request waits: what to do, by who can let it leave. */
  readonly askGuardian: {
    readonly waits: { readonly here: string; readonly mailbox: string; readonly team: string };
    readonly button: string;
  };
  /** The link to the sheet that a guardian may sign instead. */
  readonly paper: string;
  /** Events as the person reads them: in the past, true of whatever came after. */
  readonly told: EventWords;
  /** Words for a guardian's authorisation while it lasts, where the past says too little. */
  readonly toldNow: Partial<EventWords>;
  readonly associations: string;
  readonly choices: string;
  readonly correct: Choice;
  readonly withdraw: Choice;
  readonly download: Choice;
  readonly erase: Choice;
  readonly link: Choice;
  /** Words for requests that are not done yet. */
  readonly pending: {
    readonly correct: string;
    readonly renew: string;
    readonly withdraw: string;
    readonly erase: string;
  };
  readonly contact: {
    readonly title: string;
    readonly lead: string;
    readonly moved: string;
    readonly told: string;
    readonly send: string;
  };
  readonly nothingChanged: string;
  readonly errors: string;
  readonly confirmWithdrawal: Confirmation;
  readonly confirmErasure: Confirmation;
  readonly back: string;
  readonly expired: Notice;
  readonly replaced: Notice;
  readonly renewed: string;
  readonly withoutEmail: string;
  /** Everything was asked to be erased, and is not yet. */
  readonly erasing: Notice;
  /** The row is no longer in the spreadsheet. */
  readonly rowGone: Notice;
  /** The spreadsheet cannot be read now. */
  readonly unreadable: Notice;
}

const tu: TrackingWording = {
  promised: 'Réponse au plus tard',
  reference: 'Ta référence',
  keep: 'Garde-la : avec elle, tu retrouves cette page.',
  history: 'Ce qui s’est passé',
  received: 'Ta candidature est arrivée',
  guardian: 'L’accord de ton responsable légal',
  askGuardian: {
    waits: {
      here: 'Un message lui demande son accord dès que tu appuies sur ce bouton. Préviens-la ou préviens-le avant.',
      mailbox:
        'Pour que le message parte, ouvre ta page de suivi depuis l’e-mail que nous t’avons envoyé, et appuie sur le bouton. Ou attends : l’équipe le fait partir quand elle a lu ta candidature.',
      team: 'Le message part quand l’équipe a lu ta candidature. Tu n’as rien à faire.',
    },
    button: 'Demander son accord',
  },
  paper: 'La feuille à signer, sur papier',
  told: {
    emailed: 'Un e-mail est parti pour te le dire',
    emailWaits: 'Un e-mail pour toi a pris du retard',
    emailLost: 'Un e-mail n’a pas pu t’être remis, et l’équipe a été prévenue : vérifie ton adresse',
    contacted: 'L’équipe a été prévenue, pour te le dire elle-même',
    corrected: 'Tu as corrigé tes coordonnées',
    withdrawn: 'Tu as retiré ta candidature',
    rowGone: 'Ta ligne n’est plus dans le tableur : rien n’a pu y être écrit',
    held: 'La demande à ton responsable légal a été préparée',
    confirmed: 'Tu as confirmé la demande à ton responsable légal',
    byEmail: 'Un message est parti à ton responsable légal',
    byPhone: 'Un SMS à ton responsable légal a été confié à l’équipe',
    noContact: 'Il manquait le numéro ou l’adresse de ton responsable légal, différents des tiens',
    reminded: 'Un rappel est parti à ton responsable légal',
    expired: 'Le lien de ton responsable légal a expiré sans réponse',
    accepted: 'Ton responsable légal a donné son accord',
    refused: 'Ton responsable légal a répondu',
    paper: 'L’accord sur papier est arrivé',
    adult: 'Tu as 18 ans : cet accord n’est plus nécessaire',
    requestWaits: 'Le message à ton responsable légal a pris du retard',
    requestLost: 'Le message n’a pas pu être remis à ton responsable légal',
  },
  toldNow: {
    held: 'Ton responsable légal n’est pas encore prévenu',
    confirmed: 'C’est noté : un message part à ton responsable légal',
    byPhone: 'L’équipe envoie un SMS à ton responsable légal',
    noContact: 'Il manque le numéro ou l’adresse de ton responsable légal, différents des tiens',
    // As in the message: the team tells the rest.
    refused: 'Ton responsable légal a répondu. L’équipe t’en parle',
    requestWaits:
      'Le message à ton responsable légal a pris du retard. Nous réessayons jusqu’à ce qu’il parte',
    requestLost: 'Le message n’a pas pu être remis à ton responsable légal. L’équipe t’en parle',
  },
  associations: 'D’autres associations peuvent t’aider',
  choices: 'Tes choix',
  correct: {
    title: 'Corriger mes coordonnées',
    text: 'Ton téléphone, ton e-mail, la façon dont tu préfères qu’on te réponde.',
  },
  withdraw: {
    title: 'Retirer ma candidature',
    text: 'Tu changes d’avis ? Ça arrive. Tu n’as rien à expliquer.',
  },
  download: {
    title: 'Télécharger mes données',
    text: 'Tout ce que nous avons sur toi, notes de l’équipe comprises.',
  },
  erase: { title: 'Effacer mes données', text: 'Tout part : ta candidature, les messages, les notes.' },
  link: {
    title: 'Recevoir un nouveau lien',
    text: 'Il part à ton adresse e-mail. Les liens d’avant ne fonctionnent plus.',
  },
  pending: {
    correct: 'Ta correction est notée. Elle arrive dans le tableur de l’équipe dans quelques minutes.',
    renew: 'Un nouveau lien part vers ton adresse e-mail. Regarde aussi dans les indésirables.',
    withdraw: 'Ton retrait est noté. L’équipe le voit dans quelques minutes.',
    erase: 'C’est demandé. Dans quelques minutes, il ne restera plus rien de toi ici.',
  },
  contact: {
    title: 'Corrige tes coordonnées',
    lead: 'Voici ce que l’équipe a pour te joindre.',
    moved: 'Tu changes d’adresse e-mail ?',
    told: 'Un nouveau lien part à la nouvelle, et les anciens ne fonctionnent plus. Pour te protéger, un message prévient aussi l’ancienne.',
    send: 'Enregistrer',
  },
  nothingChanged: 'Rien n’a changé : ce sont les coordonnées que nous avons déjà.',
  errors: 'À corriger avant d’enregistrer',
  confirmWithdrawal: {
    title: 'Retirer ta candidature ?',
    lead: 'L’équipe est prévenue et ne te contacte plus pour ce programme.',
    points: [
      'Tes réponses restent dans le tableur jusqu’à la fin de leur durée de conservation, ou jusqu’à ce que tu les effaces.',
      'Tu pourras candidater à nouveau quand les inscriptions seront ouvertes.',
    ],
    button: 'Oui, retirer ma candidature',
  },
  confirmErasure: {
    title: 'Effacer tes données ?',
    lead: 'C’est définitif : personne ne pourra les retrouver, nous non plus.',
    points: [
      'Tout part : ta candidature, tes coordonnées, les notes de l’équipe, les messages qui attendent, ce lien.',
      'Ta candidature s’arrête.',
      'Les totaux de la saison te comptent encore, sans nom : rien n’y dit que c’est toi.',
      'Les e-mails déjà reçus restent dans ta boîte.',
    ],
    button: 'Oui, tout effacer',
  },
  back: 'Non, revenir à mon suivi',
  expired: {
    title: 'Ce lien a expiré',
    lead: 'Un lien ne dure qu’un temps : ainsi, personne d’autre n’ouvre ta page.',
  },
  replaced: {
    title: 'Ce lien a été remplacé',
    lead: 'Tes coordonnées ont changé, ou un lien plus récent a été demandé : celui-ci ne fonctionne plus.',
  },
  renewed:
    'Un nouveau lien vient de partir à l’adresse e-mail que l’équipe a pour toi. Il peut mettre quelques minutes : regarde aussi dans les indésirables.',
  withoutEmail: 'Avec ta référence et ta date de naissance, tu rouvres ta page.',
  erasing: {
    title: 'Tes données s’effacent',
    lead: 'Ta candidature s’arrête. Tu n’as plus rien à faire.',
  },
  rowGone: {
    title: 'Ta candidature n’est plus dans le tableur',
    lead: 'L’équipe a retiré la ligne : il n’y a plus rien à corriger ici. Un doute ? Écris-nous avec ta référence.',
  },
  unreadable: {
    title: 'Un instant',
    lead: 'Nous n’arrivons pas à lire tes données en ce moment. Rien n’est perdu : réessaie dans quelques minutes.',
  },
};

const vous: TrackingWording = {
  promised: 'Réponse au plus tard',
  reference: 'Votre référence',
  keep: 'Gardez-la : avec elle, vous retrouvez cette page.',
  history: 'Ce qui s’est passé',
  received: 'Votre inscription est arrivée',
  guardian: 'L’accord du responsable légal',
  askGuardian: tu.askGuardian,
  paper: tu.paper,
  told: {
    ...tu.told,
    emailed: 'Un e-mail est parti pour vous le dire',
    emailWaits: 'Un e-mail pour vous a pris du retard',
    emailLost: 'Un e-mail n’a pas pu vous être remis, et l’équipe a été prévenue : vérifiez votre adresse',
    contacted: 'L’équipe a été prévenue, pour vous le dire elle-même',
    corrected: 'Vous avez corrigé vos coordonnées',
    withdrawn: 'Vous avez retiré votre inscription',
    rowGone: 'Votre ligne n’est plus dans le tableur : rien n’a pu y être écrit',
  },
  toldNow: {},
  associations: 'D’autres associations peuvent vous aider',
  choices: 'Vos choix',
  correct: {
    title: 'Corriger mes coordonnées',
    text: 'Votre téléphone et votre adresse e-mail.',
  },
  withdraw: {
    title: 'Retirer mon inscription',
    text: 'Vous changez d’avis ? Vous n’avez rien à expliquer.',
  },
  download: {
    title: 'Télécharger mes données',
    text: 'Tout ce que nous avons sur vous, notes de l’équipe comprises.',
  },
  erase: { title: 'Effacer mes données', text: 'Tout part : votre inscription, les messages, les notes.' },
  link: {
    title: 'Recevoir un nouveau lien',
    text: 'Il part à votre adresse e-mail. Les liens d’avant ne fonctionnent plus.',
  },
  pending: {
    correct: 'Votre correction est notée. Elle arrive dans le tableur de l’équipe dans quelques minutes.',
    renew: 'Un nouveau lien part vers votre adresse e-mail. Regardez aussi dans les indésirables.',
    withdraw: 'Votre retrait est noté. L’équipe le voit dans quelques minutes.',
    erase: 'C’est demandé. Dans quelques minutes, il ne restera plus rien de vous ici.',
  },
  contact: {
    title: 'Corrigez vos coordonnées',
    lead: 'Voici ce que l’équipe a pour vous joindre.',
    moved: 'Vous changez d’adresse e-mail ?',
    told: 'Un nouveau lien part à la nouvelle, et les anciens ne fonctionnent plus. Pour vous protéger, un message prévient aussi l’ancienne.',
    send: 'Enregistrer',
  },
  nothingChanged: 'Rien n’a changé : ce sont les coordonnées que nous avons déjà.',
  errors: 'À corriger avant d’enregistrer',
  confirmWithdrawal: {
    title: 'Retirer votre inscription ?',
    lead: 'L’équipe est prévenue et ne vous contacte plus pour ce programme.',
    points: [
      'Vos réponses restent dans le tableur jusqu’à la fin de leur durée de conservation, ou jusqu’à ce que vous les effaciez.',
      'Vous pourrez vous inscrire à nouveau quand les inscriptions seront ouvertes.',
    ],
    button: 'Oui, retirer mon inscription',
  },
  confirmErasure: {
    title: 'Effacer vos données ?',
    lead: 'C’est définitif : personne ne pourra les retrouver, nous non plus.',
    points: [
      'Tout part : votre inscription, vos coordonnées, les notes de l’équipe, les messages qui attendent, ce lien.',
      'Votre inscription s’arrête.',
      'Les totaux de la saison vous comptent encore, sans nom : rien n’y dit que c’est vous.',
      'Les e-mails déjà reçus restent dans votre boîte.',
    ],
    button: 'Oui, tout effacer',
  },
  back: 'Non, revenir à mon suivi',
  expired: {
    title: 'Ce lien a expiré',
    lead: 'Un lien ne dure qu’un temps : ainsi, personne d’autre n’ouvre votre page.',
  },
  replaced: {
    title: 'Ce lien a été remplacé',
    lead: 'Vos coordonnées ont changé, ou un lien plus récent a été demandé : celui-ci ne fonctionne plus.',
  },
  renewed:
    'Un nouveau lien vient de partir à l’adresse e-mail que l’équipe a pour vous. Il peut mettre quelques minutes : regardez aussi dans les indésirables.',
  withoutEmail: 'Avec votre référence et votre adresse e-mail, vous rouvrez votre page.',
  erasing: {
    title: 'Vos données s’effacent',
    lead: 'Votre inscription s’arrête. Vous n’avez plus rien à faire.',
  },
  rowGone: {
    title: 'Votre inscription n’est plus dans le tableur',
    lead: 'L’équipe a retiré la ligne : il n’y a plus rien à corriger ici. Un doute ? Écrivez-nous avec votre référence.',
  },
  unreadable: {
    title: 'Un instant',
    lead: 'Nous n’arrivons pas à lire vos données en ce moment. Rien n’est perdu : réessayez dans quelques minutes.',
  },
};

/** « tu » to youths, « vous » to everyone else. */
export const TRACKING_WORDING: Readonly<Record<Audience, TrackingWording>> = {
  youth: tu,
  mentor: vous,
  company: vous,
  waiting: {
    ...vous,
    received: 'Votre adresse est notée',
    told: {
      ...vous.told,
      corrected: 'Vous avez corrigé votre adresse',
      withdrawn: 'Vous avez demandé à ne plus recevoir ce message',
    },
    pending: {
      ...vous.pending,
      withdraw: 'C’est noté : vous ne recevrez pas ce message. L’équipe le voit dans quelques minutes.',
    },
    erase: { title: vous.erase.title, text: 'Tout part : votre adresse, les messages, les notes.' },
    confirmErasure: {
      ...vous.confirmErasure,
      points: [
        'Tout part : votre adresse, les notes de l’équipe, les messages qui attendent, ce lien.',
        'Pour compter les demandes, il reste l’année et le dernier statut, rien qui dise que c’est vous.',
        'Les e-mails déjà reçus restent dans votre boîte.',
      ],
    },
    rowGone: { ...vous.rowGone, title: 'Votre adresse n’est plus dans le tableur' },
    withdraw: {
      title: 'Ne plus recevoir ce message',
      text: 'L’équipe ne vous écrit pas à la réouverture.',
    },
    confirmWithdrawal: {
      title: 'Ne plus recevoir ce message ?',
      lead: 'L’équipe ne vous écrit pas à la réouverture des inscriptions.',
      points: [
        'Votre adresse reste dans le tableur jusqu’à la fin de sa durée de conservation, ou jusqu’à ce que vous l’effaciez.',
      ],
      button: 'Oui, ne plus recevoir ce message',
    },
    erasing: { title: 'Votre adresse s’efface', lead: 'L’équipe ne vous écrit pas à la réouverture.' },
    correct: { title: 'Corriger mon adresse', text: 'L’adresse e-mail où part le message.' },
  },
};
