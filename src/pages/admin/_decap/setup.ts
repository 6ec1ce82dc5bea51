import type { CmsBackend } from '../../../cms/decap-backend.ts';

/** Set by astro.config.mjs from the environment (scripts/cms-setup.ts). */
declare const CMS_SETUP: {
  problems: readonly string[];
  backend?: CmsBackend;
};

/** The backend of the CMS, or what the environment lacks, in French. */
export const cmsSetup = CMS_SETUP;
