import type { Recruited } from '../../src/domain/application/form.ts';
import { aCompany } from '../fixtures/company.fixture.ts';
import { aMentor } from '../fixtures/mentor.fixture.ts';
import { aMinor, aYouth, type TypedFixture } from '../fixtures/youth.fixture.ts';

/** One act of staff: give a status, or note a contact; so many working days after the step before. */
export interface Step {
  readonly after: number;
  /** Absent: only « Dernier contact » is noted. */
  readonly status?: string;
  /** Typed wrong first, and mended three working days later. */
  readonly typo?: string;
}

/** One act of a person on their own page, so many days after they applied. */
export interface Wish {
  readonly after: number;
  readonly kind: 'withdraw' | 'erase' | 'correct' | 'move';
}

/** A guardian's answer to the request, in days after it; absent: none. */
export interface Guardian {
  /** The last part of what they are reached by: an address, or a number. */
  readonly by: 'email' | 'phone';
  readonly answersAfter?: number;
  readonly decision: 'oui' | 'non';
  /** The youth asks for it on their page, so many days after applying; absent: the team's first status does. */
  readonly confirmedAfter?: number;
}

/** A volunteer's answer to the invitation, so many days after it; `after` absent: none. */
export interface Volunteer {
  readonly email: string;
  readonly after?: number;
  readonly does: 'finish' | 'decline';
}

/** Somebody who applies, with all that happens to them. */
export interface Cast {
  /** Row of the season's table that counts them. */
  readonly kind: string;
  readonly audience: Recruited;
  /** Days after the season began. */
  readonly comesOn: number;
  readonly fixture: TypedFixture;
  /** `''` for none. */
  readonly email: string;
  /** Told of statuses by e-mail, or by the team. */
  readonly way: 'email' | 'team';
  /** No letter reaches their address. */
  readonly isDead?: true;
  readonly steps: readonly Step[];
  readonly wish?: Wish;
  readonly guardian?: Guardian;
  readonly volunteers?: readonly Volunteer[];
  /** The contact confirms the invitations, so many days after; absent: the team's status does. */
  readonly confirmsAfter?: number;
}

/** Working days that staff take: within the promise of five most often, not always. */
const DELAYS = [1, 2, 3, 2, 4, 3, 8, 1, 4, 2, 6, 3, 2, 4, 1, 7] as const;

/** Draws from lists in turn, so that every season is the same. */
function inTurn<T>(list: readonly [T, ...T[]]): () => T {
  let drawn = 0;
  return () => list[drawn++ % list.length] ?? list[0];
}

const delay = (): (() => number) => inTurn<number>(DELAYS);

function statuses(next: () => number, ...labels: readonly (string | number)[]): readonly Step[] {
  return labels.map((label) =>
    typeof label === 'number' ? { after: label } : { after: next(), status: label },
  );
}

function typed(steps: readonly Step[], at: number, typo: string): readonly Step[] {
  return steps.map((step, n) => (n === at ? { ...step, typo } : step));
}

function youthSteps(n: number, next: () => number): readonly Step[] {
  if (n % 12 === 5) return statuses(next, 'À compléter', 3, "Liste d'attente");
  if (n % 12 === 8) return statuses(next, 'Entretien', 2, 'Non retenue');
  if (n % 12 === 3) return statuses(next, 'À compléter', 'Entretien', 'Acceptée', 4, 'En binôme', 2);
  return statuses(next, 'Entretien', 'Acceptée', 3, 'En binôme', 3, 60, 'Terminée', 2);
}

function guardianOf(n: number, by: Guardian['by']): Guardian {
  const answers = [2, 5, 1, 9, 4, undefined, 3, 10, 2, 6][n % 10];
  return {
    by,
    decision: n % 11 === 4 ? 'non' : 'oui',
    ...(answers !== undefined && { answersAfter: answers }),
    ...(n % 5 !== 0 && { confirmedAfter: n % 3 }),
  };
}

function wishOf(n: number): Wish | undefined {
  const after = 12 + (n % 9);
  if (n % 17 === 2) return { kind: 'withdraw', after };
  if (n % 19 === 7) return { kind: 'erase', after };
  if (n % 13 === 1) return { kind: 'move', after };
  if (n % 13 === 9) return { kind: 'correct', after };
  return undefined;
}

/** Twenty-five on the day of the opening, the others over six months. */
function comesOn(n: number, crowd: number): number {
  return n < crowd ? 6 : 7 + ((n * 37) % 180);
}

function phoneOf(n: number): string {
  return `06 10 ${String(10 + Math.floor(n / 100)).padStart(2, '0')} ${String(n % 100).padStart(2, '0')} 42`;
}

