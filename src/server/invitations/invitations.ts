import * as z from 'zod';
import { identifierFrom, identifierSchema } from '../foundation/identifier.ts';
import { KEYS } from '../store/key-families.ts';
import type { KeyStore } from '../store/key-store.ts';
import { readJson } from '../store/keys.ts';
import { TaskList } from '../tasks/tasks.ts';

const volunteerSchema = z.object({
  id: identifierSchema,
  /** `Identifiant` of the company's application, and what the team calls it by. */
  companyId: identifierSchema,
  companyReference: z.string(),
  companyName: z.string(),
  /** From 0, in the company's own list. */
  rank: z.number(),
  /** The company's answer, as the forms store it; `''` for none. */
  site: z.string(),
  givenName: z.string(),
  familyName: z.string(),
  email: z.string(),
  /** Absent until the invitation was taken by the mail. */
  invitedAt: z.iso.datetime().optional(),
});

/** Somebody whom a company announced: kept until they finish, decline, or let their link end. */
export type Volunteer = Readonly<z.output<typeof volunteerSchema>>;

/** One who has an invitation. */
export type Invited = Volunteer & { readonly invitedAt: string };

export function isInvited(volunteer: Volunteer | undefined): volunteer is Invited {
  return volunteer?.invitedAt !== undefined;
}

const companySchema = z.object({
  id: identifierSchema,
  reference: z.string(),
  name: z.string(),
  contactName: z.string(),
  email: z.string(),
  announcedAt: z.iso.datetime(),
  /** How many it announced; the identifiers follow (`invitationId`). */
  count: z.number().int().min(1),
});

/** A company that announced volunteers, kept as long as its link may be asked for. */
export type Company = Readonly<z.output<typeof companySchema>>;

const completionSchema = z.object({
  at: z.iso.datetime(),
  /** Of the application in `Mentors`. */
  reference: z.string(),
  /** HMAC of the form that was sent, to tell the same sent again from another. */
  form: z.string().optional(),
});

export type Completion = Readonly<z.output<typeof completionSchema>>;

/** How an invitation ended; both at once (two windows) is a completion. */
export type End =
  ({ readonly kind: 'completed' } & Completion) | { readonly kind: 'declined'; readonly at: string };

/** What is to be done for an invitation or a company. */
const TASKS = [
  /** Its row and its first message. */
  'invite',
  /** The one reminder that comes by itself. */
  'remind',
  /** A reminder that the company asked for. */
  'nudge',
  /** A new link in place of the former. */
  'renew',
  /** Its end is noted in the spreadsheet, and the person erased here. */
  'note-end',
  /** Its link ends. */
  'expire',
  /** Its row says whether the link is open or over. */
  'note-link',
  /** Nobody asked for another link: the person is erased here. */
  'forget',
  /** A new link for the company's contact. */
  'renew-company',
  /** The company is erased here. */
  'forget-company',
] as const;
export type TaskKind = (typeof TASKS)[number];
/** The furthest ahead: a company is erased ninety days after its link was issued. */
const LONGEST_MS = 91 * 86_400_000;

/** What is done of an invitation's beginning, once and for all. */
export type InvitedStep = 'row' | 'message';

/** The identifier of the n-th volunteer of a company's application: always the same, and nothing of the person. */
export function invitationId(companyId: string, index: number): string {
  return identifierFrom('invitation', companyId, index);
}

/** The identifiers of all invitations of a company. */
export function invitationIds({ id, count }: Pick<Company, 'id' | 'count'>): readonly string[] {
  return Array.from({ length: count }, (_, index) => invitationId(id, index));
}

/**
 * What is known of invitations beside the spreadsheet, which no request touches: people until their invitation is over,
 * how each ended, and what is to be done when. Keys hold identifiers and instants, never personal data; every text is
 * written whole under a key of its own, so that each write may be repeated. Methods throw `StoreUnavailable`.
 */
export class Invitations {
  readonly tasks: TaskList<TaskKind>;
  readonly #store: KeyStore;

  constructor(store: KeyStore) {
    this.#store = store;
    this.tasks = new TaskList(store, { family: KEYS.due, kinds: TASKS, longestMs: LONGEST_MS });
  }

