import { isOfCells, type PastedPeople, readPastedPeople } from '../../domain/application/pasted-people.ts';
import type { Parts } from './parts.ts';
import { People } from './people.ts';
import { Siret } from './siret.ts';
import { SteppedForm } from './stepped-form.ts';

/** The form of a company, whose volunteers are rows: to be added, removed, and pasted from a spreadsheet. */
export class CompanyForm extends SteppedForm {
  readonly #people: People;
  readonly #box: HTMLElement;
  readonly #pasted: HTMLTextAreaElement;
  /** The text that the last people came from, while that can be undone. */
  #taken = '';

  /** @throws TypeError when the page lacks a piece. */
  constructor(root: HTMLElement, form: HTMLFormElement, parts: Parts) {
    super(root, form, parts, { kinds: { people: People, siret: Siret } });
    const people = this.questions.all.find((question) => question instanceof People);
    this.#box = parts.take('paste');
    const pasted = this.#box.querySelector('textarea');
    if (!people || !pasted) throw new TypeError('No list of people.');
    this.#people = people;
    this.#pasted = pasted;
  }

  protected override build(): void {
    this.#people.first?.before(this.#box);
    this.#people.element.append(this.parts.take('count'));
    super.build();
  }

  protected override listen(): void {
    super.listen();
    this.#people.element.addEventListener(
      'paste',
      this.enhancement.guarded((event: ClipboardEvent) => {
        const text = event.clipboardData?.getData('text/plain') ?? '';
        if (event.target === this.#pasted || !isOfCells(text)) return;
        event.preventDefault();
        this.#take(text);
      }),
    );
  }

  protected override count(): void {
    super.count();
    this.#people.count();
  }

  protected override act(button: HTMLElement): void {
    switch (button.dataset.action) {
      case 'add-row':
        this.forgetUndo();
        this.#people.add();
        break;
      case 'remove-row':
        this.#removeRow(button);
        break;
      case 'paste':
        this.#take(this.#pasted.value);
        break;
      case 'undo':
        super.act(button);
        if (this.#taken !== '') this.#showLeft(this.#taken, []);
        break;
      default:
        super.act(button);
    }
  }

  /** The box as well, which may hold names. */
  protected override empty(): void {
    super.empty();
    this.#taken = '';
    this.#showLeft('', []);
  }

  #removeRow(button: HTMLElement): void {
    const row = button.closest<HTMLElement>('[data-row]');
    if (row === null) return;
    this.forgetUndo();
    this.#taken = '';
    const { id, previousElementSibling: place } = row;
    this.changeUndoably(() => this.#people.remove(row), 'removed', place, id);
  }

  /** Adds the people of a text; the lines that are none stay in the box, with what to do. */
  #take(text: string): void {
    const { texts, room, first } = this.#people;
    const { people, left } = readPastedPeople(text, texts, room);
    this.#taken = text;
    this.#showLeft(left.map(({ line }) => line).join('\n'), left);
    if (people.length === 0) {
      this.#pasted.focus();
      return;
    }
    const told = this.changeUndoably(() => this.#people.append(people), 'pasted', this.#box, first?.id);
    told.querySelector('b')?.append(String(people.length));
    this.check();
  }

  /** Puts a text in the box, open unless there is none, with why each of its lines was left. */
  #showLeft(text: string, left: PastedPeople['left']): void {
    this.#pasted.value = text;
    this.#box.toggleAttribute('open', text !== '');
    for (const told of this.#box.querySelectorAll<HTMLElement>('[data-reason]')) {
      const { reason: why, line: word = '' } = told.dataset;
      const lines = left.flatMap(({ reason }, index) => (reason === why ? `${word} ${index + 1}` : []));
      told.hidden = lines.length === 0;
      told.querySelector('b')?.replaceChildren(lines.join(', '));
    }
  }
}
