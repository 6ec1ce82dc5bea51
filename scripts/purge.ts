import { formatDay } from '../src/domain/french-dates.ts';
import { parisDate } from '../src/domain/eligibility/age.ts';
import { runRetentionNow, previewRetention } from '../src/server/compose/compose.ts';
import { erasureDay } from '../src/server/schedule/run-retention.ts';
import type { Due, Survey } from '../src/server/retention/survey.ts';
import { reasonOf } from '../src/server/spreadsheet/tab-backoff.ts';
import { teamCommand } from './team-command.ts';
import { connectStore } from './store-connection.ts';

// `npm run purge -- --dry-run`: whose data would be announced and erased now, by reference; without it, that is done.

const DRY_RUN = '--dry-run';
/** Time limit of a purge. */
const AN_HOUR = 3_600_000;

const today = parisDate(new Date());

function lines(title: string, list: readonly Due[], tell: (due: Due) => string): readonly string[] {
  return list.length === 0
    ? []
    : [
        `${title} : ${list.length}`,
        ...list.map((due) => `  ${due.reference}  ${due.tabName}, ${tell(due)}`),
        '',
      ];
}

const since = ({ isTold, lastContact }: Due) =>
  isTold ? 'prévenue de la réouverture' : `dernier contact le ${formatDay(lastContact)}`;

const WHY = {
  contact: '« Dernier contact » ou « Reçue le » n’est pas une date plausible : corrigez-la',
  'by-hand': 'ligne ajoutée à la main, que le site n’efface pas : supprimez-la vous-même',
};

function report({ announce, wait, erase, doubts, invitations, unread }: Survey, isDry: boolean): string {
  const said = [
    ...lines(
      isDry ? 'À annoncer' : 'Annoncées dans l’onglet Journal',
      announce,
      (due) => `${since(due)}, effacement à partir du ${formatDay(erasureDay(due, today))}`,
    ),
    ...lines('Déjà annoncées', wait, since),
    ...lines(isDry ? 'À effacer' : 'Effacées', erase, since),
    ...(invitations.length === 0
      ? []
      : [`Invitations de bénévoles ${isDry ? 'à effacer' : 'effacées'} : ${invitations.length}`, '']),
    ...(doubts.length === 0 ? [] : [`À vérifier : ${doubts.length}`]),
    ...doubts.map(
      ({ reference, tabName, why }) => `  ${reference || '(sans référence)'}  ${tabName}, ${WHY[why]}`,
    ),
    ...unread.map(({ tabName, error }) => {
      const { reason, message = reason } = reasonOf(error);
      return `Onglet « ${tabName} » laissé de côté : ${message}`;
    }),
  ];
  return said.length === 0 ? 'Rien à annoncer, rien à effacer.' : said.join('\n').trimEnd();
}

await teamCommand(async () => {
  const options = process.argv.slice(2);
  if (options.some((option) => option !== DRY_RUN))
    throw new Error(`« npm run purge » n’a qu’une option, « -- ${DRY_RUN} », qui montre sans rien changer.`);
  const isDry = options.length > 0;
  const disconnect = await connectStore();
  try {
    const survey = isDry ? await previewRetention() : await runRetentionNow(AN_HOUR);
    console.log(report(survey, isDry));
    if (isDry) console.log('\nRien n’a été changé : « npm run purge » le fait.');
  } finally {
    await disconnect();
  }
});
