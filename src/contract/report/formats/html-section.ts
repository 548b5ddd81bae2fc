import { html } from '../../../html/index.ts'
import type { Html } from '../../../html/index.ts'
import { shortfall } from '../exit-code.ts'
import type { Gate } from '../exit-code.ts'
import { byReason } from '../reasons.ts'
import type { ReasonGroup } from '../reasons.ts'
import { findingsOf } from '../findings/find.ts'
import type { Finding } from '../findings/finding.ts'
import { findingArticle, prose } from './html-finding.ts'
import type { Report, RuleReport } from '../report.ts'
import { testedShare } from '../summary.ts'
import { warningsOf } from '../tool-faults.ts'
import { cut, number, percent, plural, seconds } from '../text.ts'

const VALUE = 4000

/** How the page shows each verdict. */
export const VERDICTS = {
  failed: { mark: '✗', name: 'Failed' },
  untested: { mark: '○', name: 'Untested' },
  passed: { mark: '✓', name: 'Passed' },
} as const

/** Renders the report of one API. */
export function apiSection(report: Report, id: string, gate: Gate): Html {
  const { api, target, seed, shard, summary, rules, notes, stopped } = report
  const warnings = warningsOf(report)
  const anchorOf = (rule: RuleReport) => `${id}-rule-${rules.indexOf(rule) + 1}`
  const findings = findingsOf(report)
  const findingAnchor = (index: number) => `${id}-finding-${index + 1}`
  /** The anchor of the finding that a failed rule belongs to. */
  const linkOf = (rule: RuleReport) => {
    const index = findings.findIndex((finding) => finding.rules.includes(rule.id))
    return index < 0 ? undefined : findingAnchor(index)
  }
  const anchorsOf = ({ rules: ids }: Finding) => rules.filter((rule) => ids.includes(rule.id)).map(anchorOf)
  const gateFailure = shortfall(report, gate)
  return html`<section class="api" aria-labelledby="${id}">
    <h2 id="${id}">${api}</h2>
    <p class="facts">
      <code>${target}</code> <span>seed ${seed}</span> <span>${plural(summary.exchanges, 'exchange')}</span>
      <span>${seconds(summary.durationMs)}</span> ${shard !== undefined && html`<span>shard ${shard}</span>`}
    </p>
    ${proportions(report)} ${gateFailure !== undefined && html`<p class="gate">${gateFailure}</p>`}
    ${stopped !== undefined && html`<p class="gate">${stopped}</p>`}
    ${
      findings.length > 0 &&
      group(
        'Findings',
        ...findings.map((finding, index) =>
          findingArticle(report, finding, { anchor: findingAnchor(index), rules: anchorsOf(finding), gate }),
        ),
      )
    }
    ${untestedRules(byReason(rules), anchorOf)} ${warnings.length > 0 && remarks('Warnings', warnings)}
    ${notes.length > 0 && remarks('Notes', notes)} ${group('Every rule', ruleTable(rules, anchorOf, linkOf))}
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

function ruleTable(
  rules: readonly RuleReport[],
  anchorOf: (rule: RuleReport) => string,
  linkOf: (rule: RuleReport) => string | undefined,
): Html {
  return html`<table>
    <thead>
      <tr>
        <th scope="col"><span>Verdict</span></th>
        <th scope="col">Rule</th>
        <th scope="col" class="number"><span>Evidence</span></th>
      </tr>
    </thead>
    <tbody>
      ${rules.map((rule) => row(rule, anchorOf(rule), linkOf(rule)))}
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

function untestedRules(
  groups: readonly ReasonGroup[],
  anchorOf: (rule: RuleReport) => string,
): Html | undefined {
  if (groups.length === 0) return undefined
  const item = (rule: RuleReport) =>
    html`<li data-rule="${anchorOf(rule)}" data-verdict="untested"><code>${rule.id}</code></li>`
  const details = groups.map(
    ({ reason, advice, rules }) =>
      html`<details class="reason group">
        <summary>
          ${prose(cut(reason, VALUE))} ${advice !== undefined && html`<em>${prose(advice)}</em>`}
          <span>${plural(rules.length, 'rule')}</span>
        </summary>
        <ul>
          ${rules.map(item)}
        </ul>
      </details>`,
  )
  return group('Untested', ...details)
}

function row(
  { id, text, source, verdict, reason, evidence }: RuleReport,
  anchor: string,
  link?: string,
): Html {
  const { mark, name } = VERDICTS[verdict]
  const title = link === undefined ? html`${id}` : html`<a href="#${link}">${id}</a>`
  return html`<tr id="${anchor}" data-rule="${anchor}" data-verdict="${verdict}">
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
