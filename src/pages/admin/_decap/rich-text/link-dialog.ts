import { Editor, Transforms } from 'slate';
import { DOMEditor } from 'slate-dom';
import { completeAddress, isAllowedAddress } from '../../../../cms/link-address.ts';
import { LINK_PROMPT } from '../french.ts';
import { editorOf, readCaret } from './editor-of.ts';
import { addressAt, putLink, removeLinks } from './links.ts';

/** The elements of LinkDialog.astro. */
interface LinkDialog {
  dialog: HTMLDialogElement;
  page: HTMLSelectElement;
  address: HTMLInputElement;
  mistake: Element;
}

function linkDialog(): LinkDialog {
  const dialog = document.querySelector<HTMLDialogElement>('#link-dialog');
  const page = document.querySelector<HTMLSelectElement>('#link-page');
  const address = document.querySelector<HTMLInputElement>('#link-address');
  const mistake = document.querySelector('#link-mistake');
  if (dialog === null || page === null || address === null || mistake === null)
    throw new Error('The page of the CMS lacks a part of LinkDialog.astro.');
  return { dialog, page, address, mistake };
}

/** Why nothing can lead to an address, in French; '' when it is one, or empty. */
function addressMistake(address: string): string {
  return address === '' || isAllowedAddress(address)
    ? ''
    : `« ${address} » ne mène nulle part : écrivez une adresse qui commence par https://, une adresse e-mail, ou choisissez une page du site.`;
}

function showMistake({ address, mistake }: LinkDialog, message: string): void {
  mistake.textContent = message;
  address.setAttribute('aria-invalid', String(message !== ''));
}

/** Selects the page that has this address, or none. */
function choosePage({ page }: LinkDialog, address: string): void {
  page.value = address;
  if (page.selectedIndex === -1) page.value = '';
}

/** Fits the dialog's parts to one another; once for the page. */
function connect(parts: LinkDialog): void {
  const { dialog, page, address } = parts;
  page.addEventListener('change', () => {
    address.value = page.value;
    showMistake(parts, '');
  });
  address.addEventListener('input', () => choosePage(parts, address.value));
  dialog.addEventListener('submit', (event) => {
    if (event.submitter instanceof HTMLButtonElement && event.submitter.value === '') return;
    address.value = completeAddress(address.value);
    const message = addressMistake(address.value);
    showMistake(parts, message);
    if (message === '') return;
    event.preventDefault();
    address.focus();
  });
}

/** Asks for an address; `undefined` when nothing is to change. */
async function ask(
  parts: LinkDialog,
  current: string,
): Promise<{ address: string; words: string } | undefined> {
  const { dialog, page, address } = parts;
  address.value = current;
  choosePage(parts, current);
  showMistake(parts, '');
  dialog.returnValue = '';
  dialog.showModal();
  address.select();
  await new Promise((closed) => dialog.addEventListener('close', closed, { once: true }));
  if (dialog.returnValue === '') return undefined;
  const [chosen] = page.value === '' ? [] : page.selectedOptions;
  return { address: address.value, words: chosen?.label ?? address.value.replace('mailto:', '') };
}

async function editLink(parts: LinkDialog, editor: Editor): Promise<void> {
  readCaret(editor);
  const at = editor.selection ?? Editor.range(editor, Editor.end(editor, []));
  const answer = await ask(parts, addressAt(editor, at));
  DOMEditor.focus(editor);
  Transforms.select(editor, at);
  if (answer === undefined) return;
  if (answer.address === '') removeLinks(editor, at);
  else putLink(editor, at, answer);
}

/** The rich text in which somebody writes, or whose button they press. */
function richTextInUse(): Element | null {
  return document.activeElement?.closest('.cms-editor-visual') ?? null;
}

/**
 * Asks for the address of a link in a dialog that shows the present one and the pages of the site. Decap's rich text
 * (decap-cms-widget-richtext 3.7.0, `linkHandler.js`) asks in a prompt that is always empty.
 */
export function askLinksInDialog(): void {
  const parts = linkDialog();
  connect(parts);
  const ask = prompt.bind(window);
  window.prompt = (question, answer) => {
    const richText = question === LINK_PROMPT ? richTextInUse() : null;
    const editor = richText === null ? undefined : editorOf(richText);
    if (editor === undefined) return ask(question, answer);
    void editLink(parts, editor);
    return null;
  };
}
