/** The CMS's variables (`readCmsEnvironment`). */
interface CmsEnvironment {
  CMS_BACKEND: 'local' | 'github' | 'git-gateway';
  /** `owner/name` */
  CMS_REPOSITORY?: string | undefined;
  CMS_BRANCH: string;
  CMS_GATEWAY_URL?: string | undefined;
  CMS_IDENTITY_URL?: string | undefined;
  CMS_IDENTITY?: 'pkce' | 'password';
}

/** Where the CMS reads and writes, as Decap is told (https://decapcms.org/docs/backends-overview/). */
export interface CmsBackend {
  backend: {
    name: 'proxy' | 'github' | 'git-gateway';
    branch: string;
    repo?: string;
    proxy_url?: string;
    /** Where staff sign in: on the site itself, unless `base_url` is another. */
    auth_endpoint?: string;
    gateway_url?: string;
    identity_url?: string;
    auth_type?: 'pkce';
    base_url?: string;
    auth_token_endpoint?: string;
    commit_messages?: Record<'create' | 'update' | 'delete' | 'uploadMedia' | 'deleteMedia', string>;
  };
  /** Other hosts the CMS speaks with, for the policy of its page. */
  hosts: { connect: string[]; image: string[] };
}

/** Where `npm start` answers for Decap's local server. */
export const LOCAL_CMS_PATH = '/api/cms/local';

const commit_messages = {
  create: 'Ajout : {{collection}} « {{slug}} »',
  update: 'Modification : {{collection}} « {{slug}} »',
  delete: 'Suppression : {{collection}} « {{slug}} »',
  uploadMedia: 'Ajout de « {{path}} »',
  deleteMedia: 'Suppression de « {{path}} »',
};

/** The addresses of a service where people sign in on its own page (https://decapcms.org/docs/git-gateway-backend/; DecapBridge). */
function signInPage({ origin, pathname }: URL) {
  const site = pathname.replace(/\/$/, '');
  return {
    auth_type: 'pkce' as const,
    base_url: origin,
    auth_endpoint: `${site}/pkce`,
    auth_token_endpoint: `${site}/token`,
  };
}

/** The backend the environment chooses. */
export function cmsBackend(environment: CmsEnvironment): CmsBackend {
  const { CMS_BRANCH: branch, CMS_REPOSITORY: repo } = environment;
  switch (environment.CMS_BACKEND) {
    case 'local':
      return {
        backend: { name: 'proxy', proxy_url: LOCAL_CMS_PATH, branch },
        hosts: { connect: [], image: [] },
      };
    case 'github':
      return {
        backend: {
          name: 'github',
          branch,
          ...(repo !== undefined && { repo }),
          auth_endpoint: 'api/cms/auth',
          commit_messages,
        },
        hosts: {
          connect: ['https://api.github.com', 'https://www.githubstatus.com'],
          image: ['https://avatars.githubusercontent.com'],
        },
      };
    case 'git-gateway': {
      const { CMS_GATEWAY_URL: gateway_url = '', CMS_IDENTITY_URL: identity_url = '' } = environment;
      return {
        backend: {
          name: 'git-gateway',
          branch,
          gateway_url,
          ...(environment.CMS_IDENTITY === 'password' ? { identity_url } : signInPage(new URL(identity_url))),
          commit_messages,
        },
        hosts: {
          connect: [
            ...[gateway_url, identity_url].map((url) => new URL(url).origin),
            'https://www.netlifystatus.com',
            'https://www.githubstatus.com',
          ],
          image: [],
        },
      };
    }
  }
}
