import { tabOf } from '../../src/domain/application/tabs.ts';
import { CONTACT_TAB } from '../../src/domain/tracking/contact-tab.ts';
import { workingDayAfter } from '../../src/domain/working-days/working-days.ts';
import { type Desk, FORMS } from './season-desk.ts';
import type { Person, Stories } from './season-story.ts';

/** Working days after which a status that was typed wrong is mended. */
const MEND_DAYS = 3;

/** The two of the team in the spreadsheet, on a working day. */
export async function staffWork(day: string, desk: Desk, stories: Stories): Promise<void> {
  desk.goTo(day, '10:00');
  await ticOff(day, desk);
  const due = stories.people.filter(
    ({ nextOn, gone, id, steps, step }) =>
      nextOn <= day && gone === undefined && id !== '' && steps[step] !== undefined,
  );
  for (const person of due) await takeStep(person, day, desk, stories);
  if (due.length > 0) await desk.drainFor(day, ['10:01', '10:08', '10:18']);
}

/** Staff do the rows of `À contacter` on the next working day. */
async function ticOff(day: string, desk: Desk): Promise<void> {
  for (const { Identifiant: id = '', 'Ajoutée le': added = '', 'Fait le': done } of desk.rows(CONTACT_TAB))
    if (done === '' && added.slice(0, 10) < day) await desk.write(CONTACT_TAB, id, { 'Fait le': day });
}

async function takeStep(person: Person, day: string, desk: Desk, stories: Stories): Promise<void> {
  const step = person.steps[person.step];
  if (step === undefined) return;
  const tab = tabOf(FORMS[person.audience]);
  stories.close(person, day);
  if (step.typo !== undefined && person.mendOn === undefined) {
    await desk.write(tab, person.id, { Statut: step.typo });
    person.mendOn = workingDayAfter(day, MEND_DAYS);
    person.nextOn = person.mendOn;
    return;
  }
  const cells = step.status === undefined ? { 'Dernier contact': day } : { Statut: step.status };
  await desk.write(tab, person.id, cells);
  if (step.status !== undefined) stories.takeStatus(person, step.status, day);
  person.step += 1;
  person.nextOn = workingDayAfter(day, person.steps[person.step]?.after ?? 1);
}
