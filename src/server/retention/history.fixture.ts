import { createHash } from 'node:crypto';
import { FORMS } from '../../domain/application/forms.ts';
import type { Form } from '../../domain/application/form.ts';
import { statusesOf } from '../../domain/application/statuses.ts';
import { tabOf } from '../../domain/application/tabs.ts';
import type { IsoDate } from '../../domain/eligibility/age.ts';
import type { Row } from '../spreadsheet/spreadsheet.ts';
import type { FileEvent } from '../tracking/files.ts';
import type { ErasurePorts } from './erase.ts';

/** Somebody of a made-up history, and what should become of them. */
export interface Person {
  readonly id: string;
  readonly form: Form;
  readonly reference: string;
  readonly receivedOn: IsoDate;
  /** `undefined` when staff deleted it. */
  readonly row: Row | undefined;
  readonly events: readonly FileEvent[];
  /** The last day of contact; `isUnsure`: a cell makes it impossible to tell. */
  readonly lastContact: IsoDate;
  readonly isUnsure: boolean;
  readonly toldOn: IsoDate | undefined;
}

const DAY = 86_400_000;
const MONTHS = [
  'janvier',
  'févr.',
  'mars',
  'avril',
  'mai',
  'juin',
  'juil.',
  'août',
  'septembre',
  'oct.',
  'nov.',
  'décembre',
];
const WRITINGS: readonly ((year: string, month: string, day: string) => string)[] = [
  (year, month, day) => `${year}-${month}-${day}`,
  (year, month, day) => `${day}/${month}/${year}`,
  (year, month, day) => `${Number(day)}.${Number(month)}.${year.slice(2)}`,
  (year, month, day) => `appelée le ${Number(day)} ${MONTHS[Number(month) - 1] ?? ''} ${year}, rappeler`,
  (year, month, day) => `01/01/${Number(year) - 1} puis ${day}/${month}/${year} (06 12 34 56 78)`,
];
const UNSURE = ['Awa', 'la semaine dernière', '12/03', '03/04/2062', '12/03/1999'];

function before(today: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(today) - days * DAY).toISOString().slice(0, 10);
}

/** Noon: the same day in Lille. */
const noon = (day: IsoDate) => `${day}T12:00:00.000Z`;

/** People of three years; `random` gives numbers from 0 to 1. */
export function aHistory(random: () => number, size: number, today: IsoDate): readonly Person[] {
  const below = (most: number) => Math.floor(random() * most);
  const pick = <T>(list: readonly T[], otherwise: T) => list[below(list.length)] ?? otherwise;
  return Array.from({ length: size }, (_, index): Person => {
    const id = createHash('sha256').update(`history ${index}`).digest('hex').slice(0, 32);
    const form = FORMS[index % FORMS.length];
    if (form === undefined) throw new Error('There are forms.');
    const age = below(3 * 365);
    const receivedOn = before(today, age);
    const sometime = () => before(today, below(age + 1));
    const reference = `${form.referencePrefix}-${index}`;
    const contact = random() < 0.4 ? sometime() : undefined;
    const isUnsure = contact === undefined && random() < 0.1;
    const [year = '', month = '', day = ''] = (contact ?? '').split('-');
    const changedOn = random() < 0.4 ? sometime() : undefined;
    const actedOn = random() < 0.15 ? sometime() : undefined;
    const isTold = form.audience === 'waiting' && changedOn !== undefined;
    const hasRow = random() > 0.08;
    const events = [
      ...(changedOn === undefined
        ? []
        : [{ name: 'status-1-x', kind: 'status' as const, at: noon(changedOn), detail: 'Statut' }]),
      ...(actedOn === undefined
        ? []
        : [{ name: 'act-1', kind: 'act' as const, at: noon(actedOn), detail: 'Coordonnées' }]),
    ];
    const days = [receivedOn, hasRow ? contact : undefined, changedOn, actedOn].flatMap((one) => one ?? []);
    const written =
      contact === undefined ? (isUnsure ? pick(UNSURE, '') : '') : pick(WRITINGS, () => '')(year, month, day);
    return {
      id,
      form,
      reference,
      receivedOn,
      row: hasRow
        ? {
            id,
            cells: {
              Référence: reference,
              'Reçue le': `${receivedOn}T13:00:00+01:00`,
              Statut: isTold
                ? 'Prévenue'
                : pick(
                    statusesOf(form.audience).flatMap(({ label, isLastContact }) =>
                      isLastContact ? [] : [label],
                    ),
                    '',
                  ),
              'E-mail': `p${index}@exemple.org`,
              'Dernier contact': written,
              "Notes de l'équipe": `note ${index}`,
            },
          }
        : undefined,
      events,
      lastContact: days.toSorted().at(-1) ?? receivedOn,
      isUnsure: isUnsure && hasRow,
      toldOn:
        isTold && hasRow
          ? [changedOn, actedOn]
              .flatMap((one) => one ?? [])
              .toSorted()
              .at(-1)
          : undefined,
    };
  });
}

/** The same day two years later, told in another way than the program does. */
function twoYearsAfter(day: IsoDate): IsoDate {
  const moved = `${Number(day.slice(0, 4)) + 2}${day.slice(4)}`;
  return moved.endsWith('02-29') ? moved.replace('29', '28') : moved;
}

/** Whether data may be gone by this day, and be announced by the one thirty days before. */
export function isOver({ lastContact, isUnsure, toldOn }: Person, today: IsoDate): boolean {
  const told = toldOn !== undefined && before(today, 30) >= toldOn;
  return !isUnsure && (told || twoYearsAfter(lastContact) <= today);
}

/** Puts a history into the tabs and the store, as deliveries left it. */
export async function live(
  people: readonly Person[],
  { spreadsheet, files, inbox }: ErasurePorts,
): Promise<void> {
  for (const form of FORMS)
    await spreadsheet.insert(
      tabOf(form),
      people.filter((one) => one.form === form).flatMap(({ row }) => row ?? []),
    );
  for (const { id, reference, form, receivedOn, events } of people) {
    await files.keep({
      id,
      reference,
      audience: form.audience,
      season: '',
      receivedAt: noon(receivedOn),
      keys: {},
    });
    await inbox.mark(id, 'row');
    for (const event of events) await files.note(id, event);
  }
}
