import { parisDate } from '../../src/domain/eligibility/age.ts';
import type { ProgrammeEvent } from '../../src/domain/events/programme-event.ts';
import { parisInstant } from '../../src/domain/events/paris-time.ts';
import { companyForm } from '../../src/domain/application/company.ts';
import type { Recruited } from '../../src/domain/application/form.ts';
import { mentorForm } from '../../src/domain/application/mentor.ts';
import { youthForm } from '../../src/domain/application/youth.ts';
import { letterText } from '../../src/components/mail/letter.ts';
import { type Mail, MailRefused, MailUnavailable } from '../../src/server/mail/mail.ts';
import type { Message } from '../../src/server/letters/message.ts';
import { TABS } from '../../src/domain/spreadsheet-tabs.ts';
import type { Tab } from '../../src/domain/application/tab.ts';
import { MemorySpreadsheet } from '../doubles/memory-spreadsheet.ts';
import { RecordingStore } from '../doubles/recording-store.ts';
import { DAY, rowsByHeader } from '../fixtures/programme.fixture.ts';
import { withoutWholes } from '../fixtures/request.fixture.ts';
import { anEnvironment } from '../support/running-site.ts';
import type { TypedFixture } from '../fixtures/youth.fixture.ts';
import type { Person } from './season-story.ts';
import { servedSite } from '../support/served-site.ts';

export const FORMS = {
  youth: youthForm,
  mentor: mentorForm,
  company: companyForm,
} as const satisfies Readonly<Record<Recruited, object>>;

export const AUDIENCES = ['youth', 'mentor', 'company'] as const satisfies readonly Recruited[];

/** A message that a mail server took. */
export interface Sent {
  readonly on: string;
  readonly to: string;
  /** Which message of its row it is, without its numbers: `status-acceptee`, `guardian-request`. */
  readonly kind: string;
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
}

/** The day so many days later. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
}

/** As it is read: ordinary spaces and apostrophes, no markup. */
export function readAs(text: string): string {
  return withoutWholes(text)
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&#x27;|’/g, "'")
    .replaceAll(/[\s\u00A0\u202F]+/g, ' ');
}

function kindOf({ messageId }: Message): string {
  const [, event = ''] = /\.([^@]*)@/.exec(messageId) ?? [];
  return event
    .replace(/^status-\d+-/, 'status-')
    .replace(/-[0-9a-f]{16}/, '')
    .replace(/-(?:\d+|[0-9a-f]{12})$/, '');
}

/** The site of a season: its parts, its clock, and whoever reads its letters. */
export class Desk {
  readonly sent: Sent[] = [];
  readonly store = new RecordingStore();
  readonly spreadsheet = new MemorySpreadsheet();
  readonly #dead: ReadonlySet<string>;
  /** The day on which the mail server takes nothing. */
  readonly downOn: string;
  /** Letters that it takes a day. */
  readonly #mostADay: number;
  #clock: number;
  readonly site;

  constructor(
    begins: string,
    {
      dead,
      downOn,
      mostADay = Infinity,
      closed,
      events,
    }: {
      readonly dead: ReadonlySet<string>;
      readonly downOn: string;
      readonly mostADay?: number;
      /** Audiences whose recruitment is closed; may change. */
      readonly closed?: ReadonlySet<Recruited>;
      readonly events?: () => readonly ProgrammeEvent[];
    },
  ) {
    this.#clock = Date.parse(begins);
    this.#dead = dead;
    this.downOn = downOn;
    this.#mostADay = mostADay;
    this.site = servedSite({
      store: this.store,
      openSpreadsheet: () => Promise.resolve(this.spreadsheet),
      mail: this.#mail(),
      now: this.now,
      ...(closed && { closed }),
      ...(events && { events }),
      environment: anEnvironment({
        MAIL: 'smtp',
        SMTP_URL: 'smtps://compte:secret@smtp.exemple.org',
        MAIL_FROM: 'mentorat@exemple.org',
      }),
    });
  }

  readonly now = (): Date => new Date((this.#clock += 2));

  get today(): string {
    return parisDate(new Date(this.#clock));
  }

  #mail(): Mail {
    return {
      send: (message) => {
        const { to, messageId, subject, letter } = message;
        const { today } = this;
        if (today === this.downOn)
          return Promise.reject(new MailUnavailable(new Error('down'), 'ECONNREFUSED'));
        if (this.sent.filter(({ on }) => on === today).length >= this.#mostADay)
          return Promise.reject(new MailUnavailable(undefined, '451 4.5.3'));
        if (this.#dead.has(to))
          return Promise.reject(
            new MailRefused(undefined, { code: '550 5.1.1', verdict: 'final', isPermanent: true }),
          );
        const text = letterText(letter);
        this.sent.push({ on: this.today, to, kind: kindOf(message), messageId, subject, text });
        return Promise.resolve(undefined);
      },
    };
  }

  /** Goes on to an hour of a day, by the clocks of Lille. */
  goTo(day: string, hour: string): void {
    this.#clock = Math.max(this.#clock, parisInstant(`${day}T${hour}`).getTime());
  }

  /** Drains at these hours of a day. */
  async drainFor(day: string, hours: readonly string[]): Promise<void> {
    for (const hour of hours) {
      this.goTo(day, hour);
      await this.site.drain();
    }
  }

  /** Sends a form, and gives what answers it. Throws when it is refused. */
  async post(address: string, body: TypedFixture): Promise<string> {
    const answer = await this.site.ask(address, { body, headers: { accept: 'application/json' } });
    const text = await answer.text();
    if (answer.status >= 400) throw new Error(`${address} answers ${answer.status}: ${readAs(text)}`);
    return answer.headers.get('location') ?? text;
  }

  /** Somebody's page, opened by their reference and what they alone know. */
  async pageOf({ reference, address, cast }: Pick<Person, 'reference' | 'address' | 'cast'>) {
    const { birthDay = '', birthMonth = '', birthYear = '' } = cast?.fixture ?? {};
    const known = address === '' ? { birthDay, birthMonth, birthYear } : { email: address };
    const path = await this.post('/suivi/', { reference, ...known });
    const answer = await this.site.ask(path);
    return { path, text: readAs(await answer.text()) };
  }

  rows({ name }: Pick<Tab, 'name'>): readonly Readonly<Record<string, string>>[] {
    return rowsByHeader(this.spreadsheet.grid(name));
  }

  get tabNames(): readonly string[] {
    return TABS.map(({ name }) => name);
  }

  async write(tab: Tab, id: string, cells: Readonly<Record<string, string>>): Promise<void> {
    await this.spreadsheet.update(tab, [{ id, cells }]);
  }

  /** The address of the last button in somebody's letters that leads to a page. */
  linkTo(page: string, address: string): string {
    const pattern = new RegExp(`https://site\\.test(/${page}/[\\w-]{51})`, 'g');
    const links = this.sent
      .filter(({ to }) => to === address)
      .flatMap(({ text }) => [...text.matchAll(pattern)].map(([, path = '']) => path));
    return links.at(-1) ?? '';
  }
}
