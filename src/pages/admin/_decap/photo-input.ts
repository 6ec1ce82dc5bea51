import { ownPhotoName } from './photo-name.ts';

/** Types that Decap makes smaller and strips of their place (`media_processing`). */
const types = ['image/jpeg', 'image/png', 'image/webp'];

const HEIC =
  'Les photos HEIC de l’iPhone ne s’affichent pas partout. Sur l’iPhone : Réglages, Appareil photo, Formats, « Le plus compatible ». Pour celle-ci : enregistrez-la en JPEG.';

/** Why a file cannot be put on the site, in French; nothing when it is a photo that this browser opens, however large. */
async function photoMistake(file: File): Promise<string | undefined> {
  if (/\.hei[cf]$/i.test(file.name)) return HEIC;
  if (!types.includes(file.type))
    return `« ${file.name} » n’est pas une photo. Choisissez une photo JPEG, PNG ou WebP.`;
  try {
    (await createImageBitmap(file)).close();
    return undefined;
  } catch {
    return `« ${file.name} » ne s’ouvre pas comme une photo. Enregistrez-la à nouveau en JPEG, puis réessayez.`;
  }
}

/** The same file under a name of its own, as the only one of a list. */
async function renamed(file: File): Promise<FileList> {
  const list = new DataTransfer();
  list.items.add(new File([file], await ownPhotoName(file), { type: file.type }));
  return list.files;
}

/** Stands before every file input of Decap, which takes any file: only a photo goes through, under a name of its own, else staff are told why. */
export function takePhotosOnly(): void {
  const checked = new WeakSet<Event>();
  const check = (event: Event) => {
    const input = event.target;
    if (checked.has(event) || !(input instanceof HTMLInputElement) || input.type !== 'file') return;
    const file = input.files?.[0];
    if (file === undefined) return;
    event.stopImmediatePropagation();
    void photoMistake(file).then(async (mistake) => {
      if (mistake === undefined) {
        const again = new Event('change', { bubbles: true });
        checked.add(again);
        input.files = await renamed(file);
        input.dispatchEvent(again);
      } else {
        input.value = '';
        alert(mistake);
      }
    });
  };
  document.addEventListener('change', check, { capture: true });
}

/**
 * Answers for staff when Decap asks, in English, whether to replace a photo: the one that has that name is the same photo, and « OK »
 * would delete it from the site at once.
 */
export function keepPhotosThatAreThere(): void {
  const ask = confirm.bind(window);
  window.confirm = (question = '') => {
    const [, name] = /^(.*) already exists\. Do you want to replace it\?$/.exec(question) ?? [];
    if (name === undefined) return ask(question);
    alert(`Cette photo est déjà dans la liste, sous le nom « ${name} » : choisissez-la.`);
    return false;
  };
}
