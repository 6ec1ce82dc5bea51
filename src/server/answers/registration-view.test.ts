import { beforeEach, describe, expect, test } from 'vitest';
import { anAcceptedYouth, anAvailableMentor } from '../../../tests/fixtures/pairs.fixture.ts';
import { SECRET } from '../../../tests/fixtures/programme.fixture.ts';
import {
  aRegisteringTeam,
  anEvent,
  type RegisteringTeam,
} from '../../../tests/fixtures/registrations.fixture.ts';
import { readPage, requestTo, type Sent } from '../../../tests/fixtures/request.fixture.ts';
import { trackingPortsOf } from '../../../tests/fixtures/tracking.fixture.ts';
import { inMemory, type Person } from '../../../tests/fixtures/watch.fixture.ts';
import type { MemorySpreadsheet } from '../../../tests/doubles/memory-spreadsheet.ts';
import type { ProgrammeEvent } from '../../domain/events/programme-event.ts';
import { statusNamed } from '../../domain/application/statuses.ts';
import { guardianFact } from '../cases/guardian-facts.ts';
import { statusFact } from '../cases/status-facts.ts';
import { signLink } from '../links/links.ts';
import { trackingLink } from '../links/tracking-link.ts';
import { answerTracking } from './tracking-endpoint.ts';
import type { TrackingEndpoint } from './tracking-visit.ts';

const PAGE = '<html><head><title>Suivi – M</title></head><body><page-content></page-content></body></html>';

let memory: MemorySpreadsheet;
let team: RegisteringTeam;
let youth: Person;
let mentor: Person;
let events: readonly ProgrammeEvent[];

beforeEach(async () => {
  const staff = inMemory();
  memory = staff.spreadsheet;
  team = aRegisteringTeam(staff);
  [youth, mentor] = [anAcceptedYouth('Inès'), anAvailableMentor('Claire')];
  await receive(youth, mentor);
  publish([
    anEvent({ places: 1 }),
    anEvent({ slug: 'formation', title: 'Devenir mentor', kind: 'training', audience: 'mentor' }),
    anEvent({ slug: 'fini', title: 'Passé', start: '2026-11-20T09:00', end: '2026-11-20T12:00' }),
    anEvent({ slug: 'entreprises', title: 'Entreprises', audience: 'company' }),
  ]);
});

function publish(published: readonly ProgrammeEvent[]): void {
  events = published;
  team.publish(published);
}

async function receive(...people: readonly Person[]): Promise<void> {
  await team.receive(people);
  for (const { id, audience, cells } of people) {
    const status = statusNamed(audience, cells.Statut ?? '');
    if (status !== undefined) await team.cases.note(id, statusFact(0, status, team.now()));
  }
}

async function page({ id }: Person, sent: Sent = {}, changes: Partial<TrackingEndpoint> = {}) {
  const token = signLink(SECRET, trackingLink(id, undefined, team.now()));
  const endpoint: TrackingEndpoint = {
    ports: () => trackingPortsOf(team.store, team.now),
    retentionMonths: 24,
    openSpreadsheet: () => Promise.reject(new Error('No spreadsheet is needed.')),
    readPage: (path) => Promise.resolve(path === '/agenda.json' ? JSON.stringify({ events }) : PAGE),
    contactEmail: 'contact@exemple.org',
    onAct: () => undefined,
    log: () => undefined,
    ...changes,
  };
  const answer = await answerTracking(requestTo(`/suivi/${token}`, sent), token, endpoint);
  return { answer, html: (await readPage(answer)).replaceAll(/[\u00A0\u202F]/g, ' ') };
}

const say = async (person: Person, intent: 'register' | 'unregister', event = 'visite', changes = {}) =>
  await page(person, { body: { intent, event } }, changes);

