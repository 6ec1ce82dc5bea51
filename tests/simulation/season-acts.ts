import { isFinalStatus } from '../../src/domain/application/statuses.ts';
import { aMentor } from '../fixtures/mentor.fixture.ts';
import { CONTACT_TAB } from '../../src/domain/tracking/contact-tab.ts';
import { DAY } from '../fixtures/programme.fixture.ts';
import { anAgreement } from '../fixtures/guardian.fixture.ts';
import { type Cast, mentorOf, type Volunteer, type Wish } from './season-cast.ts';
import { dayAfter, type Desk, FORMS } from './season-desk.ts';
import { expectLetter, expectStatus, type Person, type Stories } from './season-story.ts';

const ANSWERED = 'Dire au jeune que son responsable a répondu';

/** Those of the cast who apply on this day. */
export async function apply(cast: readonly Cast[], day: string, desk: Desk, stories: Stories): Promise<void> {
  for (const one of cast)
    stories.arrive(
      { ...one, cast: one },
      referenceIn(await desk.post(FORMS[one.audience].apiPath, one.fixture)),
      day,
    );
}

/** Acts of the applicants, their guardians and their volunteers on a day. */
export async function act(day: string, desk: Desk, stories: Stories): Promise<void> {
  for (const person of stories.people.filter(({ id, gone }) => id !== '' && gone === undefined)) {
    const { cast, email } = person;
    if (cast === undefined) continue;
    const days = (Date.parse(day) - Date.parse(person.came)) / DAY;
    if (cast.guardian?.confirmedAfter === days - 1) await confirmGuardian(person, desk);
    await guardianAnswers(person, day, desk);
    if (cast.confirmsAfter === days)
      await desk.post(desk.linkTo('entreprises/suivi', email), { intent: 'invite' });
    for (const volunteer of cast.volunteers ?? []) await volunteerActs(volunteer, day, desk, stories);
    if (cast.wish?.after === days) await comeBack(person, cast.wish.kind, day, desk, stories);
  }
}

async function confirmGuardian(person: Person, desk: Desk): Promise<void> {
  const { path, text } = await desk.pageOf(person);
  if (text.includes('Demander son accord')) await desk.post(path, { intent: 'ask-guardian' });
}

async function guardianAnswers(person: Person, day: string, desk: Desk): Promise<void> {
  const { cast, reference } = person;
  const { guardian, fixture } = cast ?? {};
  if (guardian?.answersAfter === undefined) return;
  const address = String(fixture?.guardianEmail ?? '');
  const rows = desk.rows(CONTACT_TAB).filter(({ Référence: of }) => of === reference);
  const asked =
    guardian.by === 'email'
      ? desk.sent.find(({ to, kind }) => to === address && kind === 'guardian-request')?.on
      : rows.find(({ Motif: why }) => why?.startsWith('Demander l’accord'))?.['Ajoutée le']?.slice(0, 10);
  if (asked === undefined || dayAfter(asked, guardian.answersAfter) !== day) return;
  const texts = rows.map((row) => row['Texte à copier']).join(' ');
  const link =
    guardian.by === 'email'
      ? desk.linkTo('autorisation', address)
      : (/\/autorisation\/[\w-]{51}/.exec(texts)?.[0] ?? '');
  await desk.post(link, anAgreement({ decision: guardian.decision, guardianName: 'Parent' }));
  if (person.way === 'email') expectLetter(person, 'guardian-answer', 'réponse du responsable légal');
  else person.rows.push(ANSWERED);
}

async function volunteerActs(
  { email, after, does }: Volunteer,
  day: string,
  desk: Desk,
  stories: Stories,
): Promise<void> {
  if (after === undefined) return;
  const invited = desk.sent.find(({ to, kind }) => to === email && kind === 'invitation');
  if (invited === undefined || dayAfter(invited.on, after) !== day) return;
  const link = desk.linkTo('invitation', email);
  if (does === 'decline') {
    await desk.post(link, { intent: 'decline' });
    return;
  }
  const answer = await desk.post(link, aMentor({ email, familyName: email.slice(0, 12) }));
  stories.arrive(mentorOf(email, stories.people.length), referenceIn(answer), day);
}

async function comeBack(
  person: Person,
  kind: Wish['kind'],
  day: string,
  desk: Desk,
  stories: Stories,
): Promise<void> {
  const once = String(stories.people.indexOf(person)).padStart(16, '0');
  if (kind === 'move' || kind === 'correct') {
    await correct(person, kind === 'move', once, desk);
    return;
  }
  // Nothing is left to withdraw.
  if (kind === 'withdraw' && isFinalStatus(person.audience, person.status)) return;
  const { path } = await desk.pageOf(person);
  await desk.post(path, { intent: kind, once });
  stories.close(person, day);
  person.gone = kind === 'erase' ? 'erased' : 'withdrawn';
  person.goneOn = day;
  if (kind === 'erase') person.rows.length = 0;
  else expectStatus(person, 'Retirée');
}

async function correct(person: Person, isMoving: boolean, once: string, desk: Desk): Promise<void> {
  const { path } = await desk.pageOf(person);
  const { email, phone, preferredContact } = person.cast?.fixture ?? {};
  const shown = { email: String(email), phone: String(phone), preferredContact: String(preferredContact) };
  const address = `autre-${shown.email}`;
  await desk.post(path, {
    intent: 'correct',
    once,
    ...Object.fromEntries(Object.entries(shown).map(([name, text]) => [`${name}-shown`, text])),
    ...shown,
    ...(isMoving ? { email: address } : { phone: '07 11 22 33 44' }),
  });
  const called = 'coordonnées corrigées';
  if (isMoving) {
    expectLetter(person, 'correction-former', called);
    person.address = address;
    person.isDead = false;
  }
  expectLetter(person, 'correction-current', called);
}

function referenceIn(answer: string): string {
  return /(?:JE|ME|EN)-[2-9A-HJ-NP-Z]{8}/.exec(answer)?.[0] ?? answer;
}
