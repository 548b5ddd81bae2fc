import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { foldCommand } from '../../repro/fold.ts'
import { shortfall } from '../exit-code.ts'
import type { Gate } from '../exit-code.ts'
import { markup, trusted } from '../markup.ts'
import type { Markup } from '../markup.ts'
import { byReason } from '../reasons.ts'
import type { ReasonGroup } from '../reasons.ts'
import type { Report, ReportedFailure, RuleReport } from '../report.ts'
import { testedShare } from '../summary.ts'
import { cut, number, percent, plural, seconds, splitTicks } from '../text.ts'

const VALUE = 4000
const COMMAND = 8000
/** Violations that stand open; the others are folded away. */
const OPEN = 1

const VERDICTS = {
  failed: { mark: '✗', name: 'Broken' },
  untested: { mark: '○', name: 'Not reached' },
  passed: { mark: '✓', name: 'Held' },
} as const

/**
 * A report as one page that needs nothing beside itself: it opens from a file, asks no network, reads well without
 * its script, and follows the reader's light or dark scheme. What it shows comes from servers and is hostile: all
 * of it is escaped, and the page's content security policy runs this script and no other.
 */
export function htmlReport(reports: readonly Report[], gate: Gate = {}): string {
  const style = asset('html-page.css')
  const script = asset('html-page.js')
  const policy = [
    "default-src 'none'",
    `style-src ${hash(style)}`,
    `script-src ${hash(script)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  const names = reports.map(({ api }) => api).join(', ')
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${outcome(reports, gate).title} · ${names} · contract report</title>
<link rel="icon" href="data:,">
<style>${trusted(style)}</style>
</head>
<body>
<header class="top">
<h1>Contract report</h1>
${outcome(reports, gate).line}
</header>
${tools(reports)}
<main>
${reports.map((report, index) => apiSection(report, `api-${index + 1}`, gate))}<p class="nothing" hidden>No rule matches.</p>
</main>
<script>${trusted(script)}</script>
</body>
</html>
`.source
}

/** The page's style and script are files of their own; each is read once, when a page is written. */
function asset(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8')
}

function hash(source: string): string {
  return `'sha256-${createHash('sha256').update(source).digest('base64')}'`
}

function outcome(reports: readonly Report[], gate: Gate): { title: string; line: Markup } {
  const failed = reports.reduce((sum, { summary }) => sum + summary.failed, 0)
  const gateFailures = reports.flatMap((report) => shortfall(report, gate) ?? [])
  if (failed > 0) {
    const title = `${plural(failed, 'rule')} broken`
    return { title, line: markup`<p class="outcome broken"><span aria-hidden="true">✗</span> ${title}</p>` }
  }
  if (gateFailures.length > 0) {
    const line = markup`<p class="outcome not-reached"><span aria-hidden="true">○</span> ${gateFailures.join(' ')}</p>`
    return { title: 'too little reached', line }
  }
  const line = markup`<p class="outcome held"><span aria-hidden="true">✓</span> Every rule that was reached is held</p>`
  return { title: 'all held', line }
}

/** Hidden until the script, which it needs, has run. */
function tools(reports: readonly Report[]): Markup {
  const total = (count: (report: Report) => number) => reports.reduce((sum, report) => sum + count(report), 0)
  const choices = [
    ['', 'All', total(({ summary }) => summary.rules)],
    ['failed', VERDICTS.failed.name, total(({ summary }) => summary.failed)],
    ['untested', VERDICTS['untested'].name, total(({ summary }) => summary.untested)],
    ['passed', VERDICTS.passed.name, total(({ summary }) => summary.passed)],
  ] as const
  return markup`<div class="tools" role="search" hidden>
<div class="choices" role="group" aria-label="Verdict">
${choices.map(
  ([verdict, name, count]) =>
    markup`<button type="button" data-choose="${verdict}" aria-pressed="${String(verdict === '')}">${name} <span>${number(count)}</span></button>\n`,
)}</div>
<input type="search" placeholder="Find a rule, a place, a value" aria-label="Find a rule, a place, a value">
<output class="shown"></output>
</div>`
}

function apiSection(report: Report, id: string, gate: Gate): Markup {
  const { api, target, seed, shard, summary, rules, notes } = report
  const anchorOf = (rule: RuleReport) => `${id}-rule-${rules.indexOf(rule) + 1}`
  const failed = rules.filter((rule) => rule.verdict === 'failed')
  const gateFailure = shortfall(report, gate)
  return markup`<section class="api" aria-labelledby="${id}">
<h2 id="${id}">${api}</h2>
<p class="facts"><code>${target}</code> <span>seed ${seed}</span> <span>${plural(summary.exchanges, 'exchange')}</span> <span>${seconds(
    summary.durationMs,
  )}</span>${shard === undefined ? undefined : markup` <span>part ${shard}</span>`}</p>
${proportions(report)}
${gateFailure === undefined ? undefined : markup`<p class="failure">${gateFailure}</p>\n`}${
    failed.length === 0
      ? undefined
      : markup`<div class="group">
<h3>Broken</h3>
${failed.map((rule) => failedRule(rule, anchorOf(rule)))}</div>
`
  }${untestedRules(byReason(rules), anchorOf)}${
    notes.length === 0
      ? undefined
      : markup`<div class="notes">
<h3>Notes</h3>
<ul>
${notes.map((note) => markup`<li>${cut(note, VALUE)}</li>\n`)}</ul>
</div>
`
  }<div class="group">
<h3>Every rule</h3>
<table>
<thead><tr><th scope="col"><span>Verdict</span></th><th scope="col">Rule</th><th scope="col" class="number"><span>Evidence</span></th></tr></thead>
<tbody>
${rules.map((rule) => row(rule, anchorOf(rule)))}</tbody>
</table>
</div>
</section>
`
}

/** A bar and what it counts. Its widths are attributes: the policy allows no style in an element. */
function proportions({ summary }: Report): Markup {
  const counts = [
    ['passed', summary.passed],
    ['failed', summary.failed],
    ['untested', summary.untested],
  ] as const
  const total = Math.max(1, summary.rules)
  const bars = counts.map(([verdict, count], index) => {
    const before = counts.slice(0, index).reduce((sum, [, one]) => sum + one, 0)
    const [x, width] = [(before / total) * 100, (count / total) * 100]
    return markup`<rect class="${verdict}" x="${x.toFixed(3)}" width="${width.toFixed(3)}" height="1"/>`
  })
  const legend = counts.map(
    ([verdict, count]) =>
      markup`<li class="${count === 0 ? 'none' : verdict}"><b>${number(count)}</b> ${VERDICTS[verdict].name.toLowerCase()}</li>\n`,
  )
  return markup`<svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">${bars}</svg>
<ul class="legend">
${legend}<li><b>${percent(testedShare(summary))}</b> of ${plural(summary.rules, 'rule')} reached</li>
</ul>`
}

function failedRule(rule: RuleReport, anchor: string): Markup {
  const open = rule.failures.slice(0, OPEN)
  const folded = rule.failures.slice(OPEN)
  return markup`<article class="rule" id="${anchor}" data-rule="${anchor}" data-verdict="failed">
<h4>${rule.id}</h4>
<p class="place"><code>${rule.source}</code> <span>seen ${plural(rule.failureCount, 'time')}</span></p>
<p>${prose(rule.text)}</p>
${open.map(failureBlock)}${
    folded.length === 0
      ? undefined
      : markup`<details>
<summary>${plural(folded.length, 'more case')}</summary>
${folded.map(failureBlock)}</details>
`
  }</article>
`
}

function failureBlock({ case: name, expected, actual, curl }: ReportedFailure): Markup {
  const whole = curl.length <= COMMAND
  return markup`<div class="violation">
<p class="case">${cut(name, VALUE)}</p>
<div class="pair">
<div class="expected"><p class="label">Expected</p><pre>${cut(expected, VALUE)}</pre></div>
<div class="came"><p class="label">Came</p><pre>${cut(actual, VALUE)}</pre></div>
</div>
<div class="again"${whole ? markup` data-copy` : undefined}><p class="label">Shown again by${
    whole ? undefined : ' (cut; the JSON report has all of it)'
  }</p><pre>${foldCommand(cut(curl, COMMAND), 96)}</pre></div>
</div>
`
}

function untestedRules(
  groups: readonly ReasonGroup[],
  anchorOf: (rule: RuleReport) => string,
): Markup | undefined {
  if (groups.length === 0) return undefined
  return markup`<div class="group">
<h3>Not reached</h3>
${groups.map(
  ({ reason, rules }) => markup`<details class="reason group" open>
<summary>${prose(cut(reason, VALUE))} <span>${plural(rules.length, 'rule')}</span></summary>
<ul>
${rules.map((rule) => markup`<li data-rule="${anchorOf(rule)}" data-verdict="untested"><code>${rule.id}</code></li>\n`)}</ul>
</details>
`,
)}</div>
`
}

function row({ id, text, source, verdict, reason, evidence }: RuleReport, anchor: string): Markup {
  const { mark, name } = VERDICTS[verdict]
  const title = verdict === 'failed' ? markup`<a href="#${anchor}">${id}</a>` : markup`${id}`
  return markup`<tr data-rule="${anchor}" data-verdict="${verdict}">
<td><span class="verdict ${verdict}"><span aria-hidden="true">${mark}</span> <span class="word">${name}</span></span></td>
<td><p class="id">${title}</p><p>${prose(text)}</p>${
    reason === undefined ? undefined : markup`<p class="why">${prose(cut(reason, VALUE))}</p>`
  }<p class="place"><code>${source}</code></p></td>
<td class="number">${number(evidence)}</td>
</tr>
`
}

/** What stands in backticks is code. */
function prose(text: string): readonly Markup[] {
  return splitTicks(text).map((part) =>
    part.code ? markup`<code>${part.text}</code>` : markup`${part.text}`,
  )
}
