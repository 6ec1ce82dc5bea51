import { type Application, answersOf, parisTimestamp } from './application.ts';
import { type Form, fieldsOf } from './form.ts';
import { SIGNALS } from './signals.ts';
import { statusesOf } from './statuses.ts';
import { type Column, IDENTIFIER_COLUMN, type Tab, TEAM_NOTES } from './tab.ts';

const DEFAULT_WIDTH = 18;

/** Headers that more than one place writes or reads. */
export const APPLICATION = {
  reference: 'Référence',
  receivedAt: 'Reçue le',
  status: 'Statut',
  signals: 'Signalement',
  lastContact: 'Dernier contact',
} as const;

/** In `Mentors`: the reference of the company that announced the person. Asked of the tab only by rows that fill it. */
const INVITATION: Column = { header: 'Invitation', width: 14, owner: 'staff' };

/** The tab where a form's applications go: the system's columns, one a field, then the team's own. */
export function tabOf(form: Form): Tab {
  const columns: readonly Column[] = [
    IDENTIFIER_COLUMN,
    { header: APPLICATION.reference, width: 14, owner: 'system' },
    { header: APPLICATION.receivedAt, width: 26, owner: 'system' },
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
      [APPLICATION.status]: statusesOf(form.audience)[0].label,
      ...Object.fromEntries(answersOf(form, application).map(({ column, cell }) => [column, cell])),
      [APPLICATION.signals]: application.signals.map((signal) => SIGNALS[signal]).join('; '),
      ...(application.invitedBy && { [INVITATION.header]: application.invitedBy.company }),
    },
  };
}
