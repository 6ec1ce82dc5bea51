import type { IsoDate } from '../../domain/eligibility/age.ts';
import { daysAfter } from '../../domain/days-after.ts';

/** The parts of « Le point », in its order. */
const SECTIONS = { todo: 'À faire', know: 'À savoir', repair: 'À réparer' } as const;

type Section = keyof typeof SECTIONS;

/** Something to say to the team, as long as it lasts. */
export interface Matter {
  readonly section: Section;
  /** Things of one title share a line. */
  readonly title: string;
  /** As the line names it: a reference, and what is to be known of it. */
  readonly text: string;
  /** Tells it from every other, and stays the same while it lasts. */
  readonly key: string;
  /** Not said again after a week. */
  readonly isNews?: true;
  /** The morning is the last on which saying it helps. */
  readonly isDated?: true;
}

/** Something that stays blocked until the team mends it. */
export function blocked(text: string, key: string): Matter {
  return { section: 'repair', title: 'Ce qui bloque', text, key };
}

/** The last day on which each thing was said that still lasts, by its key. */
export type Said = ReadonlyMap<string, IsoDate>;

export interface Point {
  /** Those that have something to say. */
  readonly sections: readonly { readonly title: string; readonly lines: readonly string[] }[];
  /** To be kept for the next one. */
  readonly said: Said;
}

/** Days after which what lasts is said again. */
const AGAIN_DAYS = 7;
/** A line names no more; those it only counts are said on the next morning. */
const NAMED = 20;
/** Names of a dated line, for which the next morning would be too late. */
const DATED_NAMED = 200;

/** One line; those beyond what it names are counted. */
export function pointLine(title: string, texts: readonly string[], most = DATED_NAMED): string {
  const others = texts.length > most ? ` et ${texts.length - most} de plus` : '';
  return `${title} : ${[...new Set(texts.slice(0, most))].join(', ')}${others}.`;
}

function isToBeSaid({ key, isNews }: Matter, said: Said, today: IsoDate): boolean {
  const last = said.get(key);
  // Said today: the letter may not have left. Said on a day to come: a clock was wrong.
  if (last === undefined || last >= today) return true;
  return isNews !== true && daysAfter(last, AGAIN_DAYS) <= today;
}

/**
 * « Le point » of a day: each thing that is new, and each that was last said a week ago or longer. Asked again with what it gives to
 * be kept, it says the same on that day. What no longer lasts is forgotten.
 */
export function pointOf(matters: readonly Matter[], said: Said, today: IsoDate): Point {
  const due = matters.filter((matter) => isToBeSaid(matter, said, today));
  const lines = [...Map.groupBy(due, ({ section, title }) => `${section} ${title}`).values()].map((group) => {
    const most = group[0]?.isDated === true ? DATED_NAMED : NAMED;
    const [{ section, title } = { section: 'todo', title: '' } as const] = group;
    const text = pointLine(
      title,
      group.map((one) => one.text),
      most,
    );
    return { section, text, named: group.slice(0, most) };
  });
  const saidNow = new Set(lines.flatMap(({ named }) => named.map(({ key }) => key)));
  return {
    sections: Object.entries(SECTIONS).flatMap(([name, title]) => {
      const own = lines.filter(({ section }) => section === name).map(({ text }) => text);
      return own.length === 0 ? [] : [{ title, lines: own }];
    }),
    said: new Map(
      matters.flatMap(({ key }) => {
        const day = saidNow.has(key) ? today : said.get(key);
        return day === undefined ? [] : [[key, day] as const];
      }),
    ),
  };
}