describe('the dates on the page', () => {
  test('are those to come for this person, each with its one button', async () => {
    const { html } = await page(youth);
    expect(html).toContain('<h2>Les dates</h2>');
    expect(html).toContain(
      'Visite d’entreprise, mercredi <span class="whole-date">16 décembre 2026,</span> de 9 h 30 à 12 h',
    );
    expect(html.match(/value="register"/g)).toHaveLength(1);
    for (const other of ['Devenir mentor', 'Passé', 'Entreprises</a>']) expect(html).not.toContain(other);
    const ofMentor = await page(mentor);
    expect(ofMentor.html).toContain('Devenir mentor');
    expect(ofMentor.html.match(/value="register"/g)).toHaveLength(1);
  });

  test('are shown to nobody who is not taken on', async () => {
    const received = anAcceptedYouth('Nora', { Statut: 'Entretien' });
    await receive(received);
    expect((await page(received)).html).not.toContain('Les dates');
    await say(received, 'register');
    await team.settle();
    expect(await team.rows()).toEqual(new Map());
  });

  test('say « demande notée », then the place or the waiting list, and let go', async () => {
    const nora = anAcceptedYouth('Nora');
    await receive(nora);
    expect((await say(youth, 'register')).answer.status).toBe(303);
    expect((await page(youth)).html).toContain('Demande notée');
    await team.settle();
    await say(nora, 'register');
    await team.settle();
    expect((await page(youth)).html).toContain('Inscrite');
    expect((await page(nora)).html).toContain('Liste d’attente');
    await say(youth, 'unregister');
    expect((await page(youth)).html).toContain('C’est noté');
    await team.settle();
    expect((await page(nora)).html).toContain('Inscrite');
    expect((await page(youth)).html).toContain('value="register"');
  });

  test('take the same form twice as one', async () => {
    await say(youth, 'register');
    await say(youth, 'register');
    await team.settle();
    await say(youth, 'register');
    await team.settle();
    expect(team.order).toHaveLength(1);
  });

  test('take no name after the closing, nor for what is unknown, cancelled or for others', async () => {
    publish([
      anEvent({ registrationUntil: '2026-11-22T18:00' }),
      anEvent({ slug: 'annule', cancelled: true }),
      anEvent({ slug: 'mentors', audience: 'mentor' }),
    ]);
    expect((await page(youth)).html).toContain('Inscriptions closes');
    for (const slug of ['visite', 'annule', 'mentors', 'inconnu', '../x', ''])
      await say(youth, 'register', slug);
    await page(youth, { body: { intent: 'register' } });
    await team.settle();
    expect([...(await team.rows()), ...team.order]).toEqual([]);
  });

  test('let somebody go until the last minute before the start, and not after', async () => {
    publish([anEvent({ start: '2026-11-24T00:00', end: '2026-11-24T03:00' })]);
    await say(youth, 'register');
    await team.settle();
    team.wait((Date.parse('2026-11-23T22:59:00Z') - team.now().getTime()) / 60_000);
    expect((await page(youth)).html).toContain('Je ne viens plus');
    team.wait(1);
    expect((await page(youth)).html).not.toContain('Je ne viens plus');
    await say(youth, 'unregister');
    await team.drain();
    expect(await team.stateOf(youth)).toBe('Inscrite');
  });

  test('are not there while the agenda cannot be read, and the rest of the page is', async () => {
    const readNothing = {
      readPage: (path: string) => Promise.resolve(path === '/agenda.json' ? undefined : PAGE),
    };
    const { answer, html } = await page(youth, {}, readNothing);
    expect(answer.status).toBe(200);
    expect(html).not.toContain('Les dates');
  });
});

describe('a minor without authorisation', () => {
  const spreadsheet = () => ({ openSpreadsheet: () => Promise.resolve(memory) });

  async function aMinorOf(birthDate: string): Promise<Person> {
    const minor = anAcceptedYouth('Nora', { 'Date de naissance': birthDate });
    await receive(minor);
    await team.cases.note(minor.id, guardianFact('held', team.now()));
    await team.authorise(minor, 'Demandée');
    return minor;
  }

  test('reads why, and a hand-made request changes nothing', async () => {
    const minor = await aMinorOf('2010-03-14');
    const { html } = await page(minor, {}, spreadsheet());
    expect(html).toContain('il faut d’abord l’autorisation de ton responsable légal');
    expect(html).not.toContain('value="register"');
    await say(minor, 'register', 'visite', spreadsheet());
    await team.settle();
    expect([...(await team.rows()), ...team.order]).toEqual([]);
    await team.authorise(minor, 'Accordée');
    expect((await page(minor, {}, spreadsheet())).html).toContain('value="register"');
  });

  test('of age on that day, registers', async () => {
    const minor = await aMinorOf('2008-12-16');
    expect((await page(minor, {}, spreadsheet())).html).toContain('value="register"');
  });

  test('cannot while the spreadsheet is not read', async () => {
    const minor = await aMinorOf('2008-12-16');
    const unreadable = { openSpreadsheet: () => Promise.reject(new Error('It is down.')) };
    const { html } = await page(minor, {}, unreadable);
    expect(html).toContain('Pas possible pour le moment');
    expect(html).not.toContain('value="register"');
  });
});
