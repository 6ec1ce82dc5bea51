import { describe, expect, test } from 'vitest';
import messages from '../../content/messages/messages.json' with { type: 'json' };
import { TRACKING_WORDING } from '../../components/tracking/wording.ts';
import type { Audience } from '../../domain/application/form.ts';
import { FORMS, formOf } from '../../domain/application/forms.ts';
import { isFinalStatus, statusesOf, statusKey } from '../../domain/application/statuses.ts';
import { type IsoDate, parisDate } from '../../domain/eligibility/age.ts';
import { wordsOf } from '../../domain/tracking/status-words.ts';
import { FILE_EVENTS, GUARDIAN_EVENTS } from '../../domain/tracking/journal-texts.ts';
import { DAY, SETTINGS } from '../../../tests/fixtures/programme.fixture.ts';
import { renderTracking } from './render-tracking.ts';
import type { AskKind } from '../cases/asks.ts';
import type { Fact } from '../cases/facts.ts';
import { promiseBegins } from '../letters/promise.ts';
import { statedWords } from '../letters/stated-words.ts';
import { trackingOf } from './tracking-view.ts';

/** A Monday; its answer is promised for the next Monday, and the season ends within the times that are looked at. */
const RECEIVED = Date.parse('2026-11-23T09:00:00Z');
const WORDS = { ...SETTINGS, templates: messages, associations: [], seasonEndsOn: '2027-08-31' };
const DAYS_LATER = [0, 4, 7, 8, 40, 300, 700];

const MONTHS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(
  ' ',
);
const FRENCH_DAY = new RegExp(`(\\d{1,2})(?:er)? (${MONTHS.join('|')}) (\\d{4})`, 'g');

interface Case {
  readonly audience: Audience;
  /** The last that the person was told of; the first stands for none. */
  readonly status: string;
  readonly daysLater: number;
  readonly pending?: readonly AskKind[];
  readonly events?: readonly Fact[];
  readonly hasEmail?: boolean;
}

function event(kind: Fact['kind'], name: string, detail: string, at = RECEIVED): Fact {
  return { kind, name, detail, at: new Date(at).toISOString() };
}

function told({ audience, status }: Pick<Case, 'audience' | 'status'>): readonly Fact[] {
  return status === statusesOf(audience)[0].label
    ? []
    : [event('status', `status-1-${statusKey(status)}`, `Statut : ${status}`)];
}

function pageOf({ audience, status, daysLater, pending = [], events = [], hasEmail = true }: Case) {
  const now = new Date(RECEIVED + daysLater * DAY);
  const file = {
    id: 'ab'.repeat(16),
    reference: 'JE-7K2M9QWX',
    audience,
    season: '2026-2027',
    receivedAt: new Date(RECEIVED).toISOString(),
    keys: hasEmail ? { email: 'hash' } : {},
  };
  const acts = pending.map((kind) => ({ kind, at: new Date(RECEIVED), once: 'a'.repeat(16) }));
  const all = [...told({ audience, status }), ...events];
  const tracking = trackingOf(
    { file, form: formOf(audience), events: all, pending: acts, renewal: undefined, isFromMailbox: true },
    {
      now: () => now,
      promiseBegins: (since, notifiedAt) => promiseBegins(since, notifiedAt, WORDS.promiseDays),
      wordsOf: (of, status, today) => statedWords(of, status, today, WORDS),
    },
  );
  const { markup } = renderTracking(tracking, WORDS.contactEmail);
  const plain = (html: string) =>
    html
      .replaceAll(/<[^>]+>/g, '\n')
      .replaceAll(/[\u00A0\u202F]/g, ' ')
      .replaceAll('&#x27;', '’');
  return {
    tracking,
    markup,
    today: parisDate(now),
    history: tracking.history.map(({ text }) => text).join(' '),
    /** All but the history, which tells of the past. */
    text: plain(markup.replace(/<ol class="tracking-history">[\s\S]*?<\/ol>/, '')),
  };
}

