import { collectionGroups } from '../../../cms/collections.ts';

/** Decap lists the collections without order or sign: a style puts the name of a group before its first one, and a sign on each. */
function sidebarStyle(): string {
  const ofGroups = collectionGroups.flatMap(({ label, icons }) => {
    const [first = ''] = Object.keys(icons);
    return [
      `li:has(> [data-testid='${first}'])::before { content: '${label}'; }`,
      ...Object.entries(icons).map(
        // Read aloud, the sign says nothing more than the name.
        ([name, sign]) => `[data-testid='${name}'] > :first-child::before { content: '${sign}' / ''; }`,
      ),
    ];
  });
  return ofGroups.join('\n');
}

/** Groups the list of the collections, and gives each its sign. */
export function groupCollections(): void {
  const style = document.createElement('style');
  style.textContent = sidebarStyle();
  document.head.append(style);
}
