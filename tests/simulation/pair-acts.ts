import type { PairAnswer, PairSide } from '../../src/domain/pairs/pairs-tab.ts';

/** A text that staff typed into a cell. */
interface Written {
  readonly atMs: number;
  readonly text: string;
}

/** Something that somebody answered on their page, whether or not it was confirmed: it may have been noted. */
interface Answer {
  readonly pairId: string;
  readonly side: PairSide;
  readonly answer: PairAnswer;
  readonly atMs: number;
}

/** All that staff and people did about pairs, and when: what an audit goes by, beside rows and letters. */
export class PairActs {
  readonly answers: Answer[] = [];
  readonly #written = new Map<string, Written[]>();

  wrote(tabName: string, id: string, header: string, text: string, at: Date): void {
    const key = `${tabName}/${id}/${header}`;
    const texts = this.#written.get(key) ?? [];
    this.#written.set(key, texts);
    texts.push({ atMs: at.getTime(), text });
  }

  /** The oldest first. */
  writtenIn(tabName: string, id: string, header: string): readonly Written[] {
    return this.#written.get(`${tabName}/${id}/${header}`) ?? [];
  }

  /** Says whether a cell held such a text at any moment of a span, as far as staff wrote it. */
  held(
    [tabName, id, header]: readonly [string, string, string],
    isSuch: (text: string) => boolean,
    { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number },
  ): boolean {
    const texts = this.writtenIn(tabName, id, header);
    return texts.some(({ atMs, text }, rank) => {
      const overMs = texts[rank + 1]?.atMs ?? Infinity;
      return isSuch(text) && atMs <= untilMs && overMs >= fromMs;
    });
  }

  /** When a side of a pair had said so for the first time, on their page or through the team; `Infinity` for never. */
  firstMs(
    pairId: string,
    side: PairSide,
    answer: PairAnswer,
    [tabName, header]: readonly [string, string],
  ): number {
    const onPage = this.answers
      .filter((one) => one.pairId === pairId && one.side === side && one.answer === answer)
      .map(({ atMs }) => atMs);
    const typed = this.writtenIn(tabName, pairId, header)
      .filter(({ text }) => text === answer)
      .map(({ atMs }) => atMs);
    return Math.min(Infinity, ...onPage, ...typed);
  }
}
