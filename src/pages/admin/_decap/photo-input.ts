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

/** Stands before every file input of Decap, which takes any file: only a photo goes through, else staff are told why. */
export function takePhotosOnly(): void {
  const checked = new WeakSet<Event>();
  const check = (event: Event) => {
    const input = event.target;
    if (checked.has(event) || !(input instanceof HTMLInputElement) || input.type !== 'file') return;
    const file = input.files?.[0];
    if (file === undefined) return;
    event.stopImmediatePropagation();
    void photoMistake(file).then((mistake) => {
      if (mistake === undefined) {
        const again = new Event('change', { bubbles: true });
        checked.add(again);
        input.dispatchEvent(again);
      } else {
        input.value = '';
        alert(mistake);
      }
    });
  };
  document.addEventListener('change', check, { capture: true });
}
