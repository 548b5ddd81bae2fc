import type { ExpectedResponse, Description, Operation } from '../../description/index.ts'
import { html } from '../../html/index.ts'
import type { Html } from '../../html/index.ts'
import { inline } from '../markdown/markdown.ts'
import { makeTable } from './table.ts'
import { describeSchema } from '../schema/schema-text.ts'
import { durationInWords } from './duration.ts'
import { exampleOf, listed } from './response-examples.ts'

/** What a key does, as a table made from `x-idempotency`. */
export function idempotencyTable(_: Description, operation: Operation): Html | undefined {
  const { idempotency } = operation
  if (idempotency === undefined) return undefined
  const { header, retention, stores, releases, replay, mismatch, inProgress, retry } = idempotency
  const parameter = operation.parameters.find(({ object }) => object.name === header)?.object
  const headers = Object.entries(replay?.headers ?? {}).map(([name, value]) => `${name}: ${value}`)
  const rows: [string, Html | string][] = [
    [
      'Header',
      html`<code>${header}</code>, ${parameter?.required === true ? 'required' : 'optional'};
        ${inline(describeSchema(parameter?.schema ?? {}))}`,
    ],
    ['Kept for', durationInWords(retention)],
    ['Saved under the key', listed(stores, 'and')],
    ['Leaves the key free', `a request that ended in ${listed(releases, 'or')}`],
    [
      'A replay has',
      html`the saved status and body${headers.map((line) => html`, and <code>${line}</code>`)}`,
    ],
    [`Same key, another ${listed(mismatch.differs, 'or')}`, responsesText(operation, mismatch.responses)],
    [
      'Same key, first request still running',
      html`${responsesText(operation, inProgress.responses)}, or the saved answer`,
    ],
  ]
  if (retry !== undefined)
    rows.push(['Whether to retry', html`the server may say in <code>${retry.directive}</code>`])
  return makeTable(['', 'Described as'], rows)
}

function responsesText(operation: Operation, responses: readonly ExpectedResponse[]): Html {
  return html`${responses.map((response, index) => {
    const summary = exampleOf(operation, response)?.summary
    return html`${index > 0 && ', or '}<code>${response.status}</code>${summary !== undefined && ` (${summary})`}`
  })}`
}
