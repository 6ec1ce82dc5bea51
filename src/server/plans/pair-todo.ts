import { parisDate } from '../../domain/eligibility/age.ts';
import { formatDay } from '../../domain/french-dates.ts';
import { labelIn, statusGivenBy, statusKey } from '../../domain/application/statuses.ts';
import { CONTINUE_ANSWERS } from '../../domain/pairs/ending-answers.ts';
import { missingInWords } from '../../domain/pairs/gate.ts';
import { type PairSide, SIDES, takesPlace } from '../../domain/pairs/pairs-tab.ts';
import { sideToAnswer, silentSince } from './pair-asking.ts';
import { missingOf, obstacleTo, type PairNow, placeObstacle, sidesLeft, throughStatus } from './pair-now.ts';

/** The status that a pair's end gives a mentor. */
const AVAILABLE = statusKey(statusGivenBy('mentor', 'ended')?.label ?? '');

/** True once both have agreed. */
export function saidYes({ state: { answers } }: PairNow): boolean {
  return answers.mentor === 'oui' && answers.youth === 'oui';
}

const WHO: Readonly<Record<PairSide, string>> = { youth: 'Le jeune', mentor: 'Le mentor' };

/** Told of whoever is no longer there, with the team's next step. */
function leftInWords(pair: PairNow, left: readonly PairSide[]): string {
  const why = left.map((side) => {
    const label = throughStatus(side, pair)?.label;
    return label === undefined
      ? `${WHO[side]} n’est plus là (retrait, arrêt, effacement, refus ou ligne absente)`
      : `${WHO[side]} a le statut « ${label} »`;
  });
  const isOver = left.every((side) => throughStatus(side, pair) !== undefined);
  return `${why.join(' ; ')} : parlez à l’autre personne, puis mettez « ${isOver ? 'Terminé' : 'Arrêté'} »`;
}

/** The team's next step with a pair, for `À faire`; `''` for none. */
export function todoOf(pair: PairNow): string {
  const { state, row } = pair;
  const other = `${row.mentor} ne sera pas le mentor de ${row.youth}`;
  if (state.end === 'declined' && pair.youth?.proposed?.includes(row.mentor) === true && row.mentor !== '')
    return `${other} : mettez quelqu’un d’autre dans « Mentor proposé », ou videz la case`;
  if (state.end !== undefined)
    return row.state !== undefined && takesPlace(row.state)
      ? 'Ce binôme est fini : remettez son dernier état, et proposez à nouveau dans « Mentor proposé » pour recommencer'
      : closedTodo(pair);
  if (pair.isAltered)
    return 'Une référence de cette ligne a été changée : remettez celle d’avant. Rien ne part d’ici tant que ce n’est pas fait';
  const left = sidesLeft(pair);
  if (left.length > 0) return leftInWords(pair, left);
  if (state.startedAt !== undefined) return runningTodo(pair);
  const obstacle = obstacleTo(pair) ?? placeObstacle(pair);
  if (obstacle !== undefined && !saidYes(pair)) return obstacle;
  const silent = silentSince(pair);
  if (silent !== undefined) {
    const who = silent.side === 'mentor' ? 'du mentor' : 'du jeune';
    return `Sans réponse ${who} depuis le ${formatDay(parisDate(silent.askedAt))} : appelez, et notez la réponse`;
  }
  const unclear = SIDES.filter((side) => row.answerCells[side] !== '' && row.answers[side] === undefined);
  if (unclear.length > 0) return 'Une réponse n’est ni « oui » ni « non » : corrigez-la';
  if (sideToAnswer(pair) !== undefined)
    return row.state === 'En cours' || row.state === 'En pause'
      ? 'Les deux n’ont pas encore dit oui : rien n’est parti'
      : '';
  const missing = missingOf(pair);
  const isSet = row.state === 'En cours';
  if (missing.length > 0)
    return `${isSet ? 'Rien n’est parti, il manque' : 'Il manque'} : ${missingInWords(missing)}`;
  if (obstacle !== undefined) return obstacle;
  return isSet ? '' : 'Tout est là : notez « Première rencontre », puis mettez « En cours »';
}

function runningTodo(pair: PairNow): string {
  const { row } = pair;
  const missing = missingOf(pair);
  if (missing.length > 0) return `À régler avant toute nouvelle rencontre : ${missingInWords(missing)}`;
  const isRunning =
    row.state !== undefined && ['En cours', 'En pause', 'Terminé', 'Arrêté'].includes(row.state);
  return isRunning
    ? ''
    : 'Ce binôme a commencé : mettez « En cours », « En pause », « Terminé » ou « Arrêté »';
}

/** After the end of a pair that had begun: why it is over, and what a mentor's answer asks for. */
function closedTodo({ state: { end }, row, youth, mentor }: PairNow): string {
  if (end !== 'stopped' && end !== 'ended') return '';
  // After an erasure the reason is not asked for any more.
  if (row.endReason === '' && youth !== undefined && mentor !== undefined)
    return 'Dites dans « Fin » pourquoi ce binôme s’est arrêté';
  const answer = labelIn(CONTINUE_ANSWERS, row.continues);
  if (answer === undefined || answer === 'oui' || mentor?.status !== AVAILABLE) return '';
  return answer === 'non'
    ? 'Le mentor ne continue pas : remerciez-le, et mettez « Terminée » à sa ligne de « Mentors »'
    : 'Le mentor préfère attendre : mettez « En pause » à sa ligne de « Mentors »';
}
