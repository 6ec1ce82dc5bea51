/** Ages accepted, in full years on the day of the application, both included. */
export const MIN_AGE = 16;
export const MAX_AGE = 30;
/** Age from which nobody else's authorisation is needed (Code civil, art. 388). */
export const MAJORITY = 18;

/** Longest answers, in UTF-16 units, as the HTML attribute `maxlength` counts them. */
export const NAME_MAX = 100;
export const SHORT_TEXT_MAX = 200;
export const LONG_TEXT_MAX = 2000;
export const PHONE_MAX = 40;
/** Fourteen digits and the spaces between them. */
export const SIRET_MAX = 30;
/** RFC 5321, 4.5.3.1.3: a path of 256 octets holds an address of 254. */
export const EMAIL_MAX = 254;

/** Volunteers a company announces in one go, at most. */
export const VOLUNTEERS_MAX = 20;

/** Seconds within which nobody reads and fills a form, even with a browser that completes it. */
export const FILL_SECONDS_MIN = 5;

/** Days a draft stays on the applicant's own device, at most. */
export const DRAFT_DAYS = 30;
/** Days without a visit after which WebKit erases what a script kept (webkit.org/blog/10218, every browser of an iPhone included). */
export const SAFARI_DRAFT_DAYS = 7;

/** Months an application is kept after the last contact, at most (the CNIL's rule for job applicants, by analogy). */
export const RETENTION_MONTHS_MAX = 24;
/** The same, as people read it. */
export const RETENTION_YEARS = RETENTION_MONTHS_MAX / 12;

/** Largest body accepted by the API, in bytes. */
export const BODY_MAX_BYTES = 65_536;
