/** Life of the links in letters, in days, by purpose. */
export const LINK_DAYS = { invitation: 30, progress: 60, tracking: 60, authorisation: 14 } as const;

/** Days after which whoever has not answered by their link is reminded, once: a volunteer, a guardian. */
export const REMINDER_DAYS = 7;