function daysIn(text: string): readonly IsoDate[] {
  return [...text.matchAll(FRENCH_DAY)].map(([, day = '', month = '', year = '']) =>
    [year, String(MONTHS.indexOf(month) + 1).padStart(2, '0'), day.padStart(2, '0')].join('-'),
  );
}

const AUDIENCES = FORMS.map(({ audience }) => audience);
type Look = Pick<Case, 'audience' | 'status' | 'daysLater'>;

/** Every status of an audience at every distance; what is asserted names them. */
function eachLook(audience: Audience, look: (state: Look, label: string) => void): void {
  for (const { label: status } of statusesOf(audience))
    for (const daysLater of DAYS_LATER)
      look({ audience, status, daysLater }, `${status}, ${daysLater} days later`);
}

/** Words about the future, which the history of the past must not use: it stays when all is over. */
const STILL_TO_COME = /t’en parle|(te|vous) contacte|envoie|réessayons|[Ii]l manque\b/;

/** Words that are true only while an application goes on. */
const GOES_ON =
  /bien arrivée|au plus tard|devr(ai|ie)[sz]? déjà|responsable légal|accord sur papier|reste ouverte|Tu n’as rien à faire d’ici|Une personne de l’équipe la lit|Retirer…/;

const GUARDIAN = Object.entries(GUARDIAN_EVENTS).map(([name, detail]) =>
  event('guardian', `guardian-${name.toLowerCase()}`, detail),
);
const WITHDRAWN = event('act', 'withdrawal-aaaaaaaaaaaaaaaa', FILE_EVENTS.withdrawn);
const MESSAGES = (['emailed', 'emailWaits', 'emailLost', 'contacted'] as const).map((name, nth) =>
  event('message', `message-${nth + 2}-entretien`, `${FILE_EVENTS[name]} (statut Entretien)`),
);
const ROW_GONE = event('act', 'row-gone', FILE_EVENTS.rowGone);

