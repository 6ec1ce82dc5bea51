import type { ReactElement } from 'react';
import type { FormErrors } from '../domain/application/form.ts';
import { mentorForm } from '../domain/application/mentor.ts';
import { youthForm } from '../domain/application/youth.ts';
import { EXCELLENCE_SITES } from '../domain/excellence-sites.ts';
import { endingSection } from '../domain/pairs/ending-questions.ts';
import { contactSection } from '../domain/tracking/contact.ts';
import { EventCard, type EventCardProps } from './agenda/EventCard.tsx';
import { EligibilityCheck } from './eligibility/EligibilityCheck.tsx';
import { ApplicationForm } from './form/ApplicationForm.tsx';
import { AuthorisationPage } from './guardian/AuthorisationPage.tsx';
import { PaperPage } from './guardian/PaperPage.tsx';
import { ResultsBand } from './home/ResultsBand.tsx';
import { InvitationForm } from './invitations/InvitationPage.tsx';
import { LinkMessage } from './invitations/LinkMessage.tsx';
import { invitationNotice } from './invitations/notices.tsx';
import { ProgressPage } from './invitations/ProgressPage.tsx';
import { QuestionList } from './questions/QuestionList.tsx';
import { EXAMPLE_REPORT } from './report/example-report.ts';
import { ReportSheet } from './report/ReportSheet.tsx';
import { REPORT_CSS } from './report/styles.ts';
import { DoorArt } from './site/DoorArt.tsx';
import { type DoorView, doorViews } from './site/door-views.ts';
import { NeedsLine } from './sites/NeedsLine.tsx';
import { SiteBand } from './sites/SiteBand.tsx';
import { motifStrokes, type SiteMotif } from './sites/site-motifs.ts';
import { StoryCard } from './stories/StoryCard.tsx';
import type { StoryKind } from './stories/StoryPanel.tsx';
import { CertificatePage } from './tracking/CertificatePage.tsx';
import { ConfirmPage } from './tracking/ConfirmPage.tsx';
import { ContactPage } from './tracking/ContactPage.tsx';
import { trackingNotice } from './tracking/notices.tsx';
import { EndingPage } from './tracking/EndingPage.tsx';
import { HoursPage } from './tracking/HoursPage.tsx';
import type { DateShown } from './tracking/Dates.tsx';
import type { PairShown } from './tracking/Pairs.tsx';
import { type Tracking, TrackingPage } from './tracking/TrackingPage.tsx';

/** A template with what it may have to show: the gallery has a page of each, which tests walk as they do those of the site. */
export interface Example {
  /** In the address of its page. */
  readonly id: string;
  readonly title: string;
  /** Built page, in `dist`, that a function fills with it. It is then a whole page, with its own heading. */
  readonly host?: string;
  /** From one edge of the screen to the other. */
  readonly isWide?: true;
  /** Of a template that brings its own, as text, and its own title. */
  readonly styles?: string;
  readonly show: () => ReactElement;
}

const PATH = '/composants/';
const REFERENCE = 'JE-7K2M9QWX';
const LAST_DAY = '2027-01-31';
const contactEmail = 'equipe@exemple.org';
const team = { name: 'L’équipe', email: contactEmail, readsBulletin: true };
const paper = { reference: REFERENCE, qrCode: { size: 2, path: 'M0 0h1v1h-1zM1 1h1v1h-1z' } };
const authorisation = { youth: 'Inès', lastDay: LAST_DAY, paper, team, path: PATH, values: new Map() };
const motifs = Object.keys(motifStrokes).filter((name): name is SiteMotif => name in motifStrokes);
const views = Object.keys(doorViews).filter((name): name is DoorView => name in doorViews);
const { name: longestName } = EXCELLENCE_SITES.reduce((longest, site) =>
  site.name.length > longest.name.length ? site : longest,
);

