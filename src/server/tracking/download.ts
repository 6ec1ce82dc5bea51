import { parisTimestamp } from '../../domain/application/application.ts';
import { IDENTIFIER } from '../../domain/application/tab.ts';
import { APPLICATION } from '../../domain/application/tabs.ts';
import { companyForm } from '../../domain/application/company.ts';
import { fieldOf } from '../../domain/application/form.ts';
import { parisDate } from '../../domain/eligibility/age.ts';
import { formatDay } from '../../domain/french-dates.ts';
import { AUTHORISATION } from '../../domain/guardian/authorisations-tab.ts';
import { INVITATION } from '../../domain/invitations/invitations-tab.ts';
import { TABS } from '../../domain/spreadsheet-tabs.ts';
import type { HeldData } from '../../domain/tracking/held-data.ts';
import { type Grid, type WholeSpreadsheet, headerKey } from '../spreadsheet/spreadsheet.ts';
import type { TrackingState } from './view.ts';

/** Headers by which a row of another tab is about an application. */
const ABOUT: readonly string[] = [APPLICATION.reference, INVITATION.mentorReference];

const FROM_GUARDIAN = '(pour l’équipe seule ; le responsable légal peut le lui demander)';

/**
 * What somebody gave of somebody else: for the team alone. Whoever declines leaves their company's list, so that the list
 * would tell who did. An empty cell is withheld alike.
 */
const WITHHELD: Readonly<Record<string, string>> = {
  [AUTHORISATION.emergencyName]: FROM_GUARDIAN,
  [AUTHORISATION.emergencyPhone]: FROM_GUARDIAN,
  [fieldOf(companyForm, 'mentors').column]:
    '(pour l’équipe seule ; chaque personne annoncée peut lui demander ses données)',
};

/** What a download reads: every column, those that staff added and the copies that they made included. */
export type DownloadSpreadsheet = Pick<WholeSpreadsheet, 'table'>;

/** The rows of a tab as objects by header; cells under no header are told by their place. */
function rowsOf([headers = [], ...lines]: Grid): readonly Readonly<Record<string, string>>[] {
  return lines.map((line) =>
    Object.fromEntries(line.map((text, at) => [headerKey(headers[at] ?? '') || `Colonne ${at + 1}`, text])),
  );
}

function withoutOthers(cells: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(cells).map(([header, text]) => [header, WITHHELD[header] ?? text]),
  );
}

async function rowsAbout(
  { id, reference }: { readonly id: string; readonly reference: string },
  spreadsheet: DownloadSpreadsheet,
): Promise<HeldData['rows']> {
  const rows: HeldData['rows'][number][] = [];
  for (const tab of TABS) {
    const about = rowsOf(await spreadsheet.table(tab)).filter(
      (cells) => cells[IDENTIFIER] === id || ABOUT.some((header) => cells[header]?.trim() === reference),
    );
    rows.push(...about.map((cells) => ({ tab: tab.name, cells: withoutOthers(cells) })));
  }
  return rows;
}

const EXPLANATION: readonly string[] = [
  'Ce fichier contient tout ce que nous gardons sous cette référence : chaque colonne du tableur, notes de l’équipe comprises, le journal, et ce que le site garde à côté du tableur.',
  'Il n’y a pas les e-mails échangés avec l’équipe, ni les autres candidatures, qui ont leur propre référence. L’équipe les donne sur demande.',
];

/** Everything held about the owner of a follow-up; `rows` is empty when the team deleted the row. Throws as the spreadsheet does. */
export async function heldData(
  { file, events, pending }: TrackingState,
  { spreadsheet, now }: { readonly spreadsheet: DownloadSpreadsheet; readonly now: () => Date },
): Promise<HeldData> {
  const { season, receivedAt, keys } = file;
  return {
    reference: file.reference,
    madeOn: formatDay(parisDate(now())),
    explanation: EXPLANATION,
    rows: await rowsAbout(file, spreadsheet),
    events: events.map(({ at, detail }) => ({ at: parisTimestamp(at), text: detail })),
    kept: {
      Identifiant: file.id,
      Saison: season,
      [APPLICATION.receivedAt]: parisTimestamp(receivedAt),
      'Empreinte de l’adresse e-mail': keys.email ?? '',
      'Empreinte de la date de naissance': keys.birthDate ?? '',
      'Corrections en attente': pending
        .map(({ changes = {} }) => Object.values(changes).join(', '))
        .join('; '),
    },
  };
}