describe('on the page of a follow-up', () => {
  test.each(AUDIENCES)('of %s, no past day is promised, and what is late is said to be', (audience) => {
    eachLook(audience, (state, label) => {
      const { text, today, tracking } = pageOf(state);
      expect(
        daysIn(text).filter((day) => day < today),
        label,
      ).toEqual([]);
      expect(text.includes('au plus tard'), label).toBe(
        daysIn(text).length > 0 && tracking.promisedOn !== undefined,
      );
      const promises = wordsOf(messages, state.audience, state.status)?.next.includes('{date}') === true;
      expect(text.includes('c’est nous qui sommes en retard'), label).toBe(promises && state.daysLater > 7);
      expect(text, label).not.toMatch(/\{[^}]*\}/);
    });
  });

  test('of a minor, nothing says that there is nothing to do while an agreement is to be asked for', () => {
    eachLook('youth', (state, label) => {
      if (isFinalStatus('youth', state.status)) return;
      for (const guardian of GUARDIAN)
        expect(pageOf({ ...state, events: [guardian] }).text, label).not.toMatch(/rien à faire d[’']ici/);
    });
  });

  test.each(AUDIENCES)('of %s, nothing goes on', (audience) => {
    eachLook(audience, (state, label) => {
      if (!isFinalStatus(state.audience, state.status)) return;
      const own = state.audience === 'youth' ? GUARDIAN : [undefined];
      for (const guardian of own) {
        const { text, markup } = pageOf({ ...state, events: guardian === undefined ? [] : [guardian] });
        expect(text, label).not.toMatch(GOES_ON);
        expect(text, label).not.toMatch(/responsable légal|Retirer…/);
        expect(markup, label).not.toContain('/autorisation/papier/');
      }
    });
  });

  test.each(AUDIENCES)('of %s, whoever asked to withdraw, or did, has withdrawn', (audience) => {
    eachLook(audience, (state, label) => {
      for (const guardian of [...(state.audience === 'youth' ? GUARDIAN : []), undefined])
        for (const asked of ['pending', 'done'] as const) {
          const events = [...MESSAGES, guardian, asked === 'done' ? WITHDRAWN : undefined].filter(
            (one) => one !== undefined,
          );
          const pending = asked === 'pending' ? (['withdraw'] as const) : [];
          const { text, markup, tracking, history } = pageOf({ ...state, events, pending });
          expect(history, label).not.toMatch(STILL_TO_COME);
          expect(tracking.state, label).toBe(pageOf({ ...state, status: 'Retirée' }).tracking.state);
          expect(text, label).not.toMatch(GOES_ON);
          expect(markup, label).not.toContain('/autorisation/papier/');
          expect(tracking.canWithdraw, label).toBe(false);
        }
    });
  });

  test.each(AUDIENCES)(
    'of %s, of what is being erased, or was taken away by the team, nothing else is told',
    (audience) => {
      eachLook(audience, (state, label) => {
        for (const [changes, words] of [
          [{ pending: ['erase'] }, 'erasing'],
          [{ pending: ['withdraw', 'erase'] }, 'erasing'],
          [{ events: [...GUARDIAN, ROW_GONE] }, 'rowGone'],
        ] as const) {
          const { text, tracking } = pageOf({ ...state, ...changes });
          expect(tracking, label).toMatchObject({
            state: TRACKING_WORDING[state.audience][words].title,
            canWithdraw: false,
          });
          expect(text, label).not.toMatch(GOES_ON);
        }
      });
    },
  );

  test.each(AUDIENCES)(
    'of %s, nobody is told of an e-mail without an address, nor of a wish without one',
    (audience) => {
      eachLook(audience, (state, label) => {
        for (const hasEmail of [true, false]) {
          const { text } = pageOf({ ...state, hasEmail });
          expect(text, label).not.toMatch(
            /comme tu l’as demandé|que tu as choisie|comme vous l’avez demandé/,
          );
          if (!hasEmail)
            expect(text, label).not.toMatch(/(part|partir) (à|vers) (ton|votre) adresse|nouveau lien/);
        }
      });
    },
  );

  test.each(AUDIENCES)('of %s, says « tu » to youths and « vous » to the others', (audience) => {
    eachLook(audience, (state, label) => {
      const { text } = pageOf(state);
      expect(text, label).not.toMatch(
        state.audience === 'youth' ? /\b(vous|votre|vos)\b(?! binôme)/i : /\b(tu|ton|ta|tes)\b/i,
      );
    });
  });
});

test('a status that a file began with promises nothing anew, and is the one that is shown', () => {
  const began = event(
    'status',
    'status-0-entretien',
    'Statut au début du suivi : Entretien',
    RECEIVED + 30 * DAY,
  );
  const { tracking } = pageOf({ audience: 'youth', status: 'Reçue', daysLater: 31, events: [began] });
  expect(tracking).toMatchObject({ state: 'L’équipe veut te rencontrer', promisedOn: undefined });
});

test('a row that the team took away and that came back counts again', () => {
  const corrected = event('act', 'correction-bbbbbbbbbbbbbbbb', FILE_EVENTS.corrected, RECEIVED + DAY);
  const { tracking } = pageOf({
    audience: 'youth',
    status: 'Reçue',
    daysLater: 1,
    events: [ROW_GONE, corrected],
  });
  expect(tracking.state).toBe('Ta candidature est bien arrivée');
});

test('a promise that was told after its day counts from then, on the page as in the letter', () => {
  const late = event(
    'message',
    'message-1-entretien',
    'E-mail envoyé (statut Entretien)',
    RECEIVED + 20 * DAY,
  );
  const onTime = event(
    'message',
    'message-1-entretien',
    'E-mail envoyé (statut Entretien)',
    RECEIVED + 2 * DAY,
  );
  const state = { audience: 'youth', status: 'Entretien' } as const;
  // From Sunday 13 December, the fifth working day is the next Friday.
  expect(pageOf({ ...state, daysLater: 21, events: [late] }).tracking.promisedOn).toBe('2026-12-18');
  expect(pageOf({ ...state, daysLater: 3, events: [onTime] }).tracking.promisedOn).toBe('2026-11-30');
});
