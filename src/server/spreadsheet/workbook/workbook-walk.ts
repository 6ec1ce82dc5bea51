import { SaxesParser } from 'saxes';
import { orNotAWorkbook } from './workbook-parts.ts';

interface Tag {
  /** With its prefix. */
  readonly name: string;
}

interface OpenTag extends Tag {
  readonly attributes: Readonly<Record<string, string>>;
}

/** Where the tag begins and ends in the text. */
interface Place {
  readonly start: number;
  readonly end: number;
}

interface Walk {
  /** Only what is in the element of this name, itself included. */
  readonly within?: string;
  /** By the tags' names without their prefix. */
  readonly open: Readonly<Record<string, (tag: OpenTag, place: Place) => void>>;
  readonly close: Readonly<Record<string, (tag: Tag, place: Place) => void>>;
  readonly onText?: (chunk: string) => void;
}

/** Goes through XML once. @throws NotAWorkbook when it is not well-formed */
export function walkXml(xml: string, { within, open, close, onText }: Walk): void {
  const parser = new SaxesParser();
  let isInside = within === undefined;
  const localName = (name: string) => name.slice(name.indexOf(':') + 1);
  const place: Place = {
    get start() {
      return xml.lastIndexOf('<', parser.position - 1);
    },
    get end() {
      return parser.position;
    },
  };
  parser.on('opentag', (tag) => {
    const local = localName(tag.name);
    if (local === within) isInside = true;
    if (isInside && Object.hasOwn(open, local)) open[local]?.(tag, place);
  });
  parser.on('closetag', (tag) => {
    const local = localName(tag.name);
    if (isInside && Object.hasOwn(close, local)) close[local]?.(tag, place);
    if (local === within) isInside = false;
  });
  if (onText) {
    parser.on('text', onText);
    parser.on('cdata', onText);
  }
  orNotAWorkbook(() => parser.write(xml).close());
}
