import { beforeEach, describe, expect, test } from 'vitest';
import { anEnvironment, aRunningSite } from './support/running-site.ts';
import { aMentor } from './fixtures/mentor.fixture.ts';
import { mentorForm } from '../src/domain/application/mentor.ts';
import { aMinor, aYouth, submittedValues } from './fixtures/youth.fixture.ts';
import { youthForm } from '../src/domain/application/youth.ts';
import { acceptApplication } from '../src/server/answers/accept.ts';
import { SECRET } from './fixtures/programme.fixture.ts';
import { isOurState, newState } from '../src/server/answers/sign-in-state.ts';
import { Inbox } from '../src/server/cases/inbox.ts';
import { hmacHex, hmacHexes } from '../src/server/foundation/hmac.ts';
import { LINKS, type Link, type Purpose, PURPOSES, readLink, signLink } from '../src/server/links/links.ts';
import { Renewals } from '../src/server/links/renewals.ts';
import { currentSecret, type Secret, secretOf } from '../src/server/foundation/secret.ts';
import { Asks } from '../src/server/cases/asks.ts';
import { CaseStore } from '../src/server/cases/case-store.ts';
import { lookUp } from '../src/server/answers/lookup.ts';
import { Tries } from '../src/server/answers/tries.ts';

const NEW = 'n'.repeat(32);
const NEWEST = 'm'.repeat(32);
/** Rotation of the secret: the old one, the new one beside it, then the new one alone. */
const BEFORE = {};
const BOTH = { LINK_SECRET: NEW, LINK_SECRET_PREVIOUS: SECRET };
const AFTER = { LINK_SECRET: NEW };

const NOW = new Date('2026-11-23T10:00:00Z');

test('the environment gives one secret, or the current one with the one before it', () => {
  expect(secretOf(anEnvironment())).toBe(SECRET);
  expect(secretOf(anEnvironment(BOTH))).toEqual([NEW, SECRET]);
  expect(currentSecret([NEW, SECRET])).toBe(NEW);
  expect(() => anEnvironment({ LINK_SECRET_PREVIOUS: 'court' })).toThrow(/LINK_SECRET_PREVIOUS/);
  expect(anEnvironment({ LINK_SECRET_PREVIOUS: '' }).LINK_SECRET_PREVIOUS).toBeUndefined();
});

test('what is new is an HMAC under the current secret; what is recognised may be under either', () => {
  const both: Secret = [NEW, SECRET];
  expect(hmacHex(both, 'a', 'b')).toBe(hmacHex(NEW, 'a', 'b'));
  expect(hmacHexes(both, 'a', 'b')).toEqual([hmacHex(NEW, 'a', 'b'), hmacHex(SECRET, 'a', 'b')]);
});

describe.each(PURPOSES)('a link of the purpose %s', (purpose) => {
  const link: Link = {
    purpose,
    subject: 'a'.repeat(32),
    generation: 0,
    expires: new Date(NOW.getTime() + LINKS[purpose].days * 86_400_000),
  };
  const stateOf = (signedWith: Secret, readWith: Secret, read: Purpose = purpose) =>
    readLink(readWith, read, signLink(signedWith, link), NOW).state;

  test('opens under the secret before, and under no other', () => {
    expect(stateOf(SECRET, [NEW, SECRET])).toBe('valid');
    expect(stateOf(SECRET, NEW)).toBe('invalid');
    expect(stateOf(SECRET, [NEWEST, NEW])).toBe('invalid');
  });

  test('is signed with the current one', () => {
    expect(stateOf([NEW, SECRET], NEW)).toBe('valid');
    expect(stateOf([NEW, SECRET], SECRET)).toBe('invalid');
  });

  test.each(PURPOSES.filter((other) => other !== purpose))(
    'opens nothing of the purpose %s, whichever signed it',
    (other) => {
      for (const signedWith of [SECRET, NEW])
        expect(stateOf(signedWith, [NEW, SECRET], other)).toBe('invalid');
    },
  );
});

test('a sign-in to the CMS that began before the change ends after it', () => {
  const state = newState(SECRET, NOW);
  expect([isOurState(state, [NEW, SECRET], NOW), isOurState(state, NEW, NOW)]).toEqual([true, false]);
  expect(isOurState(newState([NEW, SECRET], NOW), NEW, NOW)).toBe(true);
});

