import { CONTACT } from '../../src/domain/tracking/contact-tab.ts';
import type { PairSeason } from './pair-season.ts';

/** Why each letter leaves; one without a reason is one too many. */
const REASONS: Readonly<Record<string, string>> = {
  'event cancelled': 'They would come for nothing',
  'event guardian': 'Their child goes there: the day, the place, whom to call, and each change of it',
  'event moved': 'They would come on the wrong day',
  'event registered': '« Je viens » is answered: a place, with the calendar file',
  'event reminder': 'Three days before: a place that is not used is one that another waited for',
  'guardian started': 'Who the mentor is, before the first meeting',
  'mentor asked': 'Nothing begins without their yes',
  'mentor ended': 'Thanks, and whether they go on',
  'mentor silent': 'One question after 28 days without a sign',
  'mentor started': 'Whom they meet, and how to reach them',
  'mentor stopped': 'The pair is over: nobody learns it from silence',
  'youth asked': 'Nothing begins without their yes',
  'youth ended': 'The questions that make the programme’s figures, and their certificate',
  'youth later': 'One question six months later, because they agreed',
  'youth recalled': 'One reminder of the questions at the end, to who did not answer',
  'youth silent': 'One question after 28 days without a sign',
  'youth started': 'Whom they meet, and how to reach them',
  'youth stopped': 'The pair is over: nobody learns it from silence',
};

/** The event in a `Message-ID`, without identifiers and numbers: `event registered` of `<id>.event-<event>-<rank>-registered@…`. */
function causeOf({ messageId }: { readonly messageId: string }): string {
  return messageId
    .replaceAll(/^[^.]*\.|@.*$/g, '')
    .split('-')
    .filter((part) => !/^(?:[\da-f]{6,}|\d+)$/.test(part))
    .join(' ');
}

/** « event registered ×3, youth asked ». */
function told(letters: PairSeason['sent']): string {
  return [...Map.groupBy(letters, causeOf)]
    .map(([cause, list]) => (list.length === 1 ? cause : `${cause} ×${list.length}`))
    .join(', ');
}

/** What each person received from the proposal on, with the reason of each letter, as a table that people read. */
export function pairTableOf({ pairs, sent, contacts }: PairSeason): string {
  const people = pairs.flatMap(({ kind, youth, mentor, youthRow }) => [
    { who: kind, address: youth.email, reference: youthRow.Référence },
    ...('guardianEmail' in youth ? [{ who: `${kind} : le responsable`, address: youth.guardianEmail }] : []),
    { who: `${kind} : le mentor`, address: mentor },
  ]);
  const lettersTo = (address: unknown) => sent.filter(({ to }) => to === address);
  const lines = people.map(({ who, address, reference }) => {
    const letters = lettersTo(address);
    const rows = contacts.filter((row) => row[CONTACT.reference] === reference).length;
    return `| ${who} | ${letters.length} | ${told(letters)} | ${rows} |`;
  });
  const causes = new Set(people.flatMap(({ address }) => lettersTo(address)).map(causeOf));
  return [
    '# A season of pairs',
    '',
    'Written by `tests/pair-season.test.ts`: letters and rows of `À contacter` a person, from the proposal to six months after the end.',
    '',
    '| Who | Letters | For | Rows in `À contacter` |',
    '| --- | --- | --- | --- |',
    ...lines,
    '',
    '| Letter | Why it leaves |',
    '| --- | --- |',
    ...[...causes].toSorted().map((cause) => `| ${cause} | ${REASONS[cause] ?? 'no reason'} |`),
    '',
  ].join('\n');
}
