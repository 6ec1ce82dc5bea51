import { associations, messages } from '../../src/content-queries/messages.ts';
import { settings } from '../../src/content-queries/settings.ts';
import { FORMS } from '../../src/domain/application/forms.ts';
import { AGENDA_FILE, type ProgrammeEvent } from '../../src/domain/events/programme-event.ts';
import type { TypedFixture } from '../fixtures/youth.fixture.ts';
import { SECRET } from '../fixtures/programme.fixture.ts';
import { drainOnce } from '../../src/server/schedule/drain.ts';
import type { DrainPorts } from '../../src/server/schedule/drain-ports.ts';
import { Looks } from '../../src/server/cases/looks.ts';
import { TypedStore } from '../../src/server/cases/typed-store.ts';
import { answerApplication } from '../../src/server/answers/application-endpoint.ts';
import { answerAuthorisation, answerPaper } from '../../src/server/answers/authorisation-endpoint.ts';
import { answerConfirmation } from '../../src/server/answers/confirmation-endpoint.ts';
import { answerInvitation } from '../../src/server/answers/invitation-endpoint.ts';
import { answerLookup } from '../../src/server/answers/lookup-endpoint.ts';
import { answerProgress } from '../../src/server/answers/progress-endpoint.ts';
import { formBody } from '../fixtures/request.fixture.ts';
import { answerTracking } from '../../src/server/answers/tracking-endpoint.ts';
import { Inbox } from '../../src/server/cases/inbox.ts';
import type { TextStore } from '../../src/server/store/key-store.ts';
import { PeopleStore } from '../../src/server/cases/people-store.ts';
import { Renewals } from '../../src/server/links/renewals.ts';
import { messageSettings } from '../../src/server/letters/draft.ts';
import type { Mail } from '../../src/server/mail/mail.ts';
import type { Spreadsheet, WholeSpreadsheet } from '../../src/server/spreadsheet/spreadsheet.ts';
import { Asks } from '../../src/server/cases/asks.ts';
import { CaseStore } from '../../src/server/cases/case-store.ts';
import type { LookupPorts } from '../../src/server/answers/lookup.ts';
import { promiseBegins } from '../../src/server/letters/promise.ts';
import { statedWords } from '../../src/server/letters/stated-words.ts';
import { Tries } from '../../src/server/answers/tries.ts';
import type { TrackingPorts } from '../../src/server/answers/tracking-view.ts';
import { NIGHT_MILLISECONDS, runRetentionOnce } from '../../src/server/schedule/conservation.ts';
import type { Environment } from '../../src/server/compose/environment.ts';
import { anEnvironment, aSite } from './running-site.ts';

export const SITE = 'https://site.test';

/** Stand-in for every static page, with each element and slot that functions fill. */
const STATIC_PAGE =
  '<!doctype html><html lang="fr"><head><title>Page – Programme</title></head><body><page-content>…</page-content><application-form></application-form><tracking-form></tracking-form><output data-slot="reference"></output></body></html>';

export interface SiteParts {
  readonly store: TextStore;
  readonly openSpreadsheet: () => Promise<Spreadsheet & WholeSpreadsheet>;
  readonly mail: Mail;
  readonly now: () => Date;
  /** Other than the sites of tests have: a mail server with limits, for one. */
  readonly environment?: Environment;
  /** Audiences whose recruitment is closed; none when absent. */
  readonly closed?: DrainPorts['closed'];
  /** The published agenda; empty when absent. */
  readonly events?: () => readonly ProgrammeEvent[];
}