function aYouthOf(n: number, next: () => number): Cast {
  const email = `jeune${n}@exemple.fr`;
  const steps = youthSteps(n, next);
  const wish = wishOf(n);
  const base = {
    audience: 'youth',
    comesOn: comesOn(n, 25),
    steps: n === 30 ? typed(steps, 1, 'Aceptée') : steps,
    ...(wish && { wish }),
  } as const;
  const answers = { familyName: `Nom${n}`, email, phone: phoneOf(n) };
  if (n % 3 === 0) {
    const by = n % 9 === 3 ? 'phone' : 'email';
    const guardian = guardianOf(n / 3, by);
    const contact =
      by === 'email'
        ? { guardianEmail: `parent${n}@exemple.fr`, guardianPhone: '' }
        : { guardianEmail: '', guardianPhone: phoneOf(500 + n) };
    return {
      ...base,
      kind: `mineur, responsable par ${by === 'email' ? 'e-mail' : 'téléphone'}`,
      email,
      way: 'email',
      guardian,
      fixture: aMinor({ ...answers, ...contact, guardianName: `Parent Nom${n}`, preferredContact: 'email' }),
    };
  }
  if (n % 7 === 4)
    return {
      ...base,
      kind: 'jeune majeur, par SMS',
      email,
      way: 'team',
      fixture: aYouth({ ...answers, preferredContact: 'sms' }),
    };
  const isDead = n === 40 || n === 85;
  return {
    ...base,
    kind: isDead ? 'jeune majeur, adresse morte' : 'jeune majeur, par e-mail',
    email,
    way: 'email',
    ...(isDead && { isDead }),
    fixture: aYouth({ ...answers, preferredContact: 'email' }),
  };
}

/** A minor whom, and whose guardian, no e-mail reaches. */
function aMinorWithoutEmail(n: number, next: () => number): Cast {
  return {
    kind: 'mineur sans aucun e-mail',
    audience: 'youth',
    comesOn: 20,
    email: '',
    way: 'team',
    guardian: { by: 'phone', decision: 'oui', answersAfter: 9 },
    steps: statuses(next, 'Entretien', 'Acceptée', 3, 'En binôme', 3, 60, 'Terminée', 2),
    fixture: aMinor({
      familyName: 'Sansmail',
      email: '',
      phone: phoneOf(n),
      preferredContact: 'appel',
      guardianEmail: '',
      guardianPhone: phoneOf(900 + n),
    }),
  };
}

function aMentorOf(n: number, next: () => number): Cast {
  const email = `mentor${n}@exemple.fr`;
  const refused = n % 15 === 6;
  const steps = refused
    ? statuses(next, 'Entretien', 'Non retenue')
    : n % 10 === 9
      ? statuses(next, 'Entretien', 'À former', 4, 'En pause')
      : statuses(next, 'Entretien', 'À former', 4, 'Disponible', 3, 20, 'En binôme', 2);
  return {
    kind: 'mentor venu seul',
    audience: 'mentor',
    comesOn: comesOn(n + 9, 0),
    email,
    way: 'email',
    steps: n === 12 ? typed(steps, 1, 'À  formé') : steps,
    ...(n % 14 === 3 && { wish: { kind: 'withdraw', after: 15 } }),
    ...(n % 14 === 8 && { wish: { kind: 'erase', after: 25 } }),
    fixture: aMentor({ familyName: `Nom${n}`, email, company: `Société ${n}` }),
  };
}

/** A volunteer who finished is one of the mentors. */
export function mentorOf(
  email: string,
  n: number,
): Pick<Cast, 'kind' | 'audience' | 'email' | 'way' | 'steps'> {
  const next = delay();
  for (let drawn = 0; drawn < n % DELAYS.length; drawn += 1) next();
  return {
    kind: 'mentor annoncé par son entreprise',
    audience: 'mentor',
    email,
    way: 'email',
    steps: statuses(next, 'Entretien', 'À former', 4, 'Disponible', 3),
  };
}

function aCompanyOf(n: number, next: () => number): Cast {
  const email = `contact${n}@societe${n}.exemple`;
  const volunteers = Array.from({ length: 3 + (n % 3) }, (_, rank): Volunteer => {
    const after = [2, 9, undefined, 4, 1][(n + rank) % 5];
    return {
      email: `volontaire${n}-${rank}@societe${n}.exemple`,
      does: (n + rank) % 7 === 3 ? 'decline' : 'finish',
      ...(after !== undefined && { after }),
    };
  });
  const isConfirmed = n % 3 !== 2;
  return {
    kind: 'entreprise',
    audience: 'company',
    comesOn: 3 + n * 11,
    email,
    way: 'email',
    steps: statuses(next, ...(n === 11 ? ['En pause'] : ['Contactée', 'Engagée', 3])),
    volunteers,
    ...(isConfirmed && { confirmsAfter: 1 }),
    fixture: aCompany({
      companyName: `Société ${n}`,
      email,
      ...Object.fromEntries(
        Array.from({ length: 5 }, (_, rank): readonly (readonly [string, string])[] => {
          const { email: address = '' } = volunteers[rank] ?? {};
          const [givenName, familyName] = address === '' ? ['', ''] : ['Alix', `Nom${n}x${rank}`];
          return [
            [`mentors[${rank}].givenName`, givenName],
            [`mentors[${rank}].familyName`, familyName],
            [`mentors[${rank}].email`, address],
          ];
        }).flat(),
      ),
    }),
  };
}

/** Everybody who applies in a season, in the order of nothing. */
export function seasonCast({
  youths,
  mentors,
  companies,
}: {
  readonly youths: number;
  readonly mentors: number;
  readonly companies: number;
}): readonly Cast[] {
  const next = delay();
  const some = (count: number, one: (n: number, next: () => number) => Cast): readonly Cast[] =>
    Array.from({ length: count }, (_, n) => one(n, next));
  return [
    ...some(youths - 1, aYouthOf),
    aMinorWithoutEmail(youths, next),
    ...some(mentors, aMentorOf),
    ...some(companies, aCompanyOf),
  ];
}
