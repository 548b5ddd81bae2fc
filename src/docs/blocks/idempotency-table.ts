import type { ExpectedResponse, Description, Operation } from '../../description/index.ts'
import { html } from '../../html/index.ts'
import type { Html } from '../../html/index.ts'
import { inline } from '../markdown/markdown.ts'
import { makeTable } from './table.ts'
import { describeSchema } from '../schema/schema-text.ts'
import { durationInWords, exampleOf } from '../../description/index.ts'
import { listed } from './response-examples.ts'

/** Renders `x-idempotency` as a table. */
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
    ['Retention', durationInWords(retention)],
    ['Stored responses', listed(stores, 'and')],
    ['Key released after', listed(releases, 'or')],
    ['Replay', html`the stored status and body${headers.map((line) => html`, and <code>${line}</code>`)}`],
    [`Same key, different ${listed(mismatch.differs, 'or')}`, responsesText(operation, mismatch.responses)],
    [
      'Same key, first request in progress',
      html`${responsesText(operation, inProgress.responses)}, or the stored response`,
    ],
  ]
  if (retry !== undefined)
    rows.push(['Retry directive', html`response header <code>${retry.directive}</code>`])
  return makeTable(['', 'Described behavior'], rows)
}

function responsesText(operation: Operation, responses: readonly ExpectedResponse[]): Html {
  return html`${responses.map((response, index) => {
    const summary = exampleOf(operation, response)?.summary
    return html`${index > 0 && ', or '}<code>${response.status}</code>${summary !== undefined && ` (${summary})`}`
  })}`
}
