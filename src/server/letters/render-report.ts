import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { ReportPage } from '../../components/report/ReportPage.tsx';
import type { ReportTold } from '../../domain/figures/report.ts';

/** The report as an HTML document. */
export function renderReport(props: ReportTold): string {
  return `<!DOCTYPE html>${renderToStaticMarkup(createElement(ReportPage, props))}`;
}
