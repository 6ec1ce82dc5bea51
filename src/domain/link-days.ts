/** How many days the links of letters open what they are for, by purpose. */
export const LINK_DAYS = { invitation: 30, progress: 60, tracking: 60, authorisation: 14 } as const;
