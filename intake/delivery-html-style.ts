/** How a report looks, on screens of any width, in the dark, and on paper, where rows stay whole and heads come again. */
export const REPORT_STYLE = `
:root { color-scheme: light dark;
  --paper: light-dark(#f5f2eb, #17181a); --sheet: light-dark(#fffdf8, #202225); --ink: light-dark(#22262b, #e9e6df);
  --soft: light-dark(#5c6067, #a7a49d); --line: light-dark(#d9d3c4, #383b40);
  --good: light-dark(#2c6a3f, #86c995); --good-soft: light-dark(#e0eedf, #1e3023);
  --bad: light-dark(#9c2f24, #f09a8c); --bad-soft: light-dark(#f7e3de, #3a2320);
  --warn: light-dark(#805300, #e3b769); --warn-soft: light-dark(#f5ead0, #352b18); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 0.9375rem/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", "Helvetica Neue", Arial, sans-serif; }
main { max-width: 75rem; margin: 0 auto; padding: 2.5rem 1.5rem; }
h1 { margin: 0.75rem 0 0.25rem; font-size: 1.75rem; line-height: 1.2; overflow-wrap: anywhere; }
h2 { margin: 2.5rem 0 0.25rem; font-size: 1.25rem; }
p { margin: 0.25rem 0 0.75rem; max-width: 48rem; }
.verdict { display: inline-block; margin: 0; padding: 0.25rem 0.75rem; border: 2px solid; border-radius: 0.5rem; font-weight: 700; }
.accepted { color: var(--good); background: var(--good-soft); }
.returned { color: var(--bad); background: var(--bad-soft); }
.sentence { font-size: 1.0625rem; }
dl { display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; margin: 1rem 0 0; }
dt { color: var(--soft); font-size: 0.8125rem; }
dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 0.5rem; background: var(--sheet); }
.scroll:focus-visible { outline: 3px solid var(--good); outline-offset: 2px; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 0.5rem 0.75rem; border-top: 1px solid var(--line); text-align: start; vertical-align: top; font-weight: 400; }
thead th { border-top: 0; color: var(--soft); font-size: 0.8125rem; font-weight: 600; white-space: nowrap; }
tbody tr:first-child > * { border-top-color: var(--soft); }
.number { font-variant-numeric: tabular-nums; white-space: nowrap; }
.findings th[scope="row"] { font-weight: 600; }
.findings td:nth-child(3) { min-width: 20rem; }
.findings td:last-child { min-width: 12rem; }
.counts tbody th { font-weight: 600; }
.kind { padding: 0.0625rem 0.5rem; border-radius: 1rem; font-size: 0.8125rem; font-weight: 600; white-space: nowrap; }
.error .kind { color: var(--bad); background: var(--bad-soft); }
.warning .kind { color: var(--warn); background: var(--warn-soft); }
.soft { color: var(--soft); }
.bad { color: var(--bad); font-weight: 700; }
.total > * { border-top: 2px solid var(--soft); font-weight: 700; }
code { font: 0.8125rem/1.4 ui-monospace, "SF Mono", "Cascadia Mono", "Noto Sans Mono", monospace; overflow-wrap: anywhere; }
@page { margin: 15mm; }
@media print {
  :root { color-scheme: light; }
  body { background: none; font-size: 9.5pt; }
  main { max-width: none; padding: 0; }
  .scroll { overflow: visible; border: 0; background: none; }
  .findings td:nth-child(3) { min-width: 0; }
  .findings td:last-child { min-width: 14em; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  h2 { break-after: avoid; }
  .verdict, .kind { print-color-adjust: exact; }
}
`;
