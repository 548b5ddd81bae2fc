import { contentSecurityPolicy, html, styleElement } from '../../html/index.ts'
import type { Html } from '../../html/index.ts'
import type { ReportedFault, SelftestReport } from './report.ts'
import { headline, percent } from './terminal.ts'

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 70rem; margin: 0 auto; padding: 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #8884; }
code { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
summary { cursor: pointer; }
meter { width: 12rem; }
.hint { font-weight: 600; }
`

/** Renders reports as one page that opens from a file, and sends no request. */
export function htmlReport(reports: readonly SelftestReport[]): string {
  const names = reports.map(({ api }) => api).join(', ')
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy({ styles: [STYLE] })}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${names} · selftest of the contract</title>
        <link rel="icon" href="data:," />
        ${styleElement(STYLE)}
      </head>
      <body>
        <h1>Selftest of the contract</h1>
        ${reports.map(section)}
      </body>
    </html>`.html
}

function section(report: SelftestReport): Html {
  const { survivors, faults, excluded, score } = report
  const textOf = new Map(faults.map(({ id, text }) => [id, text]))
  return html`<section>
    <h2>${report.api}</h2>
    <p>
      <meter min="0" max="100" value="${Math.floor(score)}">${percent(score)}</meter> ${headline(report)}.
      Seed ${report.seed}.
    </p>
    <h3>Not noticed</h3>
    ${survivors.length === 0 ? html`<p>Every fault would be noticed.</p>` : false}
    ${survivors.map(
      ({ reason, hint, source, faults: ids }) =>
        html`<details>
          <summary>
            <code>${source}</code> ${reason} (${ids.length}) <span class="hint">${hint ?? ''}</span>
          </summary>
          <ul>
            ${ids.map((id) => html`<li>${textOf.get(id) ?? id}</li>`)}
          </ul>
        </details>`,
    )}
    ${excluded.length === 0 ? false : html`<h3>Failing against the correct mock too</h3>`}
    ${excluded.map((each) => html`<p><code>${each.case}</code>: ${each.rules.join(', ')}</p>`)}
    ${report.problems.map((problem) => html`<p>${problem}</p>`)}
    <h3>All faults</h3>
    <table>
      <thead>
        <tr>
          <th scope="col">Kind</th>
          <th scope="col">Fault</th>
          <th scope="col">Verdict</th>
          <th scope="col">Failed rule, or reason</th>
          <th scope="col">Source</th>
        </tr>
      </thead>
      <tbody>
        ${faults.map(row)}
      </tbody>
    </table>
  </section>`
}

function row({ kind, text, verdict, rule, reason, source }: ReportedFault): Html {
  return html`<tr>
    <td>${kind}</td>
    <td>${text}</td>
    <td>${verdict}</td>
    <td><code>${rule ?? ''}</code>${reason ?? ''}</td>
    <td><code>${source}</code></td>
  </tr>`
}
