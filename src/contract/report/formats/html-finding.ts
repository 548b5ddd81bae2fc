import { html } from '../../../html/index.ts'
import type { Html } from '../../../html/index.ts'
import { isFailing } from '../exit-code.ts'
import type { Gate } from '../exit-code.ts'
import type { Finding } from '../findings/finding.ts'
import { replayCommand } from '../replay.ts'
import type { Report, ReportedFailure } from '../report.ts'
import { cut, number, plural, splitTicks } from '../text.ts'

const VALUE = 4000
const COMMAND = 8000
/** The most failures that a finding shows besides its example. */
const MORE = 10

interface Place {
  readonly anchor: string
  /** The anchors of the rules of the finding. */
  readonly rules: readonly string[]
  readonly gate: Gate
}

/** Renders a finding with its example. Its other failures are collapsed. */
export function findingArticle(report: Report, finding: Finding, { anchor, rules, gate }: Place): Html {
  const { title, text, source, count, of, unit, ignored } = finding
  const { case: name, expected, actual, curl } = finding
  const failures = report.rules
    .filter(({ id }) => finding.rules.includes(id))
    .flatMap((rule) => rule.failures.filter((one) => one.curl !== curl || one.actual !== actual))
  const kind = isFailing(finding, gate) ? 'rule' : 'rule minor'
  return html`<article class="${kind}" id="${anchor}" data-rule="${rules.join(' ')}" data-verdict="failed">
    <h4>${prose(cut(title, VALUE))}</h4>
    <p class="source">
      <code>${source}</code> <span>in ${number(count)} of ${plural(of, unit)}</span>
      ${ignored !== undefined && html`<span>${ignored}</span>`}
    </p>
    ${title !== text.replace(/\.$/, '') && html`<p>${prose(text)}</p>`}
    ${failureBlock({ case: name, expected, actual, curl })}
    ${finding.case !== '' && commandBlock('Play this case again', replayCommand(report, finding))}
    ${ruleList(finding.rules)} ${failures.length > 0 && moreFailures(failures.slice(0, MORE))}
    <p class="fingerprint">finding <code>${finding.id}</code></p>
  </article>`
}

function ruleList(ids: readonly string[]): Html {
  return html`<details ${ids.length <= 5 && html`open`}>
    <summary>${plural(ids.length, 'rule')}</summary>
    <ul class="ids">
      ${ids.map((id) => html`<li><code>${id}</code></li>`)}
    </ul>
  </details>`
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

function commandBlock(label: string, command: string): Html {
  return html`<div class="reproduce" data-command>
    <p class="label">${label}</p>
    <pre>${cut(command, COMMAND)}</pre>
  </div>`
}

/** Renders a text. The parts in backticks are code. */
export function prose(text: string): readonly Html[] {
  return splitTicks(text).map((part) => (part.code ? html`<code>${part.text}</code>` : html`${part.text}`))
}
