import { collectionGroups } from '../../../cms/collections.ts';

/** Decap lists the collections without order or icon: a style puts the name of a group before its first one, and an icon on each. */
function sidebarStyle(): string {
  const ofGroups = collectionGroups.flatMap(({ label, icons }) => {
    const [first = ''] = Object.keys(icons);
    return [
      `li:has(> [data-testid='${first}'])::before { content: '${label}'; }`,
      ...Object.entries(icons).map(
        // Read aloud, the icon says nothing more than the name.
        ([name, icon]) => `[data-testid='${name}'] > :first-child::before { content: '${icon}' / ''; }`,
      ),
    ];
  });
  return ofGroups.join('\n');
}

/** Where Decap puts the entries of a collection below the list of the collections (`Collection.js`). */
const ONE_COLUMN = '(max-width: 799px)';

/** Brings what was chosen into view: on a phone a tap on a collection would seem to do nothing. */
function showChosen({ target }: Event): void {
  if (!(target instanceof Element) || target.closest('aside a[data-testid]') === null) return;
  if (!matchMedia(ONE_COLUMN).matches) return;
  // Once Decap shows it.
  requestAnimationFrame(() => {
    const title = document.querySelector<HTMLElement>('main h1');
    title?.setAttribute('tabindex', '-1');
    title?.focus({ preventScroll: true });
    title?.scrollIntoView();
  });
}

/** Groups the list of the collections, gives each its icon, and leads to the one that is chosen. */
export function groupCollections(): void {
  document.addEventListener('click', showChosen);
  const style = document.createElement('style');
  style.textContent = sidebarStyle();
  document.head.append(style);
}
