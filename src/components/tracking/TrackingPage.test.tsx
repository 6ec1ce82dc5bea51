import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { TrackingPage } from './TrackingPage.tsx';
import { HeldDataPage } from './HeldDataPage.tsx';

test('what was just asked is told before the head and its picture, which fill a small screen', () => {
  const page = renderToStaticMarkup(
    <TrackingPage
      contactEmail="equipe@exemple.fr"
      tracking={{
        pairs: [],
        endings: [],
        certificate: undefined,
        hours: [],
        dates: [],
        audience: 'youth',
        reference: 'JE-7K2M9QWX',
        state: 'Ta candidature est bien arrivée',
        next: 'Une personne la lit.',
        promisedOn: undefined,
        associations: [],
        view: 'letter',
        history: [],
        guardian: undefined,
        pending: ['correct'],
        canWithdraw: true,
        hasEmail: true,
        isLinkOnItsWay: false,
      }}
    />,
  );
  expect(page).toMatch(/^<div class="wrap"><div class="tracking-pending" role="status"><p>Ta correction/);
});

test('the file to read has a line for what is filled, and one sentence for what is not', () => {
  const page = renderToStaticMarkup(
    <HeldDataPage
      data={{
        reference: 'JE-7K2M9QWX',
        madeOn: '23 novembre 2026',
        explanation: [],
        rows: [{ tab: 'Jeunes', cells: { Prénom: 'Inès', Projet: '', Quartier: '' } }],
        events: [],
        kept: {},
      }}
    />,
  );
  expect(page).toContain('<th scope="row">Prénom</th><td dir="auto">Inès</td>');
  expect(page.match(/<th /g)).toHaveLength(1);
  expect(page).toMatch(/Rien dans\s:\sProjet, Quartier\./);
});
