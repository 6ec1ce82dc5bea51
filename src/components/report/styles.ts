/** Styles of the report, which stands alone in a file: an A4 sheet on paper, one column on a phone, always light. */
export const REPORT_CSS = `
@page { size: A4 portrait; margin: 8mm 11mm; }
.report-page { margin: 0; background: #fff; }
.report { color-scheme: light; box-sizing: border-box; max-width: 186mm; margin: 0 auto; padding: 1rem; background: #fff; color: #1b1a2e; font: 400 9pt/1.25 'Atkinson Hyperlegible Next', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif; }
.report h1 { margin: 0; font-size: 18pt; line-height: 1.1; }
.report h2 { margin: 2.6mm 0 0.8mm; font-size: 11pt; line-height: 1.2; }
.report h3 { margin: 0; font-size: 9.5pt; }
.report p { margin: 0; }
.report-head { border-top: 2mm solid #b83a1b; padding-top: 2mm; }
.report-heads { display: grid; grid-template-columns: repeat(auto-fit, minmax(36mm, 1fr)); gap: 3mm; margin: 3mm 0 0; }
.report-heads div { display: flex; flex-direction: column-reverse; justify-content: flex-end; border-left: 1mm solid #ffc233; padding-left: 2mm; }
.report-heads dd { margin: 0; font-size: 16pt; font-weight: 700; line-height: 1.1; }
.report-heads dt { color: #474459; }
.report table { width: 100%; border-collapse: collapse; }
.report th, .report td { padding: 0.45mm 0; border-top: 0.2mm solid #c9c4d2; text-align: left; vertical-align: top; font-weight: 400; }
.report .sr-only { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.report tbody th { padding-right: 3mm; }
.report tbody th b { font-weight: 700; }
.report small { font-size: 7.5pt; line-height: 1.2; color: #474459; }
.report td.report-value { white-space: nowrap; text-align: right; font-weight: 700; width: 1%; padding-left: 2mm; font-size: 8.5pt; }
.report td.report-bar { width: 18mm; padding-top: 1.2mm; }
.report svg { display: block; width: 100%; height: 2.4mm; }
.report-breakdowns { display: grid; grid-template-columns: repeat(auto-fit, minmax(54mm, 1fr)); gap: 0 5mm; }
.report-breakdowns th { white-space: nowrap; font-size: 8pt; }
.report-breakdowns td.report-value { font-size: 8pt; }
.report-breakdowns td.report-bar { width: 40%; }
.report-breakdowns p { line-height: 1.05; margin-bottom: 0.5mm; }
.report-foot { margin-top: 3mm; border-top: 0.2mm solid #c9c4d2; padding-top: 1.5mm; font-size: 7.3pt; line-height: 1.25; color: #474459; }
@media screen { .report { max-width: 52rem; font-size: 11pt; } .report small, .report-foot { font-size: 9.5pt; } .report td.report-value, .report-breakdowns th, .report-breakdowns td.report-value { font-size: 10.5pt; } }
@media (max-width: 36rem) { .report td.report-bar { display: none; } .report td.report-value { white-space: normal; min-width: 21mm; } .report-breakdowns td.report-value { white-space: nowrap; } }
@media print { .report { max-width: none; padding: 0; } .report tr, .report-breakdowns > * { break-inside: avoid; } }
`;