const tracking: Tracking = {
  pairs: [],
  endings: [],
  certificate: undefined,
  hours: [],
  dates: [],
  audience: 'youth',
  reference: REFERENCE,
  state: 'Ta candidature est bien arrivée',
  next: 'On la lit, puis on t’appelle ou on t’écrit.',
  promisedOn: '2027-01-08',
  associations: [
    { name: 'Une autre porte', what: 'Elle aide.', whom: 'Pour tout le monde.', url: 'https://exemple.org/' },
  ],
  view: 'tracks',
  history: [
    { on: '2026-12-28', text: 'Tu as envoyé ta candidature.' },
    { on: '2026-12-30', text: 'L’accord de ton responsable légal est demandé.' },
  ],
  guardian: { text: 'L’accord de ton responsable légal est attendu', isAwaited: true, confirmedBy: 'here' },
  pending: ['renew'],
  canWithdraw: true,
  hasEmail: true,
  isLinkOnItsWay: false,
};

const mentorTracking: Tracking = {
  ...tracking,
  audience: 'mentor',
  state: 'Votre inscription est bien arrivée',
  next: 'L’équipe la lit, puis vous appelle ou vous écrit.',
  history: [{ on: '2026-12-28', text: 'Votre inscription est arrivée' }],
  guardian: undefined,
  pending: [],
};

const event: EventCardProps = {
  href: '/agenda/',
  title: 'Une matinée au milieu des start-up',
  kind: 'visit',
  audience: 'youth',
  start: '2027-01-20T09:00',
  end: '2027-01-20T12:00',
  place: longestName,
  site: { name: longestName, motif: 'pixels' },
  isPast: false,
  isCancelled: false,
  isExample: true,
};

const mistakes: FormErrors = {
  formErrors: [],
  fieldErrors: { givenName: ['Écris ton prénom.'], birthDay: ['Écris une date qui existe.'] },
};

const site = {
  name: longestName,
  sector: 'Jeu vidéo, audiovisuel, musique, spectacle et design',
  place: 'Une ancienne filature',
  tagline: 'Coder. Inventer. Lancer.',
  lead: 'Un lieu où naissent des entreprises, entre de grands murs de brique.',
};

const pair: PairShown = {
  id: 'a',
  kind: 'agreed',
  other: 'Claire',
  otherInShort: `Infirmière, Recherche, ${longestName}`,
  firstMeeting: 'mercredi 13 janvier à 14 h, avec l’équipe',
  since: undefined,
};

const dates: readonly DateShown[] = (
  ['open', 'registered', 'waiting', 'asked', 'leaving', 'closed', 'cancelled', 'unauthorised', 'off'] as const
).map((kept, rank) => ({
  // The page of an event that every site has: the agenda's own.
  slug: `?${kept}`,
  title: rank === 1 ? longestName.repeat(3) : 'Une matinée au milieu des start-up',
  kind: 'visit',
  start: '2027-01-20T09:00',
  end: rank === 2 ? '2027-01-21T12:00' : '2027-01-20T12:00',
  place: longestName,
  kept,
  until: '2027-01-18T18:00',
  canLeave: true,
}));

function story(kind: StoryKind, motif: SiteMotif): ReactElement {
  return (
    <StoryCard
      href="/temoignages/"
      id={kind}
      kind={kind}
      title="Mon premier bug, un mercredi à dix heures"
      quote="J’ai cassé la page d’accueil. On l’a réparée à deux."
      people="Nour"
      trade="développement web"
      site={{ name: longestName, motif }}
      isExample
      level={2}
    />
  );
}