/** Request to a URL: a body makes it a POST. */
export interface SentTo {
  readonly body?: TypedFixture;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Everything that answers people or works in the background, on these parts, as compose.ts and the host put it together. */
export function servedSite({
  store,
  openSpreadsheet,
  mail,
  now,
  environment = anEnvironment(),
  closed = new Set(),
  events = () => [],
}: SiteParts) {
  const log = () => undefined;
  const inbox = new Inbox(store);
  const accept = { inbox, secret: SECRET, season: settings.season, now };
  const links = { renewals: new Renewals(store), secret: SECRET, now };
  const cases = new CaseStore(store);
  const words = {
    ...messageSettings(settings, SITE),
    seasonEndsOn: settings.seasonEndsOn,
    templates: messages,
    associations,
  };
  const tracking: TrackingPorts & LookupPorts = {
    ...links,
    cases,
    looks: new Looks(store),
    asks: new Asks(store),
    store,
    tries: new Tries(store, SECRET),
    promiseBegins: (since, notifiedAt) => promiseBegins(since, notifiedAt, words.promiseDays),
    wordsOf: (file, taken, today) => statedWords(file, taken, today, words),
  };
  const readPage = (path: string) =>
    Promise.resolve(path === AGENDA_FILE ? JSON.stringify({ events: events() }) : STATIC_PAGE);
  const desk = { readPage, contactEmail: settings.contact.email, onAct: log, log };
  const invitations = {
    ...desk,
    ports: () => ({ ...accept, ...links, cases, looks: new Looks(store), people: new PeopleStore(store) }),
  };
  const authorisations = {
    ...desk,
    team: { ...settings.contact, readsBulletin: settings.screening.bulletinRequired },
    ports: () => ({
      ...links,
      cases,
      looks: new Looks(store),
      typed: new TypedStore(store),
      openSpreadsheet,
      log,
    }),
  };
  const follow = { ...desk, ports: () => tracking, retentionMonths: 24, openSpreadsheet };

  /** Handlers by the start of the path; the rest of it, `last`, is the token or the reference. */
  const ROUTES: Readonly<Record<string, (request: Request, last: string) => Promise<Response>>> = {
    '/autorisation/papier/': (request, reference) => answerPaper(request, reference, authorisations),
    '/autorisation/': (request, token) => answerAuthorisation(request, token, authorisations),
    '/invitation/': (request, token) => answerInvitation(request, token, invitations),
    '/entreprises/suivi/': (request, token) => answerProgress(request, token, invitations),
    '/candidature-recue/': (request, reference) => answerConfirmation(request, reference, { readPage }),
    '/suivi/': (request, token) =>
      token === ''
        ? answerLookup(request, { ports: () => tracking, readPage, log })
        : answerTracking(request, token, follow),
    '/api/': async (request) => {
      const form = FORMS.find(({ apiPath }) => apiPath === new URL(request.url).pathname);
      if (form === undefined) throw new Error(`No form at ${request.url}.`);
      const closedMessage = () => undefined;
      return await answerApplication(request, form, {
        ports: () => accept,
        readPage,
        closedMessage,
        onAccepted: log,
        log,
      });
    },
  };

  const openMail = () => Promise.resolve(mail);
  const readAgenda = () => Promise.resolve(events());
  const drainPorts: DrainPorts = {
    ...aSite([]),
    ...{ environment, store, openSpreadsheet, openMail, now, closed, readAgenda },
  };
  return {
    /** Answers as the functions do; `address` is a path that begins with `/`. */
    ask: async (address: string, { body, headers = {} }: SentTo = {}): Promise<Response> => {
      const url = new URL(address, SITE);
      const [route] = Object.entries(ROUTES).filter(([start]) => url.pathname.startsWith(start));
      if (route === undefined) throw new Error(`Nothing answers ${address}.`);
      const [start, answer] = route;
      const request = new Request(url, {
        headers,
        ...(body && { method: 'POST', body: formBody(body) }),
      });
      return await answer(request, url.pathname.slice(start.length));
    },
    /** One drain, as the schedule runs it. */
    drain: async (): Promise<void> => {
      const onSchedule = await drainOnce(drainPorts);
      await onSchedule();
    },
    /** One night, as the schedule runs it. */
    night: async () => await runRetentionOnce(drainPorts, new Date(now().getTime() + NIGHT_MILLISECONDS)),
  };
}

export type ServedSite = ReturnType<typeof servedSite>;
