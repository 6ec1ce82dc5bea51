import { type Editor, Transforms } from 'slate';
import { DOMEditor } from 'slate-dom';
import { tellStaff } from '../tell-staff.ts';
import { isInText } from './editor-of.ts';
import { readPasted } from './read-pasted.ts';
import { isInTable } from './tables.ts';
import { pastedHtml, pastedWords } from './write-pasted.ts';

/** Says that a text was copied from a rich text of this CMS, whose blocks Slate's own format keeps. */
const OURS = 'application/x-cms-rich-text';

/** Those that have been cleaned already. */
const cleaned = new WeakSet<Event>();

function stop(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function tellLeftOut(pictures: number): void {
  const what = pictures > 1 ? `Les ${pictures} images ne restent pas` : 'L’image ne reste pas';
  tellStaff(
    `${what} dans le texte. Pour une photo : le bouton « + » du texte, puis « Photo », ou le champ « Photo » de la fiche, si elle en a un.`,
  );
}

/** The picture files that a clipboard or a drop brings. */
function pictureFiles(data: DataTransfer): number {
  return [...data.files].filter(({ type }) => type.startsWith('image/')).length;
}

/** Gives Decap's editor the HTML that it reads without loss. */
function pasteAgain(target: EventTarget | null, html: string, words: string): void {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/html', html);
  clipboardData.setData('text/plain', words);
  const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
  cleaned.add(event);
  target?.dispatchEvent(event);
}

function pasteHtml(editor: Editor, { target }: Event, html: string): void {
  const { blocks, pictures } = readPasted(new DOMParser().parseFromString(html, 'text/html').body);
  if (pictures > 0) tellLeftOut(pictures);
  if (blocks.length === 0) return;
  // A cell holds one line.
  if (isInTable(editor)) Transforms.insertText(editor, pastedWords(blocks));
  else pasteAgain(target, pastedHtml(blocks), pastedWords(blocks));
}

/** Stands before the paste of Decap (decap-cms-widget-richtext 3.7.0, `pasteHandler.js`), which takes any HTML as it comes. */
export function onPaste(editor: Editor, event: ClipboardEvent): void {
  const data = event.clipboardData;
  if (data === null || cleaned.has(event) || !isInText(editor, event.target)) return;
  if (data.types.includes(OURS) && !isInTable(editor)) {
    if (DOMEditor.insertFragmentData(editor, data)) stop(event);
    return;
  }
  const html = data.getData('text/html');
  const pictures = pictureFiles(data);
  if (html !== '') {
    stop(event);
    pasteHtml(editor, event, html);
  } else if (pictures > 0 && data.getData('text/plain') === '') {
    stop(event);
    tellLeftOut(pictures);
  }
}

/** Marks what is copied as ours. */
export function onCopy(editor: Editor, event: ClipboardEvent): void {
  if (isInText(editor, event.target)) event.clipboardData?.setData(OURS, '1');
}

/** A picture that is dropped on the text stays out of it too. */
export function onDrop(event: DragEvent): void {
  const { dataTransfer } = event;
  const pictures = dataTransfer === null ? 0 : pictureFiles(dataTransfer);
  if (pictures === 0) return;
  stop(event);
  tellLeftOut(pictures);
}