/** Pages that functions fill. */
const answered: readonly Example[] = [
  {
    id: 'suivi',
    title: 'Suivi d’une personne mineure',
    host: 'suivi/index.html',
    show: () => <TrackingPage tracking={tracking} contactEmail={contactEmail} />,
  },
  {
    id: 'suivi-mentor',
    title: 'Suivi d’un mentor, rien à demander',
    host: 'suivi/index.html',
    show: () => (
      <TrackingPage tracking={{ ...mentorTracking, hasEmail: false }} contactEmail={contactEmail} />
    ),
  },
  {
    id: 'suivi-proposition',
    title: 'Suivi d’un jeune à qui un mentor est proposé',
    host: 'suivi/index.html',
    show: () => (
      <TrackingPage
        tracking={{ ...tracking, guardian: undefined, pending: [], pairs: [{ ...pair, kind: 'asked' }] }}
        contactEmail={contactEmail}
      />
    ),
  },
  {
    id: 'suivi-dates',
    title: 'Suivi d’un jeune, avec les dates',
    host: 'suivi/index.html',
    show: () => (
      <TrackingPage
        tracking={{ ...tracking, guardian: undefined, pending: [], dates }}
        contactEmail={contactEmail}
      />
    ),
  },
  {
    id: 'suivi-binome',
    title: 'Suivi d’un mentor en binôme, et d’une proposition',
    host: 'suivi/index.html',
    show: () => (
      <TrackingPage
        tracking={{
          ...mentorTracking,
          pairs: [
            { ...pair, kind: 'running', other: 'Inès', otherInShort: '', since: '2026-12-30' },
            { ...pair, id: 'b', kind: 'asked', other: 'Nour', otherInShort: site.sector, firstMeeting: '' },
          ],
          hours: [
            {
              title: 'Vos heures avec Inès',
              total: 90,
              lines: [{ day: '2027-01-13', text: 'Rencontre, 1 h 30' }],
              waiting: [{ day: '2027-01-20', text: 'Atelier, 2 h' }],
              declares: 'a',
            },
          ],
        }}
        contactEmail={contactEmail}
      />
    ),
  },
  {
    id: 'suivi-heures',
    title: 'Suivi d’un jeune en binôme, avec ses heures',
    host: 'suivi/index.html',
    show: () => (
      <TrackingPage
        tracking={{
          ...tracking,
          guardian: undefined,
          pending: [],
          pairs: [{ ...pair, kind: 'running', since: '2026-12-30' }],
          hours: [
            {
              title: 'Tes heures',
              total: 750,
              lines: [
                { day: '2027-01-13', text: 'Rencontre, 1 h 30' },
                { day: '2027-01-20', text: `Une matinée au milieu des start-up (${longestName}), 3 h` },
                { day: '2027-03-25', text: 'Immersion, 8 h' },
              ],
              waiting: [],
            },
          ],
        }}
        contactEmail={contactEmail}
      />
    ),
  },
  {
    id: 'heures',
    title: 'Noter une rencontre',
    host: 'suivi/index.html',
    show: () => (
      <HoursPage
        path={PATH}
        pair="a"
        other="Inès"
        once="1"
        values={new Map([['duration', ['25 h']]])}
        errors={{
          formErrors: [],
          fieldErrors: {
            dateDay: ['Écrivez le jour de la rencontre, par exemple 14 1 2027.'],
            duration: ['Écrivez une durée de plus de 0 et d’au plus 24 heures, par exemple 1 h 30.'],
          },
        }}
      />
    ),
  },
  {
    id: 'suivi-fin',
    title: 'Suivi d’un jeune dont un binôme est fini, un autre aussi',
    host: 'suivi/index.html',
    show: () => (
      <TrackingPage
        tracking={{
          ...tracking,
          guardian: undefined,
          pending: [],
          endings: [
            { pair: 'a', other: 'Claire', question: 'end', hasAgreed: false },
            { pair: 'b', other: 'Marc', question: 'later', hasAgreed: false },
            { pair: 'c', other: '', question: undefined, hasAgreed: true },
          ],
        }}
        contactEmail={contactEmail}
      />
    ),
  },
  {
    id: 'suivi-fin-mentor',
    title: 'Suivi d’un mentor dont le binôme est fini',
    host: 'suivi/index.html',
    show: () => (
      <TrackingPage
        tracking={{
          ...mentorTracking,
          endings: [{ pair: 'a', other: 'Inès', question: 'end', hasAgreed: false }],
        }}
        contactEmail={contactEmail}
      />
    ),
  },
  {
    id: 'fin',
    title: 'Deux questions pour finir',
    host: 'suivi/index.html',
    show: () => (
      <EndingPage
        path={PATH}
        pair="a"
        section={endingSection(24)}
        values={new Map([['next', ['job']]])}
        errors={{
          formErrors: [],
          fieldErrors: { project: ['Dis-nous si tu as construit un projet : oui, pas encore ou non.'] },
        }}
      />
    ),
  },
  {
    id: 'attestation',
    title: 'Attestation d’un jeune',
    host: 'suivi/index.html',
    show: () => (
      <CertificatePage
        side="youth"
        name="Inès Benali-Vandecasteele"
        hours={{
          total: 1290,
          from: '2027-01-13',
          to: '2027-06-24',
          kinds: [
            { kind: 'Rencontre', minutes: 690 },
            { kind: 'Visite', minutes: 360 },
            { kind: 'Atelier', minutes: 120 },
            { kind: 'Immersion', minutes: 60 },
            { kind: 'Autre', minutes: 60 },
          ],
        }}
        missing={0}
        madeOn="2027-07-01"
        contactEmail={contactEmail}
        back={PATH}
      />
    ),
  },
  {
    id: 'attestation-bientot',
    title: 'Attestation d’un mentor à qui il manque des heures',
    host: 'suivi/index.html',
    show: () => (
      <CertificatePage
        side="mentor"
        name="Claire Delattre"
        hours={undefined}
        missing={30}
        madeOn="2027-07-01"
        contactEmail={contactEmail}
        back={PATH}
      />
    ),
  },
  {
    id: 'retrait',
    title: 'Retirer sa candidature',
    host: 'suivi/index.html',
    show: () => <ConfirmPage audience="youth" intent="withdraw" once="1" path={PATH} />,
  },
  {
    id: 'coordonnees',
    title: 'Corriger ses coordonnées',
    host: 'suivi/index.html',
    show: () => (
      <ContactPage
        audience="youth"
        section={contactSection(youthForm)}
        path={PATH}
        once="1"
        values={new Map([['phone', ['06 12 34 56']]])}
        shown={{}}
        errors={{ formErrors: [], fieldErrors: { phone: ['Il manque des chiffres.'] } }}
      />
    ),
  },
  {
    id: 'suivi-efface',
    title: 'Suivi effacé',
    host: 'suivi/index.html',
    show: () => <LinkMessage {...trackingNotice({ kind: 'erased' })} contactEmail={contactEmail} />,
  },
  {
    id: 'autorisation',
    title: 'Accord d’un responsable légal',
    host: 'autorisation/index.html',
    show: () => <AuthorisationPage {...authorisation} receipt={undefined} />,
  },
  {
    id: 'autorisation-donnee',
    title: 'Accord donné',
    host: 'autorisation/index.html',
    show: () => (
      <AuthorisationPage
        {...authorisation}
        receipt={{ decision: 'accepted', answeredOn: '2026-12-30', guardianName: 'Nadia Exemple' }}
      />
    ),
  },
  {
    id: 'autorisation-papier',
    title: 'Accord sur papier',
    host: 'autorisation/index.html',
    show: () => <PaperPage {...paper} team={team} />,
  },
  {
    id: 'invitation',
    title: 'Invitation d’un volontaire',
    host: 'invitation/index.html',
    show: () => (
      <InvitationForm
        companyName="Exemple SA"
        lastDay={LAST_DAY}
        path={PATH}
        draft="exemple"
        values={new Map([['givenName', ['Camille']]])}
      />
    ),
  },
  {
    id: 'invitation-declinee',
    title: 'Invitation déclinée',
    host: 'invitation/index.html',
    show: () => <LinkMessage {...invitationNotice({ kind: 'declined' })} contactEmail={contactEmail} />,
  },
  {
    id: 'avancement',
    title: 'Avancement d’une entreprise',
    host: 'entreprises/suivi/index.html',
    show: () => (
      <ProgressPage
        progress={{
          companyName: 'Exemple SA',
          announced: 8,
          isReleased: true,
          sent: 8,
          completed: 3,
          paired: 2,
          nextReminder: undefined,
          lastReminder: undefined,
        }}
        contactEmail={contactEmail}
      />
    ),
  },
];

