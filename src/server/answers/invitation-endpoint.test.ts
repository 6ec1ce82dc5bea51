import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { COMPANY_SEES } from '../../components/invitations/company-sees.ts';
import { aCompany } from '../../../tests/fixtures/company.fixture.ts';
import { aMentor } from '../../../tests/fixtures/mentor.fixture.ts';
import type { TypedFixture } from '../../../tests/fixtures/youth.fixture.ts';
import { STORE_DOWN, storeThrough } from '../../../tests/fixtures/faults.fixture.ts';
import { LATER, SECRET } from '../../../tests/fixtures/programme.fixture.ts';
import { Inbox } from '../cases/inbox.ts';
import {
  type InvitingProgramme,
  anInvitingProgramme,
  linkIn,
  tokenIn,
} from '../../../tests/fixtures/invitations.fixture.ts';
import type { Message } from '../letters/message.ts';
import { readLink, signLink } from '../links/links.ts';
import { pairFact, personFact } from '../cases/pair-facts.ts';
import { type InvitationEndpoint, answerInvitation } from './invitation-endpoint.ts';
import { answerProgress } from './progress-endpoint.ts';
import { type Sent, readPage, requestTo } from '../../../tests/fixtures/request.fixture.ts';

const ALIX = 'a@filatures.exemple';
const BASILE = 'b@filatures.exemple';
const CHLOE = 'c@filatures.exemple';
const CONTACT = 'camille@filatures.exemple';

const PAGE =
  '<html><head><title>Invitation – Mentorat d’excellence</title></head><body><page-content>…</page-content><footer>Pied</footer></body></html>';

let programme: InvitingProgramme;
let endpoint: InvitationEndpoint;

beforeEach(async () => {
  programme = anInvitingProgramme();
  endpoint = {
    ports: () => ({ ...programme.accept, ...programme.ports() }),
    readPage: () => Promise.resolve(PAGE),
    contactEmail: 'contact@exemple.org',
    onAct: vi.fn(),
    log: vi.fn(),
  };
  await programme.signUp();
  await programme.drain();
});

/** The token of somebody's last letter that brings one. */
function tokenOf(address: string): string {
  const hasLink = ({ letter }: Message) => letter.blocks.some(({ kind }) => kind === 'action');
  const letter = programme.lettersTo(address).findLast(hasLink);
  if (letter === undefined) throw new Error('No letter.');
  return tokenIn(letter);
}

function idOf(address: string): string {
  const read = readLink(SECRET, 'invitation', tokenOf(address), new Date(0));
  return read.state === 'invalid' ? '' : read.link.subject;
}

async function invitation(token: string, sent: Sent = {}, changes: Partial<InvitationEndpoint> = {}) {
  const answer = await answerInvitation(requestTo(`/invitation/${encodeURIComponent(token)}`, sent), token, {
    ...endpoint,
    ...changes,
  });
  return { answer, html: await readPage(answer) };
}

async function progress(token: string, sent: Sent = {}) {
  const answer = await answerProgress(requestTo(`/entreprises/suivi/${token}`, sent), token, endpoint);
  return { answer, html: await readPage(answer) };
}

const JSON_ANSWER = { headers: { accept: 'application/json' } };
const UUID = '0b61c1a2-6c9b-4c0e-9e0c-0d4b8f6c9b11';

function mentors() {
  return programme.rows('Mentors');
}

