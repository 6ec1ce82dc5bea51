import { readSharedStrings } from './workbook-cells.ts';
import { addPart, type Parts, readText, relationsOf, writeText } from './workbook-parts.ts';
import { encodeText } from './workbook-text.ts';
import { walkXml } from './workbook-walk.ts';
import { type Splice, spliced } from './workbook-splice.ts';

const EMPTY =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"></sst>';

/**
 * The workbook's table of texts. New cells refer to it: iOS shows cells that hold their text themselves as empty
 * (box/spout issue 85), in mail as in Numbers.
 */
export class SharedStrings {
  readonly #parts: Parts;
  readonly #workbook: string;
  readonly #texts: string[];
  /** Texts added since the table was read or saved, with their indexes. */
  readonly #added = new Map<string, number>();

  /** @param workbook the part that lists the sheets. @throws NotAWorkbook */
  constructor(parts: Parts, workbook: string) {
    this.#parts = parts;
    this.#workbook = workbook;
    const part = this.#part();
    this.#texts = part === undefined ? [] : [...readSharedStrings(readText(parts, part))];
  }

  get texts(): readonly string[] {
    return this.#texts;
  }

  /** The index of a text, added if it was not since the table was read: one that is there may have formats of its own. */
  readonly indexOf = (text: string): number => {
    const known = this.#added.get(text);
    if (known !== undefined) return known;
    const index = this.#texts.push(text) - 1;
    this.#added.set(text, index);
    return index;
  };

  /** Writes what was added into the workbook. @throws NotAWorkbook */
  save(): void {
    if (this.#added.size === 0) return;
    const part = this.#part() ?? addedPart(this.#parts, this.#workbook, 'xl/sharedStrings.xml');
    const xml = readText(this.#parts, part).replace(
      /<([^\s<>/]*sst)((?:\s[^<>]*)?)\/>(?=\s*$)/,
      '<$1$2></$1>',
    );
    const end = xml.lastIndexOf('</');
    const prefix = /^<\/(?<prefix>[^\s<>]*)sst/.exec(xml.slice(end))?.groups?.prefix ?? '';
    const items = [...this.#added.keys()].map(
      (text) =>
        `<${prefix}si><${prefix}t xml:space="preserve">${encodeText(text)}</${prefix}t></${prefix}si>`,
    );
    const counted = xml
      .slice(0, end)
      .replace(/<[^<>]*sst\b[^<>]*>/, (tag) =>
        tag.replaceAll(/(\s(?:uniqueC|c)ount=)(["'])\d+\2/g, `$1"${this.#texts.length}"`),
      );
    writeText(this.#parts, part, counted + items.join('') + xml.slice(end));
    this.#added.clear();
  }

  /** Empties every text but these, each keeping its index. To be called once all is saved. @throws NotAWorkbook */
  forgetAllBut(kept: ReadonlySet<number>): void {
    const part = this.#part();
    if (part === undefined) return;
    const xml = readText(this.#parts, part);
    writeText(this.#parts, part, withOthersEmptied(xml, kept));
  }

  #part(): string | undefined {
    return relationsOf(this.#parts, this.#workbook).find(({ kind }) => kind === 'sharedStrings')?.part;
  }
}

function addedPart(parts: Parts, workbook: string, part: string): string {
  addPart(parts, workbook, part, 'sharedStrings', EMPTY);
  return part;
}

function withOthersEmptied(xml: string, kept: ReadonlySet<number>): string {
  const splices: Splice[] = [];
  let [index, start] = [-1, 0];
  walkXml(xml, {
    open: {
      si: (_, place) => {
        index += 1;
        start = place.start;
      },
    },
    close: {
      si: ({ name }, { end }) => {
        if (kept.has(index)) return;
        const prefix = name.slice(0, -'si'.length);
        splices.push({ start, end, xml: `<${prefix}si><${prefix}t/></${prefix}si>` });
      },
    },
  });
  return spliced(xml, splices);
}