/** Parts of built pages. */
const parts: readonly Example[] = [
  {
    id: 'formulaire',
    title: 'Formulaire, avec des erreurs',
    show: () => <ApplicationForm form={youthForm} errors={mistakes} />,
  },
  {
    id: 'formulaire-mentor',
    title: 'Formulaire des mentors',
    show: () => <ApplicationForm form={mentorForm} />,
  },
  { id: 'c-est-pour-moi', title: 'C’est pour moi ?', show: () => <EligibilityCheck verdict="tooYoung" /> },
  {
    id: 'portes',
    title: 'Portes des têtes de page',
    show: () => (
      <ul className="stories">
        {views.map((view) => (
          <li key={view} className="page-head-art bricks" data-view={view}>
            <DoorArt view={view} />
          </li>
        ))}
      </ul>
    ),
  },
  {
    id: 'sites',
    title: 'Bandes des sites',
    isWide: true,
    show: () => (
      <>
        {motifs.map((motif) => (
          <div key={motif}>
            <SiteBand {...site} motif={motif} href="/sites/" />
          </div>
        ))}
      </>
    ),
  },
  {
    id: 'mentors-recherches',
    title: 'Mentors recherchés',
    show: () => (
      <NeedsLine words={`12 mentors recherchés à ${longestName}, 3 à ${longestName} et 2 à ${longestName}`} />
    ),
  },
  {
    id: 'dates',
    title: 'Dates',
    show: () => (
      <ul className="events">
        {[
          event,
          { ...event, site: undefined, isPast: true },
          { ...event, isCancelled: true },
          { ...event, title: 'Entrer dans le rôle de mentor', kind: 'training', audience: 'mentor' } as const,
        ].map((shown, index) => (
          <li key={index}>
            <EventCard {...shown} level={2} />
          </li>
        ))}
      </ul>
    ),
  },
  {
    id: 'temoignages',
    title: 'Témoignages',
    show: () => (
      <ul className="stories">
        <li>{story('youth', 'pixels')}</li>
        <li>{story('mentor', 'spark')}</li>
        <li>{story('pair', 'sprout')}</li>
      </ul>
    ),
  },
  {
    id: 'questions',
    title: 'Questions',
    show: () => (
      <QuestionList
        firstOpen
        questions={[
          { id: 'une', title: 'Faut-il de bonnes notes ?', answer: '<p>Non.</p>' },
          { id: 'deux', title: 'Combien de temps dure le parcours ?', answer: '<p>20 heures.</p>' },
        ]}
      />
    ),
  },
  {
    id: 'resultats',
    title: 'Résultats',
    isWide: true,
    show: () => (
      <ResultsBand
        title="Une saison en trois nombres"
        results={{
          year: 2026,
          source: 'Exemple',
          figures: [
            { value: '12', label: 'mentors', meaning: 'Des volontaires.' },
            { value: '34', label: 'jeunes', meaning: 'De 16 à 30 ans.' },
            { value: '56 %', label: 'de projets', meaning: 'Construits à deux.' },
          ],
        }}
      />
    ),
  },
  {
    id: 'rapport',
    title: 'Rapport d’une saison',
    styles: REPORT_CSS,
    show: () => <ReportSheet {...EXAMPLE_REPORT} />,
  },
];

export const EXAMPLES: readonly Example[] = [...answered, ...parts];
