import dayjs from 'dayjs';
import 'dayjs/locale/fr.js';
import CMS from 'decap-cms-app';
import type { CmsConfig } from 'decap-cms-core';
import type { Collection } from '../../../cms/collection.ts';
import { collections } from '../../../cms/collections.ts';
import { decapConfig, decapFields, formatName } from '../../../cms/decap.ts';
import { checkEntry, newNameMistakes } from '../../../cms/entry-check.ts';
import { readEntry, writeEntry } from '../../../cms/entry-file.ts';
import { describeMistake } from '../../../cms/field-path.ts';
import { wallTime } from '../../../domain/wall-clock.ts';
import type { Backend } from './backend.ts';
import { registerBlocks } from './blocks.ts';
import type { CmsBackend } from '../../../cms/decap-backend.ts';
import { registerControls } from './controls.tsx';
import { inFrench } from './french.ts';
import { translateHardCoded } from './hard-coded.ts';
import { followHistory } from './history-link.ts';
import { limitPhotoSizes } from './photo-size.ts';
import { registerPreviews } from './preview/previews.tsx';
import { ignoreLateAnswers } from './late-answers.ts';
import { keepPhotosThatAreThere, takePhotosOnly } from './photo-input.ts';
import { Refusal } from './refusal.ts';
import { askLinksInDialog } from './rich-text/link-dialog.ts';
import { keepRefusals } from './refusals.tsx';
import { rememberSavedEntries } from './saved-entry.ts';
import { groupCollections } from './sidebar.ts';
import { safeBackend } from './safe-backend.ts';

/** True when Decap's local server keeps drafts; `undefined` when it does not answer. */
async function localWorkflow(address: string): Promise<boolean | undefined> {
  try {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ action: 'info' }),
    });
    const info: unknown = await answer.json();
    if (typeof info !== 'object' || info === null || !('publish_modes' in info)) return undefined;
    return Array.isArray(info.publish_modes) && info.publish_modes.includes('editorial_workflow');
  } catch {
    return undefined;
  }
}

function showUnreachable(): void {
  const template = document.querySelector<HTMLTemplateElement>('#cms-unreachable');
  if (template) document.body.replaceChildren(template.content.cloneNode(true));
}

/** The CMS reads and writes files as the site's own checks do: what was not edited stays as it was. */
function registerFormats(): void {
  const contents: readonly Collection[] = Object.values(collections);
  for (const collection of contents) {
    const { format } = collection;
    CMS.registerCustomFormat(formatName(collection), format, {
      fromFile: (text) => {
        const { data, body } = readEntry(format, text);
        return { ...(typeof data === 'object' && data), ...(body !== undefined && { body }) };
      },
      toFile: (entry) => {
        const { body, ...data }: { body?: string } = entry;
        return writeEntry(format, { data, ...(body !== undefined && { body }) }, decapFields(collection));
      },
    });
  }
}

/** Part of what Decap knows of an entry that is edited. */
interface DraftEntry {
  collection?: unknown;
  data?: object;
  newRecord?: boolean;
}

/** Nothing is saved that the site would refuse; what was typed stays in the editor. */
function refuseMistakes(): void {
  CMS.registerEventListener({
    name: 'preSave',
    handler: ({ entry }) => {
      const { collection: name, data, newRecord }: DraftEntry = entry.toJS();
      const collection = Object.values(collections).find((candidate) => candidate.name === name);
      if (collection === undefined || data === undefined) return;
      const mistakes = [
        ...(newRecord === true && collection.file === undefined ? newNameMistakes(collection, data) : []),
        ...checkEntry(collection, data),
      ];
      const fields = decapFields(collection);
      const lines = mistakes.map((mistake) => describeMistake(fields, mistake));
      if (mistakes.length > 0) throw new Refusal(lines.join('\n'), { mistakes });
    },
  });
}

/** Registers the backend again, guarded (`safe-backend.ts`), and gives its new name. */
function registerSafeBackend(name: string, drafts: boolean): string {
  const shipped = CMS.getBackend(name);
  if (shipped === undefined) throw new Error(`Decap has no backend ${name}.`);
  const safeName = `safe-${name}`;
  // Decap makes it with `new`, whose answer is what a function returns.
  CMS.registerBackend(safeName, function (...given: unknown[]) {
    return safeBackend(asBackend(Reflect.apply(shipped.init, undefined, given)), { drafts });
  });
  return safeName;
}

// Decap gives its backends no type.
function asBackend(backend: unknown): Backend;
function asBackend(backend: unknown): unknown {
  return backend;
}

// Decap's types want one type for each widget; Decap itself checks the whole when it starts.
function asDecapConfig(config: object): CmsConfig;
function asDecapConfig(config: object): object {
  return config;
}

/** The backend that the build wrote into the page. */
function backendOfPage(): CmsBackend {
  return asBackendSetup(JSON.parse(document.querySelector('#cms-backend')?.textContent ?? ''));
}

// Written by index.astro.
function asBackendSetup(setup: unknown): CmsBackend;
function asBackendSetup(setup: unknown): unknown {
  return setup;
}

/** Every word of the CMS in French: its phrases, its dates, what is hard-coded in it, and what it refuses. */
function speakFrench(): void {
  const shipped: unknown = CMS.getLocale('fr');
  const phrases = inFrench(typeof shipped === 'object' && shipped !== null ? shipped : {});
  CMS.registerLocale('fr', phrases);
  dayjs.locale('fr');
  translateHardCoded();
  keepRefusals(phrases);
}

/** Opens the CMS in the page, or says why it cannot. */
export async function startCms(): Promise<void> {
  const setup = backendOfPage();
  const { proxy_url } = setup.backend;
  const workflow = proxy_url === undefined ? true : await localWorkflow(proxy_url);
  if (workflow === undefined) {
    showUnreachable();
    return;
  }
  speakFrench();
  limitPhotoSizes();
  groupCollections();
  followHistory(setup.backend);
  registerFormats();
  registerControls();
  registerBlocks();
  refuseMistakes();
  if (!workflow) rememberSavedEntries();
  takePhotosOnly();
  keepPhotosThatAreThere();
  askLinksInDialog();
  ignoreLateAnswers();
  registerPreviews();
  const today = wallTime(new Date(), 'Europe/Paris').slice(0, 10);
  document.querySelector('#cms-opening')?.remove();
  const config = decapConfig(setup, { origin: location.origin, today, workflow });
  const backend = { ...config.backend, name: registerSafeBackend(config.backend.name, workflow) };
  CMS.init({ config: asDecapConfig({ ...config, backend }) });
}
