import { CONTINUE_CHOICES, NEXT_CHOICES } from '../../domain/pairs/ending-questions.ts';
import type { PairSide } from '../../domain/pairs/pairs-tab.ts';
import { typeset } from '../../domain/typeset.ts';
import { LinkAction } from '../invitations/LinkMessage.tsx';
import { STEPS } from './steps.ts';

/** A pair that is over, as one of its two people sees it. */
export interface EndingShown {
  /** `Identifiant` of the pair. */
  readonly pair: string;
  /** The other's first name; `''` where nobody can tell. */
  readonly other: string;
  /** Question that waits for an answer: at the end, or six months later. */
  readonly question: 'end' | 'later' | undefined;
  /** The youth agreed to be asked six months later, and may take it back. */
  readonly hasAgreed: boolean;
}

interface Words {
  readonly nameless: string;
  readonly title: (other: string) => string;
  readonly asked: string;
  readonly answered: string;
  readonly readBy: string;
}

const WORDS: Readonly<Record<PairSide, Words>> = {
  youth: {
    nameless: 'ta ou ton mentor',
    title: (other) => `Ton binôme avec ${other} est fini`,
    asked: 'Deux questions pour finir : ton projet, et ce que tu fais maintenant. Une minute, rien à écrire.',
    answered: 'C’est noté, merci. Bonne route !',
    readBy: 'L’équipe seule lit tes réponses.',
  },
  mentor: {
    nameless: 'une ou un jeune',
    title: (other) => `Votre binôme avec ${other} est fini`,
    asked: 'Merci pour ce temps donné. Une seule question : les trois réponses nous vont.',
    answered: 'C’est noté, merci pour ce temps donné.',
    readBy: 'L’équipe seule lit votre réponse.',
  },
};

/** One question, a button an answer. */
function Buttons({
  title,
  question,
  pair,
  choices,
}: {
  readonly title: string;
  readonly question: string;
  readonly pair: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}) {
  return (
    <>
      <h3>{typeset(title)}</h3>
      <div className="tracking-files">
        {choices.map(({ value, label }) => (
          <LinkAction
            key={value}
            intent="ending"
            label={label}
            values={{ pair, question, answer: value }}
            isQuiet
          />
        ))}
      </div>
    </>
  );
}

function Question({
  side,
  ending: { pair, question },
}: {
  readonly side: PairSide;
  readonly ending: EndingShown;
}) {
  const { asked, readBy } = WORDS[side];
  if (question === 'later')
    return (
      <Buttons title="Six mois après, où en es-tu ?" question="later" pair={pair} choices={NEXT_CHOICES} />
    );
  return (
    <>
      <p>{typeset(asked)}</p>
      {side === 'mentor' ? (
        <Buttons
          title="Voulez-vous accompagner quelqu’un d’autre ?"
          question="continue"
          pair={pair}
          choices={CONTINUE_CHOICES}
        />
      ) : (
        <a className="button" href={`?faire=${STEPS.ending}&binome=${pair}`}>
          Répondre
        </a>
      )}
      <p>{typeset(readBy)}</p>
    </>
  );
}

function Ending({ side, ending }: { readonly side: PairSide; readonly ending: EndingShown }) {
  const { pair, other, question, hasAgreed } = ending;
  const words = WORDS[side];
  return (
    <article className="tracking-pair">
      <h2>{typeset(words.title(other || words.nameless))}</h2>
      {question === undefined ? (
        <p role="status">{typeset(words.answered)}</p>
      ) : (
        <Question side={side} ending={ending} />
      )}
      {hasAgreed && (
        <>
          <p>
            {typeset('Tu veux bien que nous t’écrivions une fois, six mois après. Tu peux changer d’avis.')}
          </p>
          <LinkAction
            intent="ending"
            label="Ne pas m’écrire"
            values={{ pair, question: 'refusal' }}
            isQuiet
          />
        </>
      )}
    </article>
  );
}

/** The pairs of a youth or a mentor that are over, with the last question of each. */
export function Endings({
  side,
  endings,
}: {
  readonly side: PairSide;
  readonly endings: readonly EndingShown[];
}) {
  return endings.map((ending) => <Ending key={ending.pair} side={side} ending={ending} />);
}
