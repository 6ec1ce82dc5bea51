import type { Context } from '@netlify/functions';
import { associations, messages } from '../../content-queries/messages.ts';
import { closedMessageOf, optionNotes, settings } from '../../content-queries/settings.ts';
import type { AcceptPorts } from '../answers/accept.ts';
import type { HealthPorts } from '../answers/health.ts';
import type { SignInPorts } from '../answers/sign-in.ts';
import { log } from '../foundation/log.ts';
import { secretOf } from '../foundation/secret.ts';
import type { ApplicationEndpoint } from '../answers/application-endpoint.ts';
import type { AuthorisationEndpoint } from '../answers/authorisation-endpoint.ts';
import type { InvitationEndpoint } from '../answers/invitation-endpoint.ts';
import type { LinkDeps } from '../answers/link-answer.ts';
import type { LookupEndpoint } from '../answers/lookup-endpoint.ts';
import type { ReadPage } from '../answers/site-pages.ts';
import type { TrackingEndpoint } from '../answers/tracking-visit.ts';
import { Inbox } from '../cases/inbox.ts';
import type { InvitationPorts } from '../answers/invitation-views.ts';
import { messageSettings } from '../letters/draft.ts';
import { promiseBegins } from '../letters/promise.ts';
import { type WordSettings, statedWords } from '../letters/stated-words.ts';
import { Renewals } from '../links/renewals.ts';
import { Runs } from '../runs/runs.ts';
import { Asks } from '../cases/asks.ts';
import { CaseStore } from '../cases/case-store.ts';
import { Looks } from '../cases/looks.ts';
import { PeopleStore } from '../cases/people-store.ts';
import { TypedStore } from '../cases/typed-store.ts';
import type { LookupPorts } from '../answers/lookup.ts';
import { Tries } from '../answers/tries.ts';
import type { TrackingPorts } from '../answers/tracking-view.ts';
import { deliverAccepted, deliverPending, now, openInbox, openSpreadsheet, openStore } from './compose.ts';
import { readCmsSignInEnvironment, readEnvironment } from './environment.ts';

// Dependencies of the functions that answer people.

type Background = Pick<Context, 'waitUntil'>;

/** Where it is noted why the last build failed. */
export const openPublication = openStore;

/** Dependencies of the site's health. */
export function healthPorts(): HealthPorts {
  const store = openStore();
  return { inbox: new Inbox(store), runs: new Runs(store), store };
}

/** Dependencies of accepting an application; throws `EnvironmentError`. */
function acceptPorts(): AcceptPorts {
  return { inbox: openInbox(), secret: secretOf(readEnvironment()), season: settings.season, now };
}

/** Dependencies of the forms; `ports` throws `EnvironmentError`. What is accepted is delivered in the background. */
export function formDeps(context: Background, readPage: ReadPage): ApplicationEndpoint {
  return {
    ports: acceptPorts,
    readPage,
    closedMessage: closedMessageOf,
    optionNotes,
    log,
    onAccepted: () => {
      context.waitUntil(deliverAccepted(readPage));
    },
  };
}

function invitationPorts(): InvitationPorts {
  const store = openStore();
  const secret = secretOf(readEnvironment());
  return {
    cases: new CaseStore(store),
    people: new PeopleStore(store),
    looks: new Looks(store),
    renewals: new Renewals(store),
    secret,
    now,
  };
}

/** Dependencies that the pages behind links share: their actions are delivered in the background. */
function linkDeps(context: Background, readPage: ReadPage): Omit<LinkDeps, 'ports'> {
  return {
    readPage,
    contactEmail: settings.contact.email,
    onAct: () => {
      context.waitUntil(deliverPending(readPage));
    },
    log,
  };
}

/** Dependencies of the pages of volunteers and of their companies; `ports` throws `EnvironmentError`. */
export function invitationDeps(context: Background, readPage: ReadPage): InvitationEndpoint {
  return { ...linkDeps(context, readPage), ports: () => ({ ...acceptPorts(), ...invitationPorts() }) };
}

/** Dependencies of the pages of guardians; `ports` throws `EnvironmentError`. */
export function authorisationDeps(context: Background, readPage: ReadPage): AuthorisationEndpoint {
  return {
    ...linkDeps(context, readPage),
    team: { ...settings.contact, readsBulletin: settings.screening.bulletinRequired },
    ports: () => {
      const environment = readEnvironment();
      const store = openStore();
      return {
        cases: new CaseStore(store),
        typed: new TypedStore(store),
        looks: new Looks(store),
        renewals: new Renewals(store),
        secret: secretOf(environment),
        openSpreadsheet: async () => await openSpreadsheet(environment),
        log,
        now,
      };
    },
  };
}

/** Dependencies of a follow-up and of its look-up; throws `EnvironmentError`. */
function trackingPorts(): TrackingPorts & LookupPorts {
  const store = openStore();
  const environment = readEnvironment();
  const { SITE_URL: siteUrl } = environment;
  const secret = secretOf(environment);
  const words: WordSettings = {
    ...messageSettings(settings, siteUrl),
    seasonEndsOn: settings.seasonEndsOn,
    templates: messages,
    associations,
  };
  return {
    cases: new CaseStore(store),
    renewals: new Renewals(store),
    asks: new Asks(store),
    looks: new Looks(store),
    store,
    tries: new Tries(store, secret),
    secret,
    now,
    promiseBegins: (since, notifiedAt) => promiseBegins(since, notifiedAt, words.promiseDays),
    wordsOf: (file, taken, today) => statedWords(file, taken, today, words),
  };
}

/** Dependencies of the look-up; `ports` throws `EnvironmentError`. */
export function lookupDeps(readPage: ReadPage): LookupEndpoint {
  return { ports: trackingPorts, readPage, log };
}

/** Dependencies of the follow-up's page; `ports` and `openSpreadsheet` throw `EnvironmentError`. */
export function trackingDeps(context: Background, readPage: ReadPage): TrackingEndpoint {
  return {
    ...linkDeps(context, readPage),
    ports: trackingPorts,
    retentionMonths: settings.retentionMonths,
    openSpreadsheet: async () => await openSpreadsheet(readEnvironment()),
  };
}

/** Dependencies of the CMS's sign-in; throws `EnvironmentError`. */
export function signInPorts(): SignInPorts {
  const environment = readCmsSignInEnvironment();
  return {
    clientId: environment.CMS_GITHUB_CLIENT_ID,
    clientSecret: environment.CMS_GITHUB_CLIENT_SECRET,
    githubUrl: environment.CMS_GITHUB_URL,
    secret: secretOf(environment),
    fetch,
    now,
  };
}
