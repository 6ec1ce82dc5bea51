/** Set by astro.config.mjs from the environment (scripts/cms-setup.ts). */
declare const CMS_SETUP: {
  /** What the environment lacks, in French; empty when there is a backend. */
  problems: readonly string[];
  backend?: import('../../../cms/decap-backend.ts').CmsBackend;
};
