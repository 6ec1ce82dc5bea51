import type { ReportTold } from '../../domain/figures/report.ts';
import { ReportSheet } from './ReportSheet.tsx';
import { REPORT_CSS } from './styles.ts';

/** The sheet as a document of its own, which any browser opens and prints: it loads nothing. */
export function ReportPage(props: ReportTold) {
  return (
    <html lang="fr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${props.programme}, saison ${props.report.season}`}</title>
        <style>{REPORT_CSS}</style>
      </head>
      <body className="report-page">
        <main>
          <ReportSheet {...props} />
        </main>
      </body>
    </html>
  );
}