  async volunteer(id: string): Promise<Volunteer | undefined> {
    return await readJson(this.#store, KEYS.volunteers.find({ id }), volunteerSchema);
  }

  async company(id: string): Promise<Company | undefined> {
    return await readJson(this.#store, KEYS.companies.find({ id }), companySchema);
  }

  async keepVolunteer(volunteer: Volunteer): Promise<void> {
    await this.#store.set(KEYS.volunteers.key({ id: volunteer.id }), JSON.stringify(volunteer));
  }

  async keepCompany(company: Company): Promise<void> {
    await this.#store.set(KEYS.companies.key({ id: company.id }), JSON.stringify(company));
  }

  async eraseVolunteer(id: string): Promise<void> {
    await this.#store.delete(KEYS.volunteers.key({ id }));
  }

  async eraseCompany(id: string): Promise<void> {
    await this.#store.delete(KEYS.companies.key({ id }));
  }

  /** Whether a company's volunteers were all stored once: then they are not stored again. */
  async isAnnounced(companyId: string): Promise<boolean> {
    return (await this.#store.get(KEYS.announced.key({ id: companyId }))) !== undefined;
  }

  async markAnnounced(companyId: string, now: Date): Promise<void> {
    await this.#store.set(KEYS.announced.key({ id: companyId }), now.toISOString());
  }

  /** Since when a company's invitations may leave; `undefined` while nobody has let them. */
  async releasedAt(companyId: string): Promise<Date | undefined> {
    const text = await this.#store.get(KEYS.released.key({ id: companyId }));
    return text === undefined ? undefined : new Date(text);
  }

  /** Lets a company's invitations leave: its contact has confirmed, or the team has taken it on. Safe to repeat. */
  async release(companyId: string, now: Date): Promise<void> {
    await this.#store.create(KEYS.released.key({ id: companyId }), now.toISOString());
    await this.sendReleased(companyId);
  }

  /** Has the invitations of a company sent, if they may leave. Safe to repeat. */
  async sendReleased(companyId: string): Promise<void> {
    const [dueAt, company] = [await this.releasedAt(companyId), await this.company(companyId)];
    if (dueAt === undefined || company === undefined) return;
    await Promise.all(
      invitationIds(company).map(async (id) => await this.tasks.schedule({ kind: 'invite', id, dueAt })),
    );
  }

  async hasDone(id: string, step: InvitedStep): Promise<boolean> {
    return (await this.#store.get(KEYS.invited.key({ id, kind: step }))) !== undefined;
  }

  async markDone(id: string, step: InvitedStep, now: Date): Promise<void> {
    await this.#store.set(KEYS.invited.key({ id, kind: step }), now.toISOString());
  }

  async endOf(id: string): Promise<End | undefined> {
    const [completion, declinedAt] = await Promise.all([
      readJson(this.#store, KEYS.ended.key({ id, kind: 'completed' }), completionSchema),
      this.#store.get(KEYS.ended.key({ id, kind: 'declined' })),
    ]);
    if (completion !== undefined) return { kind: 'completed', ...completion };
    return declinedAt === undefined ? undefined : { kind: 'declined', at: declinedAt };
  }

  /** Ends an invitation by the person's application; the spreadsheet learns of it later. */
  async complete(id: string, completion: Completion): Promise<void> {
    await this.tasks.schedule({ kind: 'note-end', id, dueAt: new Date(completion.at) });
    await this.#store.set(KEYS.ended.key({ id, kind: 'completed' }), JSON.stringify(completion));
  }

  /** Ends an invitation that was not for its reader; the person's data leave with the task. */
  async decline(id: string, now: Date): Promise<void> {
    await this.tasks.schedule({ kind: 'note-end', id, dueAt: now });
    await this.#store.set(KEYS.ended.key({ id, kind: 'declined' }), now.toISOString());
  }

  /** When a company last asked to remind its volunteers. */
  async nudgedAt(companyId: string): Promise<Date | undefined> {
    const text = await this.#store.get(KEYS.nudged.key({ id: companyId }));
    return text === undefined ? undefined : new Date(text);
  }

  async markNudged(companyId: string, now: Date): Promise<void> {
    await this.#store.set(KEYS.nudged.key({ id: companyId }), now.toISOString());
  }
}