describe('the link of an invitation', () => {
  test('shows the mentor’s form with what is known, to nobody else and no cache, and a GET changes nothing', async () => {
    const { answer, html } = await invitation(tokenOf(ALIX));
    expect(answer.status).toBe(200);
    for (const value of ['Alix', 'Exemple', ALIX, 'Filatures Exemple'])
      expect(html).toContain(`value="${value}"`);
    expect(html).toMatch(/<option value="euramaterials" selected="">/);
    expect(html).toContain(`action="/invitation/${tokenOf(ALIX)}"`);
    expect(html).toContain('<title>Devenir mentor – Mentorat d’excellence</title>');
    expect(html).toContain('Pied');
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
      'x-content-type-options': 'nosniff',
    });
    for (let scan = 0; scan < 20; scan += 1)
      await invitation(tokenOf(ALIX), { method: scan % 2 ? 'HEAD' : 'GET' });
    await programme.drain();
    expect(programme.rows('Invitations').map(({ Statut }) => Statut)).toEqual([
      'Envoyée',
      'Envoyée',
      'Envoyée',
    ]);
    expect(endpoint.onAct).not.toHaveBeenCalled();
  });

  test('completes an application tied to the company, which uses the link', async () => {
    const { answer } = await invitation(tokenOf(ALIX), { body: aMentor({ jobTitle: 'Ingénieure' }) });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toMatch(/^\/candidature-recue\/ME-[2-9A-HJ-NP-Z]{8}$/);
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(endpoint.onAct).toHaveBeenCalledOnce();
    const reference = answer.headers.get('location')?.slice(-11) ?? '';
    await programme.drain();
    const [company] = programme.rows('Entreprises');
    expect(mentors()).toMatchObject([
      { Référence: reference, Fonction: 'Ingénieure', Invitation: company?.Référence },
    ]);
    expect(programme.rows('Invitations')[0]).toMatchObject({
      Statut: 'Terminée',
      'Référence du mentor': reference,
      "Référence de l'entreprise": company?.Référence,
    });
    const again = await invitation(tokenOf(ALIX));
    expect(again.answer.status).toBe(200);
    expect(again.html).toContain('Votre inscription est terminée');
    expect(again.html).not.toMatch(/Alix|ME-[2-9A-HJ-NP-Z]{8}/);
  });

  test('used a second time takes nothing, says so, and knows the very form that used it', async () => {
    const body = aMentor({ submissionId: UUID });
    const first = await invitation(tokenOf(ALIX), { body, ...JSON_ANSWER });
    expect(first.answer.status).toBe(201);
    const resent = await invitation(tokenOf(ALIX), { body, ...JSON_ANSWER });
    expect(resent.html).toBe(first.html);
    const other = aMentor({ givenName: 'Autre', submissionId: UUID.replace('0b', '1b') });
    const second = await invitation(tokenOf(ALIX), { body: other, ...JSON_ANSWER });
    expect(second.answer.status).toBe(409);
    const page = await invitation(tokenOf(ALIX), { body: other });
    expect(page.answer.status).toBe(409);
    expect(page.html).toContain('ce que vous venez d’envoyer n’y change rien');
    expect(page.html).not.toMatch(/est terminée|Elle est bien arrivée/);
    expect((await invitation(tokenOf(ALIX), { body })).answer.status).toBe(303);
    await programme.drain();
    expect(mentors().map(({ Prénom }) => Prénom)).toEqual(['Alix']);
  });

  test.each([{ submissionId: UUID }, {}])(
    'that has served tells the reference to the very form that used it, within minutes, and to nobody else (%o)',
    async (mark) => {
      const token = tokenOf(ALIX);
      const body = aMentor(mark);
      const { answer } = await invitation(token, { body });
      const address = answer.headers.get('location');
      const again = await invitation(token, { body });
      expect([again.answer.status, again.answer.headers.get('location')]).toEqual([303, address]);
      expect((await invitation(token, { body, ...JSON_ANSWER })).answer.status).toBe(201);
      const expectSilent = async (fixture: TypedFixture) => {
        for (const sent of [{ body: fixture }, { body: fixture, ...JSON_ANSWER }, {}, JSON_ANSWER]) {
          const silent = await invitation(token, sent);
          expect(silent.answer.headers.get('location')).toBeNull();
          expect(silent.html).not.toMatch(/ME-[2-9A-HJ-NP-Z]{8}/);
        }
      };
      await expectSilent({ ...body, submissionId: UUID.replace('0b', '1b') });
      await expectSilent(aMentor({ ...mark, motivation: 'Autre' }));
      await programme.drain();
      expect((await invitation(token, { body })).answer.status).toBe(303);
      programme.advance(6 * 60_000);
      await expectSilent(body);
      programme.wait(40);
      await expectSilent(body);
      await programme.drain();
      expect(mentors()).toHaveLength(1);
    },
  );

  test('that was replaced takes nothing and tells nothing, whatever is sent with it', async () => {
    const old = tokenOf(ALIX);
    programme.wait(31);
    await invitation(old, { body: { intent: 'renew' } });
    await programme.drain();
    const body = aMentor({ submissionId: UUID });
    const closed = [
      { body },
      { body: { ...body, intent: 'decline' } },
      { body: { intent: 'decline' } },
      { body, ...JSON_ANSWER },
    ];
    for (const sent of closed) await invitation(old, sent);
    await programme.drain();
    expect((await invitation(tokenOf(ALIX))).answer.status).toBe(200);
    expect(mentors()).toEqual([]);
    // Used by the link that counts, the former one tells nothing of it to the same form.
    const used = await invitation(tokenOf(ALIX), { body });
    expect(used.answer.status).toBe(303);
    for (const sent of closed) {
      const { answer, html } = await invitation(old, sent);
      expect(answer.headers.get('location') ?? '').not.toContain('ME-');
      expect(html).not.toMatch(/ME-[2-9A-HJ-NP-Z]{8}/);
    }
  });

  test('that has expired declines for an hour what was begun in time, and nothing later', async () => {
    const decline = { body: { intent: 'decline' } };
    programme.wait(32);
    await invitation(tokenOf(ALIX), decline);
    await programme.drain();
    expect((await invitation(tokenOf(ALIX))).answer.status).toBe(410);
    expect(programme.rows('Invitations').map(({ Statut }) => Statut)).not.toContain('Refusée');
  });

  test('sent by two windows at once is one application; two volunteers at once are two', async () => {
    const answers = await Promise.all([
      invitation(tokenOf(ALIX), { body: aMentor({ motivation: 'Une' }), ...JSON_ANSWER }),
      invitation(tokenOf(ALIX), { body: aMentor({ motivation: 'Deux' }), ...JSON_ANSWER }),
      invitation(tokenOf(BASILE), { body: aMentor({ givenName: 'Basile', email: BASILE }), ...JSON_ANSWER }),
    ]);
    expect(answers.map(({ answer }) => answer.status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ html }) => html)).size).toBe(2);
    await programme.drain();
    expect(
      mentors()
        .map(({ Prénom }) => Prénom)
        .toSorted(),
    ).toEqual(['Alix', 'Basile']);
    expect(programme.rows('Invitations').map(({ Statut }) => Statut)).toEqual([
      'Terminée',
      'Terminée',
      'Envoyée',
    ]);
  });

  test('with mistakes shows the same page with every answer, and stores nothing', async () => {
    const body = aMentor({ capacity: '9', motivation: 'Transmettre <b>' });
    const { answer, html } = await invitation(tokenOf(ALIX), { body });
    expect(answer.status).toBe(422);
    expect(html).toContain('<title>Erreur : Devenir mentor');
    expect(html).toContain('Transmettre &lt;b&gt;');
    const data = await invitation(tokenOf(ALIX), { body, ...JSON_ANSWER });
    expect(data.answer.status).toBe(422);
    expect(JSON.parse(data.html)).toMatchObject({ fieldErrors: { capacity: [expect.any(String)] } });
    await programme.drain();
    expect(mentors()).toEqual([]);
  });

  test('whose request dies after the application is stored is used all the same', async () => {
    const store = { ...storeThrough(programme.parts.store), set: STORE_DOWN.set };
    const ports = programme.ports({ ...programme.parts, store });
    const changes = { ports: () => ({ ...programme.accept, ...ports }) };
    const { answer } = await invitation(tokenOf(ALIX), { body: aMentor() }, changes);
    expect(answer.status).toBe(303);
    const again = await invitation(tokenOf(ALIX), { body: aMentor({ motivation: 'Encore' }) });
    expect(again.answer.headers.get('location')).toBe(answer.headers.get('location'));
    await programme.drain();
    expect(mentors()).toHaveLength(1);
    expect(programme.rows('Invitations')[0]?.Statut).toBe('Terminée');
  });

  test('declined erases the person everywhere, and nothing brings the invitation back', async () => {
    const { answer } = await invitation(tokenOf(ALIX), { body: { intent: 'decline' } });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/invitation/${tokenOf(ALIX)}`]);
    await programme.drain();
    const { html } = await invitation(tokenOf(ALIX));
    expect(html).toContain('effacées');
    expect(html).not.toContain('Alix');
    const sent = await invitation(tokenOf(ALIX), { body: aMentor() });
    expect(sent.answer.status).toBe(409);
    expect(sent.html).toContain('Cet envoi n’est pas enregistré');
    expect(sent.html).not.toContain('C’est noté');
    expect((await invitation(tokenOf(ALIX), { body: aMentor(), ...JSON_ANSWER })).answer.status).toBe(409);
    programme.wait(8);
    await programme.drain();
    expect(mentors()).toEqual([]);
    expect(programme.lettersTo(ALIX)).toHaveLength(1);
    expect(programme.rows('Invitations')[0]).toMatchObject({ Statut: 'Refusée', Nom: '' });
  });

  test('expired opens nothing, is renewed to the stored address at most once an hour, and the old one stays dead', async () => {
    const old = tokenOf(ALIX);
    programme.wait(31);
    const { answer, html } = await invitation(old);
    expect(answer.status).toBe(410);
    expect(html).not.toMatch(/Alix|filatures/);
    const sent = await invitation(old, { body: aMentor() });
    expect(sent.answer.status).toBe(410);
    expect(sent.html).toContain('Cet envoi n’est pas enregistré');
    await Promise.all(
      [0, 1].map(() => invitation(old, { body: { intent: 'renew', email: 'autre@exemple.fr' } })),
    );
    expect((await invitation(old)).html).toContain('remplacé');
    await programme.drain();
    await invitation(old, { body: { intent: 'renew' } });
    await programme.drain();
    const messages = programme.lettersTo(ALIX).filter(({ messageId }) => messageId.includes('renewal'));
    expect(messages).toHaveLength(1);
    expect(programme.lettersTo('autre@exemple.fr')).toEqual([]);
    expect((await invitation(old, { body: aMentor() })).answer.status).toBe(410);
    expect((await invitation(tokenOf(ALIX), { body: aMentor() })).answer.status).toBe(303);
  });

  test('that expires while somebody writes still takes their form, for an hour', async () => {
    programme.wait(30 + 0.5 / 24);
    expect((await invitation(tokenOf(ALIX))).answer.status).toBe(410);
    expect((await invitation(tokenOf(ALIX), { body: aMentor() })).answer.status).toBe(303);
  });

  test('whose person was erased says that it is over', async () => {
    await programme.ports().people.forget(idOf(ALIX));
    const { answer, html } = await invitation(tokenOf(ALIX));
    expect(answer.status).toBe(410);
    expect(html).toContain('/devenir-mentor/');
  });

  test('altered, of another person or of another purpose is a page not found, whatever is sent', async () => {
    const [mine, theirs] = [tokenOf(ALIX), tokenOf(BASILE)].map((token) => Buffer.from(token, 'base64url'));
    const forged = Buffer.concat(
      [theirs?.subarray(0, 22) ?? '', mine?.subarray(22) ?? ''].map((part) => Buffer.from(part)),
    );
    const otherLink = { subject: idOf(ALIX), generation: 0, expires: LATER };
    const otherPurpose = signLink(SECRET, { purpose: 'progress', ...otherLink });
    for (const token of [
      tokenOf(ALIX).slice(0, -1),
      forged.toString('base64url'),
      otherPurpose,
      tokenOf(CONTACT),
    ])
      for (const sent of [
        {},
        { body: aMentor() },
        { body: { intent: 'decline' } },
        { body: { intent: 'renew' } },
      ]) {
        const { answer, html } = await invitation(token, sent);
        expect(answer.status).toBe(404);
        expect(html).not.toMatch(/Alix|Basile|filatures/);
      }
    expect(endpoint.onAct).not.toHaveBeenCalled();
  });

  test('of any text is never a fault of the server', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('GET', 'POST'),
        async (token, method) => {
          const request = new Request('https://site.test/invitation/x', { method });
          expect((await answerInvitation(request, token, endpoint)).status).toBe(404);
          expect((await answerProgress(request, token, endpoint)).status).toBe(404);
        },
      ),
      { numRuns: 50 },
    );
    const odd = new Request('https://site.test/invitation/x', {
      method: 'POST',
      body: '%ff',
      headers: { 'content-type': 'text/plain' },
    });
    expect((await answerInvitation(odd, tokenOf(ALIX), endpoint)).status).toBe(415);
    expect((await invitation(tokenOf(ALIX), { method: 'PUT' })).answer.headers.get('allow')).toBe(
      'GET, HEAD, POST',
    );
  });

  test('says so when the store is down, keeps what was typed, and logs nothing of the link', async () => {
    const ports = programme.ports({ ...programme.parts, store: STORE_DOWN });
    const changes = { ports: () => ({ ...programme.accept, ...ports }) };
    expect((await invitation(tokenOf(ALIX), {}, changes)).answer.status).toBe(503);
    expect(
      (await invitation(tokenOf(ALIX), { body: aMentor(), ...JSON_ANSWER }, changes)).answer.status,
    ).toBe(503);
    const closed = { ...programme.accept, inbox: new Inbox(STORE_DOWN) };
    const full = { ports: () => ({ ...closed, ...programme.ports() }) };
    const { answer, html } = await invitation(
      tokenOf(ALIX),
      { body: aMentor({ motivation: 'Gardée' }) },
      full,
    );
    expect(answer.status).toBe(503);
    expect(html).toContain('Gardée');
    expect(JSON.stringify(vi.mocked(endpoint.log).mock.calls)).not.toMatch(
      new RegExp(`${tokenOf(ALIX)}|Alix`),
    );
  });

  test('takes the form of an older browser, which calls a page without referrer « null »', async () => {
    const { answer } = await invitation(tokenOf(ALIX), { body: aMentor(), headers: { origin: 'null' } });
    expect(answer.status).toBe(303);
  });
});

describe('the page of a company that has not confirmed', () => {
  beforeEach(async () => {
    programme = anInvitingProgramme({ confirms: false });
    await programme.signUp();
    await programme.drain();
  });

  const invite = { method: 'POST', body: { intent: 'invite' } };

  test('says that nobody was written to, and one button invites: opening it changes nothing', async () => {
    const before = await programme.parts.store.list('');
    for (const method of ['GET', 'HEAD', 'GET']) await progress(tokenOf(CONTACT), { method });
    expect(await programme.parts.store.list('')).toEqual(before);
    const { answer, html } = await progress(tokenOf(CONTACT));
    expect(answer.status).toBe(200);
    expect(html).toContain('<h1>Inviter vos 3 volontaires</h1>');
    expect(html).toContain('Personne n’a encore été contacté.');
    expect(html).toContain('Envoyer les 3 invitations');
    expect(html).not.toMatch(/Envoyer un rappel|sur 3|Alix|@filatures/);
  });

  test('invites each once, however often the button is pressed; a reminder cannot come before', async () => {
    const token = tokenOf(CONTACT);
    programme.wait(5);
    await progress(token, { method: 'POST', body: { intent: 'nudge' } });
    await programme.drain();
    expect(programme.rows('Invitations')).toEqual([]);
    const [{ answer }] = await Promise.all([progress(token, invite), progress(token, invite)]);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`/entreprises/suivi/${token}`);
    expect((await progress(token)).html).toContain('Les invitations partent d’elles-mêmes');
    await programme.drain();
    await progress(token, invite);
    await programme.drain();
    for (const address of [ALIX, BASILE, CHLOE])
      expect(programme.sent.filter(({ to }) => to === address)).toHaveLength(1);
    const { html } = await progress(token);
    expect(html).toContain('<h1>0 sur 3 a terminé</h1>');
    expect(html).not.toMatch(/Les invitations partent|Envoyer les/);
    expect(html).toContain('Vous pourrez en demander un à partir du 30');
  });

  test('cannot by a link that is void: another comes, and it says the same', async () => {
    const token = tokenOf(CONTACT);
    programme.wait(61);
    await progress(token, invite);
    await progress(token, { method: 'POST', body: { intent: 'renew' } });
    await progress(token, invite);
    await programme.drain();
    expect(programme.rows('Invitations')).toEqual([]);
    const [, renewed] = programme.lettersTo(CONTACT);
    expect(JSON.stringify(renewed)).toContain(
      'Vos 3 volontaires ne reçoivent rien avant que vous confirmiez',
    );
    await progress(tokenOf(CONTACT), invite);
    await programme.drain();
    expect(programme.rows('Invitations')).toHaveLength(3);
  });

  test('is of no other purpose: neither a volunteer’s token nor a follow-up’s lets them leave', async () => {
    const { subject } = linkOfContact();
    for (const purpose of ['invitation', 'tracking', 'authorisation'] as const) {
      const token = signLink(SECRET, { purpose, subject, generation: 0, expires: LATER });
      expect((await progress(token, invite)).answer.status).toBe(404);
    }
    await programme.drain();
    expect(programme.rows('Invitations')).toEqual([]);
  });

  function linkOfContact() {
    const read = readLink(SECRET, 'progress', tokenOf(CONTACT), new Date(0));
    if (read.state === 'invalid') throw new Error('The token is invalid.');
    return read.link;
  }
});

describe('the page of a company', () => {
  const follow = () =>
    linkIn(programme.lettersTo(CONTACT)[0] ?? never())
      .pathname.split('/')
      .at(-1) ?? '';
  const never = (): never => {
    throw new Error('No letter.');
  };

  test('counts who has finished, and names nobody and no answer', async () => {
    expect((await progress(follow())).html).toContain('0 sur 3 a terminé');
    await invitation(tokenOf(ALIX), { body: aMentor({ motivation: 'Secrète' }) });
    await invitation(tokenOf(CHLOE), { body: { intent: 'decline' } });
    const { answer, html } = await progress(follow());
    expect(html).toContain('1 sur 3 a terminé');
    expect(html).not.toMatch(/Alix|Basile|Chloé|Secrète|ME-/);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
    });
    await invitation(tokenOf(BASILE), { body: aMentor({ givenName: 'Basile', email: BASILE }) });
    expect((await progress(follow())).html).toContain('2 sur 3 ont terminé');
  });

  test('counts who is in a pair, from three volunteers on, until the pair is over; a pause counts', async () => {
    const { cases } = programme.ports();
    const finish = async (address: string) => {
      const { html } = await invitation(tokenOf(address), { body: aMentor({ email: address }) });
      await programme.drain();
      const reference =
        /ME-[2-9A-HJ-NP-Z]{8}/.exec(html)?.[0] ?? programme.rows('Mentors').at(-1)?.Référence ?? '';
      return (await cases.idOf(reference)) ?? never();
    };
    const pairFor = async (mentorId: string, n: number) => {
      const pairId = String(n).repeat(32);
      for (const fact of ['row', 'granted', 'started'])
        await cases.note(pairId, pairFact(fact, programme.now()));
      await cases.note(mentorId, personFact(pairId, 'started', programme.now()));
      return pairId;
    };
    expect((await progress(follow())).html).not.toContain('encore en binôme');
    const [alix, basile] = [await finish(ALIX), await finish(BASILE)];
    expect((await progress(follow())).html).toContain('Personne n’est encore en binôme.');
    const pair = await pairFor(alix, 1);
    const [second, third] = [await pairFor(basile, 2), await pairFor(basile, 3)];
    await cases.note(second, pairFact('paused-1', programme.now()));
    expect((await progress(follow())).html).toContain('2 sont en binôme avec une ou un jeune.');
    await cases.note(pair, pairFact('stopped', programme.now()));
    await cases.note(third, pairFact('ended', programme.now()));
    const { html } = await progress(follow());
    expect(html).toContain('1 est en binôme avec une ou un jeune.');
    expect(html).not.toMatch(/Alix|Basile|ME-/);

    programme = anInvitingProgramme();
    const two = Object.keys(aCompany()).filter((name) => name.startsWith('mentors[2]'));
    await programme.signUp(aCompany(Object.fromEntries(two.map((name) => [name, '']))));
    await programme.drain();
    await invitation(tokenOf(ALIX), { body: aMentor({ email: ALIX }) });
    const small = await progress(follow());
    expect(small.html).toContain('1 sur 2 a terminé');
    expect(small.html).not.toMatch(/encore en binôme|\d (?:est|sont) en binôme/);
  });

  test.each([1, 2, 3])(
    'of %i volunteers shows a refusal exactly as silence, before and after a reminder and in the letters',
    async (count) => {
      const volunteers = [ALIX, BASILE, CHLOE].slice(0, count);
      const seen = async (decliners: readonly string[]) => {
        programme = anInvitingProgramme();
        const absent = Object.keys(aCompany()).filter((name) => Number(/\[(\d)\]/.exec(name)?.[1]) >= count);
        await programme.signUp(aCompany(Object.fromEntries(absent.map((name) => [name, '']))));
        await programme.drain();
        for (const address of decliners) await invitation(tokenOf(address), { body: { intent: 'decline' } });
        const pages = [(await progress(follow())).html];
        programme.wait(3.1);
        await programme.drain();
        pages.push((await progress(follow())).html);
        await progress(follow(), { body: { intent: 'nudge' } });
        await programme.drain();
        pages.push((await progress(follow())).html);
        programme.wait(40);
        await programme.drain();
        pages.push((await progress(follow())).html);
        return { pages, letters: programme.lettersTo(CONTACT).map(({ letter }) => letter.blocks.length) };
      };
      const silence = await seen([]);
      for (let mask = 1; mask < 2 ** count; mask += 1)
        expect(await seen(volunteers.filter((_, nth) => (mask >> nth) % 2 === 1))).toEqual(silence);
    },
  );

  test('shows no more than what each volunteer was told of it: by letter, on the page, and once they declined', async () => {
    const letter = JSON.stringify(programme.lettersTo(ALIX)[0]?.letter.blocks);
    const form = await invitation(tokenOf(ALIX));
    await invitation(tokenOf(ALIX), { body: { intent: 'decline' } });
    const declined = await invitation(tokenOf(ALIX));
    const plain = (text: string) => text.replaceAll(/[\u00A0\u202F]/g, ' ');
    for (const told of [letter, form.html, declined.html]) expect(plain(told)).toContain(COMPANY_SEES);
  });

  test('sends their link again to those who have not finished, not before three days and not twice', async () => {
    await invitation(tokenOf(ALIX), { body: aMentor() });
    await progress(follow(), { body: { intent: 'nudge' } });
    await programme.drain();
    expect(programme.lettersTo(BASILE)).toHaveLength(1);
    programme.wait(3.1);
    expect((await progress(follow())).html).toContain('Envoyer un rappel');
    const first = tokenOf(BASILE);
    await progress(follow(), { body: { intent: 'nudge' } });
    await progress(follow(), { body: { intent: 'nudge' } });
    await programme.drain();
    expect(programme.lettersTo(ALIX).filter(({ messageId }) => messageId.includes('nudge'))).toEqual([]);
    expect(programme.lettersTo(BASILE)).toHaveLength(2);
    expect(tokenOf(BASILE)).toBe(first);
    programme.wait(5);
    await programme.drain();
    expect(programme.lettersTo(BASILE)).toHaveLength(2);
  });

  test('asked twenty times at once, sends each link again once', async () => {
    programme.wait(3.1);
    const before = programme.lettersTo(BASILE).length;
    const send = async () => await progress(follow(), { body: { intent: 'nudge' } });
    await Promise.all(Array.from({ length: 20 }, send));
    await programme.drain();
    expect(programme.lettersTo(BASILE)).toHaveLength(before + 1);
  });

  test('sends a new link in place of one that has expired', async () => {
    programme.wait(35);
    await programme.drain();
    const before = programme.lettersTo(BASILE).length;
    await progress(follow(), { body: { intent: 'nudge' } });
    await programme.drain();
    expect(programme.lettersTo(BASILE)).toHaveLength(before + 1);
    expect((await invitation(tokenOf(BASILE))).answer.status).toBe(200);
  });

  test('has a link that shows nothing and reminds nobody once it was replaced, whatever is sent with it', async () => {
    const old = follow();
    programme.wait(61);
    await programme.drain();
    await progress(old, { body: { intent: 'renew' } });
    await programme.drain();
    const sent = programme.sent.length;
    for (const body of [{ intent: 'nudge' }, { intent: 'send' }, { once: 'a'.repeat(16) }])
      for (const headers of [{ accept: 'text/html' }, { accept: 'application/json' }])
        await progress(old, { body, headers });
    await programme.drain();
    expect(programme.sent).toHaveLength(sent);
    const { answer, html } = await progress(old);
    expect(answer.status).toBe(410);
    expect(html).not.toMatch(/Filatures|Camille|sur 3/);
  });

  test('asked twenty times at once for a new link, of a volunteer or of the contact, sends one letter', async () => {
    const [theirs, own] = [tokenOf(ALIX), follow()];
    const body = { intent: 'renew' };
    const twenty = async (ask: () => Promise<unknown>) => {
      await programme.drain();
      const before = programme.sent.length;
      await Promise.all(Array.from({ length: 20 }, ask));
      for (let minute = 0; minute < 3; minute += 1) await programme.drain();
      return programme.sent.slice(before).map(({ to }) => to);
    };
    programme.wait(35);
    expect(await twenty(async () => await invitation(theirs, { body }))).toEqual([ALIX]);
    programme.wait(26);
    expect(await twenty(async () => await progress(own, { body }))).toEqual([CONTACT]);
  });

  test('has a link that expires and is renewed to the contact’s address alone', async () => {
    const old = follow();
    programme.wait(61);
    const expired = await progress(old);
    expect(expired.answer.status).toBe(410);
    expect(expired.html).not.toMatch(/Filatures|Camille/);
    await progress(old, { body: { intent: 'renew' } });
    await programme.drain();
    const letters = programme.lettersTo(CONTACT);
    expect(letters).toHaveLength(2);
    expect((await progress(old)).answer.status).toBe(410);
    expect((await progress(tokenIn(letters[1] ?? never()))).answer.status).toBe(200);
    expect((await progress(tokenOf(ALIX))).answer.status).toBe(404);
  });
});
