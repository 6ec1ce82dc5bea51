interface Phrases {
  [key: string]: string | Phrases;
}

/** Decap's question for the address of a link, which our dialog answers. */
export const LINK_PROMPT = 'Adresse du lien';

/** Phrases that Decap 3.16.3 lacks in French, or translates less well than it should. */
const added: Phrases = {
  auth: {
    loginWithForgejo: 'Se connecter avec Forgejo',
    errors: {
      email: 'Écrivez votre adresse e-mail.',
      password: 'Écrivez votre mot de passe.',
      identitySettings:
        'Le service de connexion ne répond pas. Réessayez dans quelques minutes ; si cela dure, prévenez la personne qui s’occupe du site.',
    },
  },
  app: {
    header: { workflow: 'À relire', media: 'Images', quickAdd: 'Ajouter' },
    app: { checkConfigYml: 'Prévenez la personne qui s’occupe du site.' },
  },
  collection: {
    sidebar: {
      collections: 'Rubriques',
      allCollections: 'Toutes les rubriques',
      // Decap's search looks at what a line of the list shows, letter by letter.
      searchAll: 'Un titre, avec ses accents',
    },
    collectionTop: {
      newButton: 'Ajouter %{collectionLabel}',
      newButtonAriaLabel: 'Ajouter %{collectionLabel}',
      searchResults: 'Résultats de la recherche « %{searchTerm} »',
      searchResultsInCollection: 'Résultats de la recherche « %{searchTerm} » dans %{collection}',
      viewAsList: 'Afficher en liste',
      viewAsGrid: 'Afficher en vignettes',
    },
    entries: {
      loadingEntries: 'Chargement des fiches…',
      cachingEntries: 'Préparation des fiches…',
      noEntries: 'Aucune fiche',
      unpublishedHeader: 'Fiches non publiées',
    },
  },
  editor: {
    // Decap names the box around a field after its kind (« string »): the field has its label.
    editorControl: { field: { optional: 'facultatif', widgetLabel: '' } },
    editorControlPane: {
      widget: {
        required: '%{fieldLabel} : ce champ est vide, remplissez-le.',
        regexPattern: '%{fieldLabel} : %{pattern}',
        processing: '%{fieldLabel} : encore un instant…',
        range: '%{fieldLabel} : écrivez un nombre entre %{minValue} et %{maxValue}.',
        min: '%{fieldLabel} : écrivez %{minValue} ou plus.',
        max: '%{fieldLabel} : écrivez %{maxValue} ou moins.',
        rangeCount: '%{fieldLabel} : il en faut entre %{minCount} et %{maxCount}.',
        rangeCountExact: '%{fieldLabel} : il en faut %{count}.',
        rangeMin: '%{fieldLabel} : il en faut au moins %{minCount}.',
        rangeMax: '%{fieldLabel} : gardez-en %{maxCount} au plus.',
      },
      i18n: {
        copyFromLocale: 'Reprendre d’une autre langue',
        copyFromLocaleConfirm:
          'Reprendre le contenu de la langue %{locale} ?\nTout le contenu actuel sera remplacé.',
      },
    },
    editor: {
      onPublishing: 'Publier cette fiche ?',
      onUnpublishing: 'Retirer cette fiche du site ?',
      onDeleteWithUnsavedChanges: 'Supprimer cette fiche publiée, avec vos modifications non enregistrées ?',
      onDeletePublishedEntry: 'Supprimer cette fiche publiée ?',
      loadingEntry: 'Chargement de la fiche…',
      confirmLoadBackup:
        'Vous aviez commencé à modifier cette fiche sans l’enregistrer. Reprendre ce que vous aviez écrit ?',
    },
    editorInterface: { toggleNotes: 'Notes' },
    editorNotesPane: {
      title: 'Notes',
      emptyState: 'Pas encore de note. Écrivez la première ci-dessous.',
      addNote: 'Ajouter la note',
      addPlaceholder: 'Écrire une note…',
      editPlaceholder: 'Modifier la note…',
      save: 'Enregistrer',
      cancel: 'Annuler',
      edit: 'Modifier',
      delete: 'Supprimer',
      resolve: 'Marquer comme réglée',
      unresolve: 'Rouvrir',
      confirmDelete: 'Supprimer cette note ?',
      shortcut: 'Ctrl+Entrée ajoute la note',
    },
    editorToolbar: {
      publishAndCreateNew: 'Publier et en ajouter une autre',
      deleteUnpublishedChanges: 'Supprimer les modifications non publiées',
      deleteUnpublishedEntry: 'Supprimer la fiche non publiée',
      deletePublishedEntry: 'Supprimer la fiche publiée',
      deleteEntry: 'Supprimer la fiche',
      status: 'État : %{status}',
      deployButtonLabel: 'Voir sur le site',
      deployPreviewButtonLabel: 'Voir l’aperçu en ligne',
      deployPreviewPendingButtonLabel: 'Chercher l’aperçu en ligne',
      backCollection: 'Retour à « %{collectionLabel} »',
      inReview: 'À relire',
      statusInfoTooltipDraft: 'C’est un brouillon. Quand il est fini, choisissez l’état « À relire ».',
      statusInfoTooltipInReview: 'La fiche attend une relecture. Vous pouvez encore la modifier.',
    },
    editorWidgets: {
      markdown: {
        strikethrough: 'Barré',
        linkPrompt: LINK_PROMPT,
        toggleMode: { rich: 'Afficher la mise en forme', markdown: 'Afficher le Markdown' },
      },
      image: {
        chooseMultiple: 'Choisir des images',
        addMore: 'Ajouter des images',
        removeAll: 'Retirer toutes les images',
        remove: 'Retirer l’image',
      },
      file: {
        chooseMultiple: 'Choisir des fichiers',
        addMore: 'Ajouter des fichiers',
        removeAll: 'Retirer tous les fichiers',
      },
      unknownControl: { noControl: 'Le champ « %{widget} » n’existe pas.' },
      unknownPreview: { noPreview: 'Pas d’aperçu pour le champ « %{widget} ».' },
      datetime: { setToNow: '%{fieldLabel} : maintenant' },
      object: { expand: 'Déplier', collapse: 'Replier' },
    },
  },
  mediaLibrary: {
    mediaLibrary: {
      onDelete: 'Supprimer cette image ?',
      fileTooLarge: 'Ce fichier est trop lourd.\nIl doit faire moins de %{size} Ko.',
    },
    mediaLibraryModal: {
      noAssetsFound: 'Aucune image pour le moment.',
      noImagesFound: 'Aucune image pour le moment.',
      mediaAssets: 'Images',
      uploading: 'Envoi…',
      upload: 'Envoyer une image',
      deleteSelected: 'Supprimer l’image choisie',
      chooseSelected: 'Prendre cette image',
      close: 'Fermer',
    },
  },
  ui: {
    errorBoundary: {
      details: 'Une erreur est survenue. Copiez ce que vous aviez écrit, rechargez la page, et ',
      reportIt: 'signalez-la.',
      privacyWarning: 'N’y mettez aucune donnée personnelle.',
    },
    settingsDropdown: { account: 'Votre compte' },
    toast: {
      onFailToLoadEntries: 'La fiche n’a pas pu être chargée : %{details}',
      onFailToPersist: 'Rien n’a été enregistré, vos textes sont toujours là. %{details}',
      onFailToDelete: 'La fiche n’a pas été supprimée : %{details}',
      onFailToUpdateStatus: 'L’état n’a pas changé : %{details}',
      missingRequiredField: 'Il y a une erreur dans la fiche : corrigez les champs en rouge.',
      entrySaved: 'Fiche enregistrée',
      entryPublished: 'Fiche publiée',
      entryUnpublished: 'Fiche retirée du site',
      onFailToPublishEntry: 'La fiche n’a pas été publiée : %{details}',
      onFailToUnpublishEntry: 'La fiche n’a pas été retirée du site : %{details}',
      entryUpdated: 'L’état de la fiche a changé',
      onLoggedOut: 'Votre connexion a expiré : copiez ce que vous venez d’écrire, puis reconnectez-vous.',
      onBackendDown: 'Le service d’enregistrement ne répond pas. %{details}',
      noteAdded: 'Note ajoutée',
      onFailToAddNote: 'La note n’a pas été ajoutée : %{details}',
      noteUpdated: 'Note modifiée',
      onFailToUpdateNote: 'La note n’a pas été modifiée : %{details}',
      noteDeleted: 'Note supprimée',
      onFailToDeleteNote: 'La note n’a pas été supprimée : %{details}',
      noteResolved: 'Note réglée',
      noteReopened: 'Note rouverte',
      onFailToToggleNote: 'La note n’a pas changé : %{details}',
    },
  },
  workflow: {
    workflow: {
      loading: 'Chargement des fiches à relire…',
      workflowHeading: 'Fiches à relire',
      newPost: 'Ajouter une fiche',
      description:
        '%{smart_count} fiche à relire, %{readyCount} prête à publier. |||| %{smart_count} fiches à relire, %{readyCount} prêtes à publier.',
      dateFormat: 'D MMMM',
    },
    workflowCard: {
      deleteChanges: 'Supprimer les modifications',
      deleteNewEntry: 'Supprimer la fiche',
      publishNewEntry: 'Publier la fiche',
    },
    workflowList: {
      onDeleteEntry: 'Supprimer cette fiche ?',
      onPublishingNotReadyEntry:
        'Seules les fiches prêtes se publient : glissez d’abord la carte dans la colonne « Prêt ».',
      onPublishEntry: 'Publier cette fiche ?',
      inReviewHeader: 'À relire',
      currentEntries: '%{smart_count} fiche |||| %{smart_count} fiches',
    },
  },
};

function merge(base: object, over: Phrases): object {
  const merged = new Map<string, unknown>(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const shipped = merged.get(key);
    const both = typeof value === 'object' && typeof shipped === 'object' && shipped !== null;
    merged.set(key, both ? merge(shipped, value) : value);
  }
  return Object.fromEntries(merged);
}

/** Every phrase of the CMS in French: those it ships, and ours. */
export function inFrench(shipped: object): object {
  return merge(shipped, added);
}

/** A phrase by its name, `ui.toast.onFailToPersist`, with what it tells in place of `%{details}`; its name when there is none. */
export function phrase(phrases: object, name: string, given: Readonly<Record<string, string>>): string {
  let found: unknown = phrases;
  for (const key of name.split('.'))
    found = typeof found === 'object' && found !== null ? new Map(Object.entries(found)).get(key) : undefined;
  if (typeof found !== 'string') return name;
  return found.replaceAll(/%\{(\w+)\}/g, (_, key: string) => given[key] ?? '').trim();
}
