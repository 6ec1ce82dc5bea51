import { formatDay } from '../../domain/day-in-words.ts';
import { type IsoDate, parseDateParts } from '../../domain/eligibility/age.ts';
import {
  isSurelyMinor,
  mayBeMinor,
  sureAgeFault,
  type Today,
  todayFrom,
} from '../../domain/eligibility/today.ts';
import { Question } from './question.ts';

/** A date of birth, in three inputs. */
export class BirthDate extends Question {
  get date(): IsoDate | undefined {
    const part = (name: string) => this.controls.find(({ dataset }) => dataset.part === name)?.value ?? '';
    return parseDateParts({ day: part('day'), month: part('month'), year: part('year') });
  }

  override get answer(): string {
    return this.date === undefined ? this.answers.join(' ') : formatDay(this.date);
  }

  get isSurelyMinor(): boolean {
    return this.date !== undefined && isSurelyMinor(this.date, this.#today);
  }

  get mayBeMinor(): boolean {
    return this.date !== undefined && mayBeMinor(this.date, this.#today);
  }

  /** From the day on which the page was made. */
  get #today(): Today {
    const { today = '' } = this.element.closest<HTMLElement>('[data-today]')?.dataset ?? {};
    return todayFrom(today, Date.now());
  }

  protected override fault(): string | undefined {
    const { dataset } = this.element;
    return this.date === undefined ? dataset.invalid : dataset[sureAgeFault(this.date, this.#today) ?? ''];
  }
}
