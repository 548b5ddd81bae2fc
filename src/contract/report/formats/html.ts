import { readFileSync } from 'node:fs'
import { contentSecurityPolicy, html, scriptElement, styleElement } from '../../../html/index.ts'
import type { Html } from '../../../html/index.ts'
import { isFailing, shortfall } from '../exit-code.ts'
import type { Gate } from '../exit-code.ts'
import { findingsOf } from '../findings/find.ts'
import { apiSection, VERDICTS } from './html-section.ts'
import type { Report } from '../report.ts'
import { number, plural, visibleReport } from '../text.ts'

/**
 * Renders a report as one self-contained page: it opens from a file, sends no request, reads well without its script, and
 * follows the light or dark scheme of the reader. Its texts come from servers and are hostile: everything is escaped, and
 * the Content-Security-Policy allows only the script of the page.
 */
export function htmlReport(given: readonly Report[], gate: Gate = {}): string {
  const reports = given.map(visibleReport)
  const style = asset('html-page.css')
  const script = asset('html-page.js')
  const policy = contentSecurityPolicy({ scripts: [script], styles: [style] })
  const names = reports.map(({ api }) => api).join(', ')
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${outcome(reports, gate).title} · ${names} · contract report</title>
        <link rel="icon" href="data:," />
        ${styleElement(style)}
      </head>
      <body>
        <header class="top">
          <h1>Contract report</h1>
          ${outcome(reports, gate).line}
        </header>
        ${tools(reports)}
        <main>
          ${reports.map((report, index) => apiSection(report, `api-${index + 1}`, gate))}
          <p class="nothing" hidden>No rule matches.</p>
        </main>
        ${scriptElement(script)}
      </body>
    </html>`.html
}

/** Reads the style sheet or the script of the page. */
function asset(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8')
}

function outcome(reports: readonly Report[], gate: Gate): { title: string; line: Html } {
  const findings = reports.flatMap(findingsOf).filter((finding) => isFailing(finding, gate))
  const stopped = reports.find((report) => report.stopped !== undefined)
  const gateFailures = reports.flatMap((report) => shortfall(report, gate) ?? [])
  const line = (verdict: keyof typeof VERDICTS, text: string): Html =>
    html`<p class="outcome ${verdict}"><span aria-hidden="true">${VERDICTS[verdict].mark}</span> ${text}</p>`
  if (findings.length > 0) {
    const failed = new Set(findings.flatMap(({ rules }) => rules)).size
    const title = `${plural(findings.length, 'finding')}, ${plural(failed, 'rule')} failed`
    return { title, line: line('failed', title) }
  }
  if (stopped !== undefined)
    return { title: 'the run stopped', line: line('untested', stopped.stopped ?? '') }
  if (gateFailures.length > 0) {
    return { title: 'too few rules tested', line: line('untested', gateFailures.join(' ')) }
  }
  return { title: 'all passed', line: line('passed', 'Every tested rule passed') }
}

/** Renders the filter. It is hidden until the script runs, because it needs the script. */
function tools(reports: readonly Report[]): Html {
  const total = (count: (report: Report) => number) => reports.reduce((sum, report) => sum + count(report), 0)
  const choices = [
    ['', 'All', total(({ summary }) => summary.rules)],
    ['failed', VERDICTS.failed.name, total(({ summary }) => summary.failed)],
    ['untested', VERDICTS.untested.name, total(({ summary }) => summary.untested)],
    ['passed', VERDICTS.passed.name, total(({ summary }) => summary.passed)],
  ] as const
  return html`<div class="tools" role="search" hidden>
    <div class="choices" role="group" aria-label="Verdict">
      ${choices.map(
        ([verdict, name, count]) =>
          html`<button type="button" data-choose="${verdict}" aria-pressed="${String(verdict === '')}">
            ${name} <span>${number(count)}</span>
          </button>`,
      )}
    </div>
    <input
      type="search"
      placeholder="Search rules, sources and values"
      aria-label="Search rules, sources and values"
    />
    <output class="shown"></output>
  </div>`
}
