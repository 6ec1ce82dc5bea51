import { formatDay } from '../../domain/french-dates.ts';
import { type CheckIn, CHECK_IN_WORDS, CHECK_INS } from '../../domain/pairs/check-in.ts';
import type { PairSide } from '../../domain/pairs/pairs-tab.ts';
import type { IsoDate } from '../../domain/eligibility/age.ts';
import { typeset } from '../../domain/typeset.ts';
import { LinkAction } from '../invitations/LinkMessage.tsx';

/** A pair as one of its two people sees it: nothing of what the other answered before both said yes. */
export interface PairShown {
  /** Tells pairs apart in a form. */
  readonly id: string;
  readonly kind: 'asked' | 'said-yes' | 'said-no' | 'agreed' | 'running' | 'paused';
  /** The other's first name; `''` where nobody can tell: they were erased, or the spreadsheet cannot be read now. */
  readonly other: string;
  /** « Infirmière, Recherche »; `''` where nothing is known. */
  readonly otherInShort: string;
  /** In words; `''` until « C'est parti ». */
  readonly firstMeeting: string;
  readonly since: IsoDate | undefined;
  /** The reader's own answer of today to « Comment ça se passe ? ». */
  readonly checkIn?: CheckIn | undefined;
}

interface Words {
  readonly checkIn: { readonly question: string; readonly hint: string } & Readonly<Record<CheckIn, string>>;
  readonly nameless: string;
  readonly text: Readonly<Record<PairShown['kind'], string>>;
}

const TITLES: Readonly<Record<PairShown['kind'], (other: string) => string>> = {
  asked: (other) => `Une proposition : ${other}`,
  'said-yes': (other) => `Une proposition : ${other}`,
  'said-no': () => 'C’est noté',
  agreed: (other) => `Bientôt, avec ${other}`,
  running: (other) => `En binôme avec ${other}`,
  paused: (other) => `En binôme avec ${other}, en pause`,
};

const WORDS: Readonly<Record<PairSide, Words>> = {
  youth: {
    checkIn: {
      question: 'Comment ça se passe ?',
      hint: 'L’équipe seule lit ta réponse.',
      ok: 'C’est noté, merci. À bientôt.',
      help: 'C’est noté : quelqu’un de l’équipe te contacte. Personne d’autre ne le sait.',
      stop: 'C’est noté : quelqu’un de l’équipe te contacte pour en parler. Personne d’autre ne le sait.',
    },
    nameless: 'ta ou ton mentor',
    text: {
      asked:
        'C’est toi qui choisis. Tu peux dire oui, tu peux dire non, sans te justifier. Un non ne ferme aucune porte : nous cherchons quelqu’un d’autre.',
      'said-yes': 'Tu as dit oui. L’équipe prépare la suite avec toi.',
      'said-no': 'Tu as dit non, et c’est très bien ainsi. Nous cherchons quelqu’un d’autre.',
      agreed: 'C’est oui des deux côtés. L’équipe prépare la première rencontre et te contacte.',
      running:
        'Vous avez 20 heures pour avancer ensemble. Le courant ne passe pas ? Un empêchement ? Écris-nous sans attendre.',
      paused: 'Rien n’est perdu : l’équipe te dit quand ton binôme reprend.',
    },
  },
  mentor: {
    checkIn: {
      question: 'Comment cela se passe-t-il ?',
      hint: 'L’équipe seule lit votre réponse.',
      ok: 'C’est noté, merci. À bientôt.',
      help: 'C’est noté : quelqu’un de l’équipe vous contacte. Personne d’autre ne le sait.',
      stop: 'C’est noté : quelqu’un de l’équipe vous contacte pour en parler. Personne d’autre ne le sait.',
    },
    nameless: 'une ou un jeune',
    text: {
      asked:
        'Nous vous posons la question avant d’en parler à l’autre personne. Vous pouvez dire oui ou non, sans vous justifier : personne d’autre que l’équipe ne le saura.',
      'said-yes': 'Vous avez dit oui, merci. Nous posons maintenant la question à l’autre personne.',
      'said-no': 'Vous avez dit non : merci de nous l’avoir dit. Votre place reste libre.',
      agreed: 'C’est oui des deux côtés. L’équipe prépare la première rencontre et vous contacte.',
      running:
        'Vous avez 20 heures pour avancer ensemble. Un doute, un empêchement ? Écrivez-nous sans attendre.',
      paused: 'L’équipe vous dit quand votre binôme reprend.',
    },
  },
};

/** Names the other, so that buttons of two pairs are told apart by who hears them. */
function About({ name }: { readonly name: string }) {
  return <span className="sr-only">{typeset(` : ${name}`)}</span>;
}

function CheckInQuestion({
  pair: { id, checkIn },
  name,
  words,
}: {
  readonly pair: PairShown;
  readonly name: string;
  readonly words: Words['checkIn'];
}) {
  if (checkIn !== undefined)
    return (
      <p role="status">
        <strong>{typeset(words[checkIn])}</strong>
      </p>
    );
  return (
    <>
      <h3>{typeset(words.question)}</h3>
      <div className="tracking-files">
        {CHECK_INS.map((answer) => (
          <LinkAction
            key={answer}
            intent="checkin"
            label={CHECK_IN_WORDS[answer]}
            about={<About name={name} />}
            values={{ pair: id, answer }}
            isQuiet
          />
        ))}
      </div>
      <p>{typeset(words.hint)}</p>
    </>
  );
}

function Pair({ pair, words }: { readonly pair: PairShown; readonly words: Words }) {
  const { id, kind, otherInShort, firstMeeting, since } = pair;
  const name = pair.other || words.nameless;
  const hasMeeting = firstMeeting !== '' && kind === 'running';
  return (
    <article className="tracking-pair">
      <h2>{typeset(TITLES[kind](name))}</h2>
      {otherInShort !== '' && kind !== 'said-no' && (
        <p className="tracking-pair-who">{typeset(otherInShort)}</p>
      )}
      <p>{typeset(words.text[kind])}</p>
      {hasMeeting && (
        <p>
          <strong>{typeset('Première rencontre : ')}</strong>
          {typeset(firstMeeting)}
        </p>
      )}
      {since !== undefined && kind === 'running' && (
        <p>
          Depuis le <time dateTime={since}>{formatDay(since)}</time>
        </p>
      )}
      {kind === 'running' && <CheckInQuestion pair={pair} name={name} words={words.checkIn} />}
      {kind === 'asked' && (
        <div className="tracking-files">
          <LinkAction
            intent="accept"
            label="Oui, je veux bien"
            about={<About name={name} />}
            values={{ pair: id }}
          />
          <LinkAction
            intent="decline"
            label="Non, pas cette fois"
            about={<About name={name} />}
            values={{ pair: id }}
            isQuiet
          />
        </div>
      )}
    </article>
  );
}

/** The pairs of a youth or a mentor: a proposal with its two answers first of all. */
export function Pairs({ side, pairs }: { readonly side: PairSide; readonly pairs: readonly PairShown[] }) {
  return pairs.map((pair) => <Pair key={pair.id} pair={pair} words={WORDS[side]} />);
}
