import { posix } from 'node:path';
import {
  DOMParser,
  type Document,
  type Element,
  type Node,
  onErrorStopParsing,
  XMLSerializer,
} from '@xmldom/xmldom';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader, ZipWriter } from '@zip.js/zip.js';

/** A workbook's files by name, in order, without a leading slash (Open Packaging Conventions, ECMA-376 part 2). */
export type Parts = Map<string, Uint8Array<ArrayBuffer>>;

/** The bytes are not a zip, are damaged, or hold no workbook. */
export class NotAWorkbook extends Error {
  override readonly name = 'NotAWorkbook';
}

/** Gives what `read` gives; whatever it throws means that the file is damaged. @throws NotAWorkbook */
export function orNotAWorkbook<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new NotAWorkbook('damaged part', { cause });
  }
}

/** @throws NotAWorkbook, also when a checksum is wrong. */
export async function unzip(bytes: Uint8Array): Promise<Parts> {
  try {
    const parts: Parts = new Map();
    const reader = new ZipReader(new Uint8ArrayReader(bytes), { checkCrc32: true, useWebWorkers: false });
    for (const entry of await reader.getEntries()) {
      if (!entry.directory) parts.set(entry.filename, await entry.getData(new Uint8ArrayWriter()));
    }
    return parts;
  } catch (cause) {
    throw new NotAWorkbook('damaged archive', { cause });
  }
}

export async function zip(parts: Parts): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), {
    useWebWorkers: false,
    extendedTimestamp: false,
    dataDescriptor: false,
  });
  for (const [name, bytes] of parts) await writer.add(name, new Uint8ArrayReader(bytes));
  return await writer.close();
}

/** @throws NotAWorkbook when the part is absent or not UTF-8. */
export function readText(parts: Parts, name: string): string {
  const bytes = parts.get(name);
  if (!bytes) throw new NotAWorkbook('missing part');
  return orNotAWorkbook(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes));
}

export function writeText(parts: Parts, name: string, text: string): void {
  parts.set(name, new TextEncoder().encode(text));
}

/** @throws NotAWorkbook when the text is not well-formed XML. */
export function parseXml(text: string): Document {
  return orNotAWorkbook(() =>
    new DOMParser({ onError: onErrorStopParsing }).parseFromString(text, 'application/xml'),
  );
}

export function serializeXml(node: Node): string {
  return new XMLSerializer().serializeToString(node);
}

/** Changes one part as a document. @throws NotAWorkbook */
export function editXml(parts: Parts, name: string, edit: (root: Element) => void): void {
  const document = parseXml(readText(parts, name));
  edit(rootOf(document));
  writeText(parts, name, serializeXml(document));
}

export function rootOf(document: Document): Element {
  if (!document.documentElement) throw new NotAWorkbook('empty part');
  return document.documentElement;
}

/** The elements of that local name, whatever prefix the writer used. */
export function all(within: Element, localName: string): readonly Element[] {
  return [...within.getElementsByTagNameNS('*', localName)];
}

/** A new child of `parent`, in its vocabulary, before `next` or last. */
export function addChild(
  parent: Element,
  localName: string,
  attributes: Readonly<Record<string, string>>,
  next: Node | null = null,
): Element {
  const document = parent.ownerDocument;
  if (!document) throw new NotAWorkbook('detached element');
  const child = document.createElementNS(
    parent.namespaceURI,
    parent.prefix ? `${parent.prefix}:${localName}` : localName,
  );
  for (const [name, value] of Object.entries(attributes)) child.setAttribute(name, value);
  parent.insertBefore(child, next);
  return child;
}

export interface Relation {
  readonly id: string;
  /** The last segment of the type's address, the same in both variants of the standard: `worksheet`, `styles`… */
  readonly kind: string;
  /** Name of the part it leads to. */
  readonly part: string;
}

/** The part that lists what a part refers to. */
export function relationsPart(part: string): string {
  return posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`);
}

/** Relations of a part inside the package; `''` stands for the package itself. @throws NotAWorkbook */
export function relationsOf(parts: Parts, part: string): readonly Relation[] {
  const name = part === '' ? '_rels/.rels' : relationsPart(part);
  if (!parts.has(name)) return [];
  return all(rootOf(parseXml(readText(parts, name))), 'Relationship')
    .filter((relation) => relation.getAttribute('TargetMode') !== 'External')
    .map((relation) => ({
      id: relation.getAttribute('Id') ?? '',
      kind: posix.basename(relation.getAttribute('Type') ?? ''),
      part: posix.resolve('/', posix.dirname(part), relation.getAttribute('Target') ?? '').slice(1),
    }));
}

/** Adds an XML part of the workbook and gives its relation's id. @throws NotAWorkbook */
export function addPart(parts: Parts, owner: string, part: string, kind: string, text: string): string {
  const type = `application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml`;
  const taken = new Set(relationsOf(parts, owner).map(({ id }) => id));
  const id = firstFree((n) => `rId${n}`, taken);
  editXml(parts, relationsPart(owner), (root) => {
    const base = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/';
    addChild(root, 'Relationship', { Id: id, Type: base + kind, Target: `/${part}` });
  });
  editXml(parts, '[Content_Types].xml', (root) => {
    addChild(root, 'Override', { PartName: `/${part}`, ContentType: type });
  });
  writeText(parts, part, text);
  return id;
}

/** The first name that is not taken, counting from 1. */
export function firstFree(name: (n: number) => string, taken: Iterable<string>): string {
  const names = new Set(taken);
  let n = 1;
  while (names.has(name(n))) n += 1;
  return name(n);
}
