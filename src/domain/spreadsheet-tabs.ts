import { FORMS } from './application/forms.ts';
import type { Tab } from './application/tab.ts';
import { tabOf } from './application/tabs.ts';
import { REGISTRATIONS_TAB } from './events/registrations-tab.ts';
import { INDICATORS_TAB } from './figures/indicators-tab.ts';
import { AUTHORISATIONS_TAB } from './guardian/authorisations-tab.ts';
import { HOURS_TAB } from './hours/hours-tab.ts';
import { INVITATIONS_TAB } from './invitations/invitations-tab.ts';
import { PAIRS_TAB } from './pairs/pairs-tab.ts';
import { CONTACT_TAB } from './tracking/contact-tab.ts';
import { JOURNAL_TAB } from './tracking/journal-tab.ts';

/** Every tab of the system's own, in the order of a new spreadsheet. */
export const TABS: readonly Tab[] = [
  ...FORMS.map(tabOf),
  INVITATIONS_TAB,
  AUTHORISATIONS_TAB,
  PAIRS_TAB,
  REGISTRATIONS_TAB,
  HOURS_TAB,
  CONTACT_TAB,
  JOURNAL_TAB,
  INDICATORS_TAB,
];
