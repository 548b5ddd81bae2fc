import { html } from '../../../html/index.ts'
import type { Html } from '../../../html/index.ts'
import { shortfall } from '../exit-code.ts'
import type { Gate } from '../exit-code.ts'
import { byReason } from '../reasons.ts'
import type { ReasonGroup } from '../reasons.ts'
import type { Report, ReportedFailure, RuleReport } from '../report.ts'
import { testedShare } from '../summary.ts'
import { warningsOf } from '../tool-faults.ts'
import { cut, number, percent, plural, seconds, splitTicks } from '../text.ts'

const VALUE = 4000
const COMMAND = 8000
/** The number of failures of a rule that are open. The others are collapsed. */
const OPEN = 1

/** How the page shows each verdict. */
export const VERDICTS = {
  failed: { mark: '✗', name: 'Failed' },
  untested: { mark: '○', name: 'Untested' },
  passed: { mark: '✓', name: 'Passed' },
} as const

/** Renders the report of one API. */
export function apiSection(report: Report, id: string, gate: Gate): Html {
  const { api, target, seed, shard, summary, rules, notes } = report
  const warnings = warningsOf(report)
  const anchorOf = (rule: RuleReport) => `${id}-rule-${rules.indexOf(rule) + 1}`
  const failed = rules.filter((rule) => rule.verdict === 'failed')
  const gateFailure = shortfall(report, gate)
  return html`<section class="api" aria-labelledby="${id}">
    <h2 id="${id}">${api}</h2>
    <p class="facts">
      <code>${target}</code> <span>seed ${seed}</span> <span>${plural(summary.exchanges, 'exchange')}</span>
      <span>${seconds(summary.durationMs)}</span> ${shard !== undefined && html`<span>shard ${shard}</span>`}
    </p>
    ${proportions(report)} ${gateFailure !== undefined && html`<p class="gate">${gateFailure}</p>`}
    ${failed.length > 0 && group('Failed', ...failed.map((rule) => failedRule(rule, anchorOf(rule))))}
    ${untestedRules(byReason(rules), anchorOf)} ${warnings.length > 0 && remarks('Warnings', warnings)}
    ${notes.length > 0 && remarks('Notes', notes)} ${group('Every rule', ruleTable(rules, anchorOf))}
  </section>`
}

function group(title: string, ...content: readonly Html[]): Html {
  return html`<div class="group">
    <h3>${title}</h3>
    ${content}
  </div>`
}

function remarks(title: string, texts: readonly string[]): Html {
  return html`<div class="notes">
    <h3>${title}</h3>
    <ul>
      ${texts.map((text) => html`<li>${cut(text, VALUE)}</li>`)}
    </ul>
  </div>`
}

function ruleTable(rules: readonly RuleReport[], anchorOf: (rule: RuleReport) => string): Html {
  return html`<table>
    <thead>
      <tr>
        <th scope="col"><span>Verdict</span></th>
        <th scope="col">Rule</th>
        <th scope="col" class="number"><span>Evidence</span></th>
      </tr>
    </thead>
    <tbody>
      ${rules.map((rule) => row(rule, anchorOf(rule)))}
    </tbody>
  </table>`
}

/** Renders the verdicts as a bar with a legend. The widths are attributes, because the policy allows no inline style. */
function proportions({ summary }: Report): Html {
  const counts = [
    ['passed', summary.passed],
    ['failed', summary.failed],
    ['untested', summary.untested],
  ] as const
  const total = Math.max(1, summary.rules)
  const bars = counts.map(([verdict, count], index) => {
    const before = counts.slice(0, index).reduce((sum, [, one]) => sum + one, 0)
    const [x, width] = [(before / total) * 100, (count / total) * 100]
    return html`<rect class="${verdict}" x="${x.toFixed(3)}" width="${width.toFixed(3)}" height="1" />`
  })
  const legend = counts.map(
    ([verdict, count]) =>
      html`<li class="${count === 0 ? 'zero' : verdict}">
        <b>${number(count)}</b> ${VERDICTS[verdict].name.toLowerCase()}
      </li>`,
  )
  return html`<svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">${bars}</svg>
    <ul class="legend">
      ${legend}
      <li><b>${percent(testedShare(summary))}</b> of ${plural(summary.rules, 'rule')} tested</li>
    </ul>`
}

function failedRule(rule: RuleReport, anchor: string): Html {
  const open = rule.failures.slice(0, OPEN)
  const collapsed = rule.failures.slice(OPEN)
  return html`<article class="rule" id="${anchor}" data-rule="${anchor}" data-verdict="failed">
    <h4>${rule.id}</h4>
    <p class="source"><code>${rule.source}</code> <span>seen ${plural(rule.failureCount, 'time')}</span></p>
    <p>${prose(rule.text)}</p>
    ${open.map(failureBlock)} ${collapsed.length > 0 && moreFailures(collapsed)}
  </article>`
}

function moreFailures(failures: readonly ReportedFailure[]): Html {
  return html`<details>
    <summary>${plural(failures.length, 'more case')}</summary>
    ${failures.map(failureBlock)}
  </details>`
}

function failureBlock({ case: name, expected, actual, curl }: ReportedFailure): Html {
  const isWhole = curl.length <= COMMAND
  const label = isWhole
    ? 'Reproduce with'
    : 'Reproduce with (shortened; the JSON report has the whole command)'
  return html`<div class="failure">
    <p class="case">${cut(name, VALUE)}</p>
    <div class="pair">
      <div class="expected">
        <p class="label">Expected</p>
        <pre>${cut(expected, VALUE)}</pre>
      </div>
      <div class="received">
        <p class="label">Received</p>
        <pre>${cut(actual, VALUE)}</pre>
      </div>
    </div>
    <div class="reproduce" ${isWhole && html`data-copy`}>
      <p class="label">${label}</p>
      <pre>${cut(curl, COMMAND)}</pre>
    </div>
  </div>`
}

function untestedRules(
  groups: readonly ReasonGroup[],
  anchorOf: (rule: RuleReport) => string,
): Html | undefined {
  if (groups.length === 0) return undefined
  const item = (rule: RuleReport) =>
    html`<li data-rule="${anchorOf(rule)}" data-verdict="untested"><code>${rule.id}</code></li>`
  const details = groups.map(
    ({ reason, rules }) =>
      html`<details class="reason group" open>
        <summary>${prose(cut(reason, VALUE))} <span>${plural(rules.length, 'rule')}</span></summary>
        <ul>
          ${rules.map(item)}
        </ul>
      </details>`,
  )
  return group('Untested', ...details)
}

function row({ id, text, source, verdict, reason, evidence }: RuleReport, anchor: string): Html {
  const { mark, name } = VERDICTS[verdict]
  const title = verdict === 'failed' ? html`<a href="#${anchor}">${id}</a>` : html`${id}`
  return html`<tr data-rule="${anchor}" data-verdict="${verdict}">
    <td>
      <span class="verdict ${verdict}"
        ><span aria-hidden="true">${mark}</span> <span class="word">${name}</span></span
      >
    </td>
    <td>
      <p class="id">${title}</p>
      <p>${prose(text)}</p>
      ${reason !== undefined && html`<p class="why">${prose(cut(reason, VALUE))}</p>`}
      <p class="source"><code>${source}</code></p>
    </td>
    <td class="number">${number(evidence)}</td>
  </tr>`
}

/** Renders a text. The parts in backticks are code. */
function prose(text: string): readonly Html[] {
  return splitTicks(text).map((part) => (part.code ? html`<code>${part.text}</code>` : html`${part.text}`))
}
