import type { ProgressNotice } from '../../components/invitations/notices.tsx';
import { nudgeVolunteers, releaseInvitations, renewProgress } from '../cases/company-requests.ts';
import { type InvitationPorts, type ProgressView, viewProgress } from './invitation-views.ts';
import { type ClosedLink, type LinkDeps, type LinkKind, answerLink } from './link-answer.ts';

export interface ProgressEndpoint extends LinkDeps {
  /** May throw `EnvironmentError`. */
  readonly ports: () => InvitationPorts;
}

interface OpenProgress {
  readonly id: string;
  readonly view: ProgressView & { readonly kind: 'open' };
}

const STATUS = { expired: 410, replaced: 410, erased: 410, invalid: 404 } as const satisfies Record<
  ProgressNotice['kind'],
  number
>;

/** `/entreprises/suivi/<token>`: a company's contact sees how many of its volunteers have finished. */
export async function answerProgress(
  request: Request,
  token: string,
  deps: ProgressEndpoint,
): Promise<Response> {
  return await answerLink(request, token, progressLinks(deps), deps);
}

function progressLinks({ ports, contactEmail }: ProgressEndpoint): LinkKind<OpenProgress> {
  return {
    purpose: 'progress',
    look: async (token) => {
      const { id, view } = await viewProgress(token, ports());
      return view.kind === 'open' ? { open: { id, view } } : { closed: closed(id, view) };
    },
    show: async ({ view }) => {
      const { renderProgress } = await import('./render-link-page.ts');
      return renderProgress(view.progress, contactEmail);
    },
    acts: ({ id, view }) => {
      const { isReleased, nextReminder } = view.progress;
      const invite = async () => {
        await releaseInvitations(id, ports().now(), ports());
        return undefined;
      };
      const remind = async () => {
        await nudgeVolunteers(id, view, ports());
        return undefined;
      };
      if (!isReleased) return new Map([['invite', invite]]);
      return new Map(nextReminder === undefined ? [['nudge', remind]] : []);
    },
  };

  function closed(id: string, view: ProgressNotice): ClosedLink {
    return {
      status: STATUS[view.kind],
      page: async () => {
        const { renderProgressNotice } = await import('./render-link-page.ts');
        return renderProgressNotice(view, contactEmail);
      },
      renew: 'isOnItsWay' in view ? async () => await renewProgress(id, ports()) : undefined,
    };
  }
}
