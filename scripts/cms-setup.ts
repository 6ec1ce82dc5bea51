import { type CmsBackend, cmsBackend } from '../src/cms/decap-backend.ts';
import { readCmsEnvironment } from '../src/server/compose/environment.ts';
import { EnvironmentError } from '../src/server/foundation/environment-error.ts';

/** The value of `CMS_SETUP` for the CMS's page. */
export interface CmsSetup {
  /** Missing variables, in French; empty when there is a backend. */
  problems: readonly string[];
  backend?: CmsBackend;
}

/** The backend of the CMS that the environment chooses, or what it lacks: the site builds all the same. */
export function cmsSetup(): CmsSetup {
  try {
    return { problems: [], backend: cmsBackend(readCmsEnvironment()) };
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    return { problems: error.problems };
  }
}