describe('a site whose secret changes', () => {
  let site: ReturnType<typeof aRunningSite>;

  const drain = async (minutes: number, variables: NodeJS.ProcessEnv) =>
    await site.schedule(minutes, { environment: anEnvironment(variables) });

  const look = async (
    variables: NodeJS.ProcessEnv,
    asked: { reference: string; email?: string; birthDate?: string },
  ) => {
    const { store, now } = site;
    const secret = secretOf(anEnvironment(variables));
    const ports = {
      cases: new CaseStore(store),
      renewals: new Renewals(store),
      tries: new Tries(store, secret),
      secret,
      now,
    };
    return (await lookUp({ email: '', birthDate: '', ...asked }, ports)).kind;
  };

  const send = async (
    variables: NodeJS.ProcessEnv,
    fixture: Parameters<typeof submittedValues>[0],
    form = youthForm,
  ) => {
    const { store, now } = site;
    const acceptance = await acceptApplication(form, submittedValues(fixture), {
      inbox: new Inbox(store),
      secret: secretOf(anEnvironment(variables)),
      season: '2026-2027',
      now,
    });
    if (!acceptance.ok) throw new Error(JSON.stringify(acceptance.errors));
    return acceptance.reference;
  };

  /** A minor who confirms at once, so that the guardian is asked. */
  const sendMinor = async (variables: NodeJS.ProcessEnv) => {
    await send(variables, aMinor({ guardianEmail: 'camille@exemple.fr' }));
    await site.confirmYouths();
  };

  beforeEach(() => {
    site = aRunningSite();
  });

  const WITHOUT_EMAIL = { email: '', preferredContact: 'appel', phone: '06 12 34 56 78' };

  test('opens a follow-up to who gives their date of birth or their address, at once with the secret before', async () => {
    const born = await send(BEFORE, aYouth(WITHOUT_EMAIL));
    const written = await send(BEFORE, aYouth({ email: 'nour@exemple.fr' }));
    await drain(0, BEFORE);
    const [birthDate = ''] = site.column('Jeunes', 'Date de naissance');
    const asked = [
      { reference: born, birthDate },
      { reference: written, email: 'Nour@exemple.fr' },
    ];
    for (const one of asked) {
      expect(await look(AFTER, one)).toBe('wrong');
      expect(await look(BOTH, one)).toBe('right');
      // A successful look-up is kept under the current secret.
      expect(await look(AFTER, one)).toBe('right');
    }
    expect(await look(BOTH, { reference: born, birthDate: '2001-01-01' })).toBe('wrong');
    expect(await look(BOTH, { reference: written, birthDate })).toBe('wrong');
  });

  test.each([
    ['with the secret before', BOTH],
    ['without it: it was read by somebody', AFTER],
  ])('keeps what it recognises under the current one after a drain, %s', async (_, variables) => {
    const born = await send(BEFORE, aYouth(WITHOUT_EMAIL));
    const written = await send(BEFORE, aYouth({ email: 'nour@exemple.fr' }));
    await drain(0, BEFORE);
    const [birthDate = ''] = site.column('Jeunes', 'Date de naissance');
    await drain(5, variables);
    expect(await look(AFTER, { reference: born, birthDate })).toBe('right');
    expect(await look(AFTER, { reference: written, email: 'nour@exemple.fr' })).toBe('right');
  });

  test('writes to no guardian again, then or once the secret before is taken away', async () => {
    await sendMinor(BEFORE);
    await drain(0, BEFORE);
    await drain(5, BEFORE);
    const letters = () => site.sent.filter(({ to }) => to === 'camille@exemple.fr').length;
    expect(letters()).toBe(1);
    await drain(24 * 60, BOTH);
    await drain(5, BOTH);
    expect(letters()).toBe(1);
    await drain(24 * 60, AFTER);
    await drain(5, AFTER);
    expect(letters()).toBe(1);
  });

  test('writes to a guardian whose address the team corrects', async () => {
    await sendMinor(BEFORE);
    await drain(0, BEFORE);
    site.spreadsheet.edit('Jeunes', ([headers = [], ...lines]) => [
      headers,
      ...lines.map((line) => line.map((text) => (text === 'camille@exemple.fr' ? 'autre@exemple.fr' : text))),
    ]);
    await drain(61, BOTH);
    await drain(5, BOTH);
    expect(site.sent.filter(({ to }) => to === 'autre@exemple.fr')).toHaveLength(1);
  });

  test('knows what was a youth’s own contact, and asks no guardian there', async () => {
    await send(
      BEFORE,
      aMinor({ email: 'nour@exemple.fr', guardianEmail: 'nour@exemple.fr', guardianPhone: '' }),
    );
    await drain(0, BEFORE);
    site.spreadsheet.edit('Jeunes', ([headers = [], ...lines]) => [
      headers,
      ...lines.map((line) =>
        line.map((text, at) => (headers[at] === 'E-mail' ? 'nour.neuve@exemple.fr' : text)),
      ),
    ]);
    for (const variables of [BOTH, BOTH, AFTER, AFTER]) await drain(24 * 60, variables);
    expect(site.sent.filter(({ letter }) => letter.title.includes('accord'))).toEqual([]);
    expect(site.column('Autorisations', 'État')).toEqual(['À vérifier']);
  });

  test('knows a form that is sent again, delivered or not: one reference, one row, one confirmation', async () => {
    const submissionId = '0b61c1a2-6c9b-4c0e-9e0c-0d4b8f6c9b11';
    const fixture = { ...aYouth({ email: 'nour@exemple.fr' }), submissionId };
    const mentor = { ...aMentor(), submissionId: '1b61c1a2-6c9b-4c0e-9e0c-0d4b8f6c9b11' };
    const reference = await send(BEFORE, fixture);
    expect(await send(BOTH, fixture)).toBe(reference);
    await drain(0, BEFORE);
    expect(await send(BOTH, fixture)).toBe(reference);
    const ofMentor = await send(BOTH, mentor, mentorForm);
    expect(await send(AFTER, mentor, mentorForm)).toBe(ofMentor);
    await drain(5, BOTH);
    await drain(5, BOTH);
    expect(site.column('Jeunes', 'Référence')).toEqual([reference]);
    expect(site.column('Mentors', 'Référence')).toEqual([ofMentor]);
    expect(site.sent.filter(({ to }) => to === 'nour@exemple.fr')).toHaveLength(1);
  });

  test('knows a form without a mark that is sent twice in a row', async () => {
    const fixture = aYouth({ email: 'nour@exemple.fr' });
    const reference = await send(BEFORE, fixture);
    expect(await send(BOTH, fixture)).toBe(reference);
  });

  test('counts on what a mailbox had that day, and how often a reference was tried', async () => {
    for (let n = 0; n < 4; n += 1)
      await send(BEFORE, aYouth({ email: 'victime@exemple.org', project: `Projet ${n}` }));
    await drain(0, BEFORE);
    for (let n = 4; n < 10; n += 1)
      await send(BOTH, aYouth({ email: 'victime@exemple.org', project: `Projet ${n}` }));
    await drain(5, BOTH);
    expect(site.sent.filter(({ to }) => to === 'victime@exemple.org')).toHaveLength(6);
    const wrong = { reference: 'JE-22222222', birthDate: '2001-01-01' };
    for (let n = 0; n < 3; n += 1) expect(await look(BEFORE, wrong)).toBe('wrong');
    for (let n = 0; n < 2; n += 1) expect(await look(BOTH, wrong)).toBe('wrong');
    expect(await look(BOTH, wrong)).toBe('too-often');
  });

  test('adds no second mark of the figures for an erasure that it ends', async () => {
    await send(BEFORE, aYouth());
    await drain(0, BEFORE);
    const [id = ''] = site.column('Jeunes', 'Identifiant');
    await new Asks(site.store).ask(id, { kind: 'erase', at: site.now(), once: '1'.repeat(16) });
    await drain(5, BEFORE);
    await drain(15, BOTH);
    expect(await site.store.list('figures/')).toHaveLength(1);
    expect((await site.store.list('')).filter((key) => key.includes('eras'))).toEqual([]);
  });
});
