import { type Application, answersOf, parisTimestamp } from './application.ts';
import { type Audience, type Form, fieldsOf } from './form.ts';
import { SIGNALS } from './signals.ts';
import { statusesOf } from './statuses.ts';
import { type Column, IDENTIFIER_COLUMN, type Tab, TEAM_NOTES } from './tab.ts';

const DEFAULT_WIDTH = 18;

/** Headers that more than one place writes or reads. */
export const APPLICATION = {
  reference: 'Référence',
  receivedAt: 'Reçue le',
  season: 'Saison',
  status: 'Statut',
  signals: 'Signalement',
  lastContact: 'Dernier contact',
} as const;

/** Data about another person in the row of a youth; their page shows the mentor once both said yes. */
const OF_ANOTHER = '(pour l’équipe seule : c’est une autre personne)';

/** In `Jeunes`: who may become their mentor, and whom the team proposes. */
export const PROPOSAL = { possible: 'Mentors possibles', proposed: 'Mentor proposé' } as const;

/** In `Mentors`: how many youths they may still take, and what the team has seen to before a first meeting. */
export const READINESS = {
  places: 'Places libres',
  trainedOn: 'Formé le',
  bulletinSeenOn: 'B3 vu le',
  bulletinSeenBy: 'B3 vu par',
} as const;

/** Columns that the programme adds to the rows of an audience, after their answers. */
const PROGRAMME_COLUMNS: Readonly<Record<Audience, readonly Column[]>> = {
  youth: [
    { header: PROPOSAL.possible, width: 50, owner: 'system', withheld: OF_ANOTHER },
    { header: PROPOSAL.proposed, width: 18, owner: 'staff', withheld: OF_ANOTHER },
  ],
  mentor: [
    { header: READINESS.places, width: 14, owner: 'system' },
    { header: READINESS.trainedOn, width: 14, owner: 'staff' },
    { header: READINESS.bulletinSeenOn, width: 14, owner: 'staff' },
    { header: READINESS.bulletinSeenBy, width: 18, owner: 'staff' },
  ],
  company: [],
  waiting: [],
};

/** In `Mentors`: the reference of the company that announced the person. Asked of the tab only by rows that fill it. */
const INVITATION: Column = { header: 'Invitation', width: 14, owner: 'staff' };

/** The tab where a form's applications go: the system's columns, one a field, then the team's own. */
export function tabOf(form: Form): Tab {
  const columns: readonly Column[] = [
    IDENTIFIER_COLUMN,
    { header: APPLICATION.reference, width: 14, owner: 'system' },
    { header: APPLICATION.receivedAt, width: 26, owner: 'system' },
    { header: APPLICATION.season, width: 12, owner: 'system' },
    {
      header: APPLICATION.status,
      width: 16,
      owner: 'system',
      options: statusesOf(form.audience).map(({ label }) => label),
    },
    ...fieldsOf(form).map(([, { column, width = DEFAULT_WIDTH, withheld }]): Column => ({
      header: column,
      width,
      owner: 'system',
      ...(withheld !== undefined && { withheld }),
    })),
    { header: APPLICATION.signals, width: 24, owner: 'system' },
    ...PROGRAMME_COLUMNS[form.audience],
    { header: APPLICATION.lastContact, width: 16, owner: 'staff' },
    TEAM_NOTES,
    ...(form.audience === 'mentor' ? [INVITATION] : []),
  ];
  return { name: form.tabName, columns, belonging: { reference: APPLICATION.reference } };
}

/** The row of an application: every cell by its column's header. */
export function rowOf(
  form: Form,
  application: Application,
): { readonly id: string; readonly cells: Readonly<Record<string, string>> } {
  return {
    id: application.id,
    cells: {
      [APPLICATION.reference]: application.reference,
      [APPLICATION.receivedAt]: parisTimestamp(application.receivedAt),
      [APPLICATION.season]: application.season,
      [APPLICATION.status]: statusesOf(form.audience)[0].label,
      ...Object.fromEntries(answersOf(form, application).map(({ column, cell }) => [column, cell])),
      [APPLICATION.signals]: application.signals.map((signal) => SIGNALS[signal]).join('; '),
      ...(application.invitedBy && { [INVITATION.header]: application.invitedBy.company }),
    },
  };
}
