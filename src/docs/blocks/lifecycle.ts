import type { ExpectedResponse, Description, Lifecycle, Operation } from '../../description/index.ts'
import { exampleOf, isSuccess } from '../../description/index.ts'
import { html } from '../../html/index.ts'
import type { Html } from '../../html/index.ts'
import { makeTable } from './table.ts'
import { inline } from '../markdown/markdown.ts'
import { listed } from './response-examples.ts'

type Outcome = 'good' | 'maybe' | 'bad'

/** Renders `x-lifecycle` as a diagram and as a table. */
export function lifecycle({ api }: Description, operation: Operation): Html | undefined {
  if (operation.lifecycle === undefined) return undefined
  return html`<div class="beside">
    ${picture(api, operation, operation.lifecycle)} ${lifecycleTable(operation, operation.lifecycle)}
  </div>`
}

function outcomeOf(responses: readonly ExpectedResponse[]): Outcome {
  if (responses.every(({ status }) => !isSuccess(status))) return 'bad'
  return responses.every(({ status }) => isSuccess(status)) ? 'good' : 'maybe'
}

const WORDS: Record<Outcome, string> = { good: 'allowed', maybe: 'either', bad: 'rejected' }

/** Renders the states of a resource and the response of the operation in each. */
export function lifecycleTable(operation: Operation, { states, to }: Lifecycle): Html {
  return makeTable(
    ['State before', 'Call', 'Response'],
    Object.entries(states).map(([state, { responses }]) => {
      const outcome = outcomeOf(responses)
      return [
        html`<code>${state}</code>`,
        html`<span class="tag ${outcome}">${WORDS[outcome]}</span>`,
        html`${responses.map((response, index) => {
          const summary = exampleOf(operation, response)?.summary
          const meaning = isSuccess(response.status)
            ? html`: now <code>${to}</code>`
            : summary !== undefined && html`: ${inline(summary)}`
          return html`${index > 0 && ', or '}<code>${response.status}</code>${meaning}`
        })}`,
      ]
    }),
  )
}

const ROW = 44
const WIDTH = 400
const BOX = { width: 176, height: 30 }
const LEFT = 10
const TARGET = { x: 282, width: 108, height: 44 }

/** Draws the states on the left, the final state on the right, and an arrow for each transition. */
function picture(api: string, operation: Operation, { states, to }: Lifecycle): Html {
  const rows = Object.entries(states)
    .filter(([state]) => state !== to)
    .map(([state, { responses }]) => ({ state, outcome: outcomeOf(responses), responses }))
  const height = rows.length * ROW + 20
  const middle = height / 2
  const own = states[to]
  const id = `lifecycle-${api}-${operation.id}`
  return html`<figure>
    <svg
      viewBox="0 0 ${WIDTH} ${height}"
      role="img"
      aria-labelledby="${id}-title"
      aria-describedby="${id}-text"
    >
      <title id="${id}-title">Life cycle: ${operation.object.summary ?? operation.id}</title>
      <desc id="${id}-text">${describeRows(rows, to)}</desc>
      ${rows.map(({ state, outcome, responses }, index) => {
        const y = 10 + index * ROW + ROW / 2
        const status = responses.find((response) => !isSuccess(response.status))?.status ?? ''
        return html`<rect
            class="box"
            x="${LEFT}"
            y="${y - BOX.height / 2}"
            width="${BOX.width}"
            height="${BOX.height}"
            rx="8"
          />
          <text class="mono" x="${LEFT + BOX.width / 2}" y="${y + 4}" text-anchor="middle">${state}</text>
          ${outcome === 'bad' ? stop(y, status) : arrow(y, middle, outcome)}`
      })}
      <rect
        class="box good"
        x="${TARGET.x}"
        y="${middle - TARGET.height / 2}"
        width="${TARGET.width}"
        height="${TARGET.height}"
        rx="10"
      />
      <text class="mono strong" x="${TARGET.x + TARGET.width / 2}" y="${middle + 4}" text-anchor="middle">
        ${to}
      </text>
      ${own !== undefined && outcomeOf(own.responses) === 'bad' && again(middle, own.responses[0]?.status ?? '')}
    </svg>
    <figcaption>${legend(rows)}</figcaption>
  </figure>`
}

/** Draws an arrow from a state's box to the target. */
function arrow(y: number, middle: number, outcome: Outcome): Html {
  const from = LEFT + BOX.width
  const spread = (y - middle) / 12
  const end = middle + spread
  return html`<path
      class="wire ${outcome}"
      d="M${from} ${y} C${from + 56} ${y}, ${TARGET.x - 56} ${end}, ${TARGET.x - 8} ${end}"
    />
    <path class="tip ${outcome}" d="M${TARGET.x} ${end} l-9 -4 v8 z" />`
}

/** Draws a line that ends in a bar, for a rejected call. */
function stop(y: number, status: string): Html {
  const from = LEFT + BOX.width
  return html`<path class="wire bad" d="M${from} ${y} h26 m0 -8 v16" />
    <text class="small bad" x="${from + 34}" y="${y + 4}">${status}</text>`
}

/** Draws the rejection of a second call below the target. */
function again(middle: number, status: string): Html {
  const x = TARGET.x + TARGET.width / 2
  const y = middle + TARGET.height / 2
  return html`<path class="wire bad" d="M${x} ${y} v18 m-8 0 h16" />
    <text class="small bad" x="${x}" y="${y + 34}" text-anchor="middle">again: ${status}</text>`
}

function describeRows(rows: readonly { state: string; outcome: Outcome }[], to: string): string {
  const of = (outcome: Outcome): string[] =>
    rows.filter((row) => row.outcome === outcome).map(({ state }) => state)
  const parts = [
    of('good').length > 0 && `From ${listed(of('good'), 'and')} the call leads to ${to}.`,
    of('maybe').length > 0 && `From ${listed(of('maybe'), 'and')} it leads to ${to} or is rejected.`,
    of('bad').length > 0 && `In ${listed(of('bad'), 'and')} it is rejected.`,
  ]
  return parts.filter((part) => part !== false).join(' ')
}

function legend(rows: readonly { outcome: Outcome }[]): string {
  const meaning: Record<Outcome, string> = {
    good: 'Solid line: the call succeeds.',
    maybe: 'Dashed line: the call may succeed or be rejected.',
    bad: 'Barred line: the call is rejected, and nothing changes.',
  }
  const outcomes = (['good', 'maybe', 'bad'] as const).filter((outcome) =>
    rows.some((row) => row.outcome === outcome),
  )
  return outcomes.map((outcome) => meaning[outcome]).join(' ')
}
