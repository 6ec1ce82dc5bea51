import { collections } from '../../../cms/collections.ts';
import { everyField } from '../../../cms/decap.ts';

const fieldNames = Object.values(collections).flatMap((collection) =>
  everyField(collection).map(({ name }) => name),
);

/**
 * English words that Decap 3.16.3 and what it is made of write into the page themselves, where no phrase of a language can replace them
 * (react-select 5.10.2, @dnd-kit 6.3.1, react-toastify 10.0.6): each whole text, and its French. `hard-coded.test.ts` looks for more of them.
 */
const FRENCH: readonly (readonly [RegExp, string])[] = [
  // decap-cms-core, `actions/mediaLibrary.js`: an error of the browser, or what `safe-backend.ts` has said in French.
  [
    /^Failed to persist media: \w*Error: .*$/s,
    'L’image n’a pas été envoyée. Réessayez, ou choisissez une autre image.',
  ],
  [/^Failed to persist media: (.*)$/s, 'L’image n’a pas été envoyée. $1'],
  [/^Failed to delete media: (.*)$/s, 'L’image n’a pas été supprimée : $1'],
  // decap-cms-widget-list: the folded line of an item whose first field is empty, with the field's name; a title may begin with « No ».
  [new RegExp(`^No (?:${fieldNames.join('|')})$`), 'À remplir'],
  // decap-cms-widget-relation, and react-select.
  [/^Loading(?: options…|\.\.\.)$/, 'Chargement des choix…'],
  [/^No options$/, 'Aucun choix ne correspond.'],
  // react-toastify.
  [/^close$/, 'Fermer'],
  [/^notification timer$/, 'Temps avant que ce message disparaisse'],
  // @dnd-kit: lists answer to the mouse and to touch.
  [/^sortable$/, 'à déplacer'],
  [/^\s*To pick up a draggable item,.*$/s, 'Se déplace avec la souris ou le doigt.'],
  [/^Picked up draggable item .*$/, 'Pris.'],
  [/^Draggable item .* was moved over droppable area .*$/, 'Déplacé.'],
  [/^Draggable item .* is no longer over a droppable area\.$/, 'Hors de la liste.'],
  [/^Draggable item .* was dropped.*$/, 'Posé.'],
  [/^Dragging was cancelled\..*$/, 'Le déplacement est annulé.'],
  // react-select, to those who hear the page.
  [
    /^Use Up and Down to choose options, .*$/,
    'Flèches haut et bas pour parcourir les choix, Entrée pour choisir, Échap pour fermer la liste.',
  ],
  [
    /^.* is focused ,type to refine list, press Down to open the menu, .*$/,
    'Tapez pour chercher, flèche bas pour ouvrir la liste.',
  ],
  [/^.* is focused , press Down to open the menu, .*$/, 'Flèche bas pour ouvrir la liste.'],
  [
    /^Use left and right to toggle between focused values, .*$/,
    'Flèches pour parcourir les valeurs, Retour arrière pour en retirer une.',
  ],
  [/^All selected options have been cleared\.$/, 'Plus rien n’est choisi.'],
  [/^option (.*), deselected\.$/, '$1, retiré.'],
  [/^options? (.*), selected\.$/, '$1, choisi.'],
  [/^option (.*) is disabled\. Select another option\.$/, '$1 ne peut pas être choisi.'],
  [/^value (.*) focused, (\d+) of (\d+)\.$/, '$1, $2 sur $3.'],
  [/^(.*) selected, (\d+) of (\d+)\.$/, '$1, choisi, $2 sur $3.'],
  [/^(\d+) results? available\.$/, '$1 choix.'],
  [/^(\d+) results? available for search term (.*)\.$/, '$1 choix pour « $2 ».'],
];

/** The French of a whole text that is hard-coded in English; `undefined` for any other text. */
export function frenchFor(text: string): string | undefined {
  const [english, french = ''] = FRENCH.find(([words]) => words.test(text)) ?? [];
  return english === undefined ? undefined : text.replace(english, french);
}

const ATTRIBUTES = ['aria-label', 'aria-roledescription', 'title'];

/** Text that staff are editing, which is never translated. */
const WRITTEN = '[contenteditable=true]';

function translateText(node: Node): void {
  if (node.nodeValue === null || node.parentElement?.closest(WRITTEN)) return;
  const french = frenchFor(node.nodeValue);
  if (french !== undefined) node.nodeValue = french;
}

function translateAttributes(element: Element): void {
  for (const name of ATTRIBUTES) {
    const french = frenchFor(element.getAttribute(name) ?? '');
    if (french !== undefined) element.setAttribute(name, french);
  }
}

/**
 * Buttons of Decap that hold an icon alone (decap-cms-ui-default 3.9.2, `ListItemTopBar`; the handle is @dnd-kit's), and what they do; the
 * first that matches.
 */
const ICONS: readonly (readonly [string, string])[] = [
  ["button[class*='-TopBarButton']:last-child", 'Retirer'],
  ["button[class*='-TopBarButton']", 'Plier ou déplier'],
  ["[role='button'][aria-roledescription]", 'Déplacer'],
];

function nameIcon(element: Element): void {
  if (element.hasAttribute('aria-label')) return;
  const [, name] = ICONS.find(([selector]) => element.matches(selector)) ?? [];
  if (name !== undefined) element.setAttribute('aria-label', name);
}

function translate(root: Node): void {
  const nodes = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node: Node | null = root; node !== null; node = nodes.nextNode()) {
    if (node instanceof Element) {
      translateAttributes(node);
      nameIcon(node);
    } else translateText(node);
  }
}

/** Replaces such words wherever they appear in the page. */
export function translateHardCoded(): void {
  const observer = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === 'childList') addedNodes.forEach(translate);
      else if (target instanceof Element) translateAttributes(target);
      else translateText(target);
    }
  });
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ATTRIBUTES,
  });
}
