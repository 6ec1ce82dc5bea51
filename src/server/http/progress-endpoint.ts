import type { ProgressNotice } from '../../components/invitations/notices.tsx';
import { nudge, renewLink } from '../invitations/acts.ts';
import type { InvitationPorts } from '../invitations/state.ts';
import { type ProgressView, viewProgress } from '../invitations/views.ts';
import { htmlAnswer, seeOther } from './answer.ts';
import { readPrivateForm } from './form-request.ts';
import { type LinkDeps, answerLink, ownAddress, renderIntoPage } from './link-page.ts';

export interface ProgressEndpoint extends LinkDeps {
  /** May throw `EnvironmentError`. */
  readonly ports: () => InvitationPorts;
}

const STATUS = { expired: 410, replaced: 410, erased: 410, foreign: 404 } as const satisfies Record<
  ProgressNotice['kind'],
  number
>;

/** `/entreprises/suivi/<token>`: a GET shows, a POST acts. */
export async function answerProgress(
  request: Request,
  token: string,
  endpoint: ProgressEndpoint,
): Promise<Response> {
  return await answerLink(request, { purpose: 'progress', token }, endpoint, async () => {
    const ports = endpoint.ports();
    const { id, view } = await viewProgress(token, ports);
    if (request.method !== 'POST' || view.kind === 'foreign') return await show(view, endpoint);
    const read = await readPrivateForm(request);
    await act(read.ok ? read.typed.get('intent')?.[0] : undefined, { id, view }, ports);
    endpoint.onAct();
    return seeOther(ownAddress(request));
  });
}

async function act(
  intent: string | undefined,
  { id, view }: { readonly id: string; readonly view: ProgressView },
  ports: InvitationPorts,
): Promise<void> {
  if (intent === 'invite' && view.kind === 'open' && !view.progress.isReleased)
    await ports.invitations.release(id, ports.now());
  if (
    intent === 'nudge' &&
    view.kind === 'open' &&
    view.progress.isReleased &&
    view.progress.nextReminder === undefined
  )
    await nudge(id, view, ports);
  if (intent === 'renew' && (view.kind === 'expired' || view.kind === 'replaced'))
    await renewLink('progress', id, ports);
}

async function show(view: ProgressView, { contactEmail, readPage }: LinkDeps): Promise<Response> {
  const { renderProgress, renderProgressNotice } = await import('./render-link-page.ts');
  if (view.kind === 'open')
    return htmlAnswer(
      200,
      await renderIntoPage('progress', renderProgress(view.progress, contactEmail), readPage),
    );
  const page = renderProgressNotice(view, contactEmail);
  return htmlAnswer(STATUS[view.kind], await renderIntoPage('progress', page, readPage));
}
