import type { ReportBreakdown, ReportFigure, ReportTold } from '../../domain/figures/report.ts';
import { NO_BREAK } from '../../domain/day-in-words.ts';
import { formatDay } from '../../domain/french-dates.ts';
import { typeset } from '../../domain/typeset.ts';

/** A bar as long as its share; the number beside it says the same. */
function Bar({ share }: { readonly share: number | undefined }) {
  return (
    <td className="report-bar">
      {share !== undefined && (
        <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">
          <rect width="100" height="6" fill="#f1ebe2" />
          <rect width={Math.round(share * 1000) / 10} height="6" fill="#b83a1b" />
        </svg>
      )}
    </td>
  );
}

/** The titles of a table's columns, which only a screen reader needs. */
function Columns({ titles }: { readonly titles: readonly string[] }) {
  return (
    <thead>
      <tr>
        {titles.map((title) => (
          <th key={title} scope="col" className="sr-only">
            {title}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Figures({ title, figures }: { readonly title: string; readonly figures: readonly ReportFigure[] }) {
  return (
    <section>
      <h2>{typeset(title)}</h2>
      <table>
        <Columns titles={['Ce qui est compté', 'Part', 'Nombre']} />
        <tbody>
          {figures.map(({ label, definition, value, share }) => (
            <tr key={label}>
              <th scope="row">
                <b>{typeset(label)}</b> <small>{typeset(definition)}</small>
              </th>
              <Bar share={share} />
              <td className="report-value">{typeset(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Breakdown({ title, definition, of, cells }: ReportBreakdown) {
  return (
    <div>
      <h3>{typeset(title)}</h3>
      <p>
        <small>{typeset(`Selon ${definition} ; sur${NO_BREAK}${of}${NO_BREAK}jeunes.`)}</small>
      </p>
      <table>
        <Columns titles={['Groupe', 'Part', 'Jeunes']} />
        <tbody>
          {cells.map(({ label, value, share }) => (
            <tr key={label}>
              <th scope="row">{typeset(label)}</th>
              <Bar share={share} />
              <td className="report-value">{typeset(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A season on one A4 page: numbers, bars with their tables, what each number counts. */
export function ReportSheet({ report, programme, organisation, support }: ReportTold) {
  const { season, madeOn, heads, sections, breakdowns } = report;
  return (
    <div className="report">
      <header className="report-head">
        <h1>{typeset(`${programme} : la saison ${season}`)}</h1>
        <p>{typeset(`${organisation}, le ${formatDay(madeOn)}.`)}</p>
        <dl className="report-heads">
          {heads.map(({ value, label }) => (
            <div key={label}>
              <dt>{typeset(label)}</dt>
              <dd>{typeset(value)}</dd>
            </div>
          ))}
        </dl>
      </header>
      {sections.map((section) => (
        <Figures key={section.title} {...section} />
      ))}
      {breakdowns.length > 0 && (
        <section>
          <h2>{typeset('Qui sont les jeunes accompagnés')}</h2>
          <div className="report-breakdowns">
            {breakdowns.map((breakdown) => (
              <Breakdown key={breakdown.title} {...breakdown} />
            ))}
          </div>
        </section>
      )}
      <footer className="report-foot">
        <p>
          {typeset(
            'Les totaux sont exacts. Ils sont comptés chaque nuit, et ne changent pas quand les données d’une personne sont effacées. Par site, âge et quartier, les nombres sont arrondis à 5 près et un petit nombre est dit « moins de 5 », pour que personne n’y soit reconnu. Le genre n’est pas demandé, donc pas compté.',
          )}
        </p>
        <p>{typeset(support)}</p>
      </footer>
    </div>
  );
}
