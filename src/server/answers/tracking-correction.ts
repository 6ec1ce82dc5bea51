import type { SubmittedValues } from '../../domain/application/field.ts';
import type { FormErrors } from '../../domain/application/form.ts';
import { tabOf } from '../../domain/application/tabs.ts';
import {
  type ContactChanges,
  contactSection,
  contactTyped,
  parseContact,
  shownInput,
} from '../../domain/tracking/contact.ts';
import { linkPath } from '../links/links.ts';
import { visitLink } from '../links/tracking-link.ts';
import type { TrackingPorts, TrackingState } from './tracking-view.ts';
import { seeOther } from './answer.ts';
import { generalError } from './form-request.ts';
import type { PostedForm, ShownPage } from './link-answer.ts';
import {
  type OpenTracking,
  type TrackingEndpoint,
  newOnce,
  onceOf,
  readOrExplain,
  trackingNoticePage,
} from './tracking-visit.ts';

/** Corrections of one file within 24 hours: each writes to an address that anybody may have typed. */
const CORRECTIONS_A_DAY = 5;
const TOO_MANY_CORRECTIONS =
  'Il y a déjà eu plusieurs corrections aujourd’hui. Pour en faire une autre, il faut écrire à l’équipe, ou attendre demain.';

/** The contact details as the team has them now. */
export async function contactPage(
  { state: { file, form } }: OpenTracking,
  path: string,
  deps: TrackingEndpoint,
): Promise<ShownPage> {
  const { audience } = file;
  const section = contactSection(form);
  const columns = Object.values(section.fields).map(({ column }) => column);
  const cells = await readOrExplain(deps, async (spreadsheet) =>
    (await spreadsheet.read(tabOf(form), columns)).get(file.id),
  );
  if (cells === 'unreadable') return await trackingNoticePage({ kind: 'unreadable', audience, path }, deps);
  if (cells === undefined) return await trackingNoticePage({ kind: 'rowGone', audience, path }, deps);
  const values = contactTyped(section, cells);
  const { renderContact } = await import('./render-tracking.ts');
  return renderContact({
    audience,
    section,
    path,
    once: newOnce(),
    values,
    shown: Object.fromEntries([...values].map(([name, [text = '']]) => [name, text])),
  });
}

/** Takes a correction, which the next drain writes; a new address makes every former link void, and whoever gave it goes on. */
export async function correct(
  form: PostedForm,
  open: OpenTracking,
  { ports, onAct }: TrackingEndpoint,
): Promise<Response | ShownPage> {
  const { id, state } = open;
  const { values } = form;
  const sent = { values, once: onceOf(form) ?? newOnce(), path: form.path };
  const parsed = parseContact(contactSection(state.form), values);
  if (!parsed.ok) return await contactAgain(state, sent, { status: 422, errors: parsed.errors });
  const { changes } = parsed;
  if (Object.keys(changes).length === 0)
    return await contactAgain(state, sent, { status: 200, isUnchanged: true });
  const trackingPorts = ports();
  const at = trackingPorts.now();
  if (
    correctionsSince(state, at) >= CORRECTIONS_A_DAY ||
    !(await keepCorrection(id, { once: sent.once, changes }, at, trackingPorts))
  )
    return await contactAgain(state, sent, { status: 429, errors: generalError(TOO_MANY_CORRECTIONS) });
  const path = await pathAfter(changes, sent.once, at, open, trackingPorts);
  onAct();
  return seeOther(path ?? form.path);
}

/** The path where the visit goes on after a correction of the e-mail address, which revokes every former link. */
async function pathAfter(
  { email }: ContactChanges,
  once: string,
  at: Date,
  { id, link }: OpenTracking,
  { renewals, secret }: TrackingPorts,
): Promise<string | undefined> {
  if (email === undefined) return undefined;
  const renewal = await renewals.revoke('tracking', id, at, { link, once });
  return linkPath(secret, visitLink(id, renewal, at));
}

const CORRECTION = 'correction-';

/** Those asked for within 24 hours, done or not, each once though its form was sent twice. */
function correctionsSince({ events, pending }: Pick<TrackingState, 'events' | 'pending'>, now: Date): number {
  const since = now.getTime() - 86_400_000;
  const done = events.flatMap(({ name, at }) =>
    name.startsWith(CORRECTION) && Date.parse(at) > since ? [name.slice(CORRECTION.length)] : [],
  );
  const asked = pending.flatMap(({ kind, once }) => (kind === 'correct' ? [once] : []));
  return new Set([...done, ...asked]).size;
}

/** Keeps it first and counts then, so that of a hundred sent at once no more than the limit stay; `false`: it does not. */
async function keepCorrection(
  id: string,
  { once, changes }: { readonly once: string; readonly changes: ContactChanges },
  at: Date,
  { asks, cases }: TrackingPorts,
): Promise<boolean> {
  const ask = { kind: 'correct', at, once, changes } as const;
  await asks.ask(id, ask);
  // In this order, so that one that is being done is counted.
  const pending = await asks.pending(id);
  const events = await cases.facts(id);
  if (correctionsSince({ events, pending }, at) <= CORRECTIONS_A_DAY) return true;
  await asks.takeBack(id, ask);
  return false;
}

/** The form with what was typed, under the mark that it came with: sent again, it is the same correction. */
async function contactAgain(
  { file, form }: TrackingState,
  sent: { readonly values: SubmittedValues; readonly once: string; readonly path: string },
  {
    status,
    ...again
  }: { readonly status: number; readonly errors?: FormErrors; readonly isUnchanged?: boolean },
): Promise<ShownPage> {
  const section = contactSection(form);
  const shown = Object.fromEntries(
    Object.keys(section.fields).map((name) => [name, sent.values.get(shownInput(name))?.[0] ?? '']),
  );
  const { renderContact } = await import('./render-tracking.ts');
  const page = renderContact({ audience: file.audience, section, ...sent, shown, ...again });
  return { ...page, status, hasErrors: again.errors !== undefined };
}
