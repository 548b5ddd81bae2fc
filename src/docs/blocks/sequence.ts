import type { Description, Operation } from '../../description/index.ts'
import { html } from '../../html/index.ts'
import type { Html } from '../../html/index.ts'
import { isSuccess } from './response-examples.ts'

/** A line between client and server, or a note at the server. */
interface Step {
  kind: 'request' | 'response' | 'lost' | 'note'
  text: string
  small?: string
}

/** Draws a lost response from `x-idempotency`: first request, lost response, retry, replay. */
export function sequence({ api }: Description, operation: Operation): Html | undefined {
  const { idempotency } = operation
  if (idempotency === undefined) return undefined
  const success = operation.responses.find(({ status }) => isSuccess(status))?.status ?? '2xx'
  const parameter = operation.parameters.find(({ object }) => object.name === idempotency.header)
  const key = `${idempotency.header}: ${short(parameter?.object.example)}`
  const replayed = Object.entries(idempotency.replay?.headers ?? {}).map(
    ([name, value]) => `${name}: ${value}`,
  )
  const name = operation.object.summary ?? operation.id
  const steps: Step[] = [
    { kind: 'request', text: `${operation.method} ${name}`, small: key },
    { kind: 'note', text: 'executes, stores the response' },
    { kind: 'lost', text: `${success}, lost on the way` },
    { kind: 'request', text: 'the same request again', small: key },
    { kind: 'note', text: 'finds the key, executes nothing' },
    {
      kind: 'response',
      text: `${success}, the stored response`,
      small: replayed.join(', ') || 'same status and body as before',
    },
  ]
  return draw(`sequence-${api}-${operation.id}`, `${name}: a lost response and the retry`, steps)
}

function short(key: unknown): string {
  if (typeof key !== 'string') return 'a-key'
  return key.length > 12 ? `${key.slice(0, 8)}…` : key
}

const WIDTH = 400
const CLIENT = 52
const SERVER = WIDTH - 98
const HEIGHT = { request: 58, response: 58, lost: 50, note: 48 }

function draw(id: string, title: string, steps: readonly Step[]): Html {
  let y = 50
  const parts = steps.map((step) => {
    const part = drawStep(step, y)
    y += HEIGHT[step.kind]
    return part
  })
  return html`<figure>
    <svg
      viewBox="0 0 ${WIDTH} ${y + 6}"
      role="img"
      aria-labelledby="${id}-title"
      aria-describedby="${id}-text"
    >
      <title id="${id}-title">${title}</title>
      <desc id="${id}-text">${steps.map(describeStep).join(' ')}</desc>
      <path class="life" d="M${CLIENT} 40 V${y - 8} M${SERVER} 40 V${y - 8}" />
      ${side(CLIENT, 'Client')}${side(SERVER, 'Server')} ${parts}
    </svg>
    <figcaption>
      The response to the first request is lost. The retry carries the same key, so it gets the stored
      response and nothing is executed twice.
    </figcaption>
  </figure>`
}

function side(x: number, name: string): Html {
  return html`<rect class="box" x="${x - 40}" y="10" width="80" height="28" rx="8" /><text
      class="strong"
      x="${x}"
      y="28"
      text-anchor="middle"
      >${name}</text
    >`
}

function drawStep({ kind, text, small }: Step, y: number): Html {
  const middle = (CLIENT + SERVER) / 2
  const label = html`<text x="${middle}" y="${y + 8}" text-anchor="middle">${text}</text>
    ${small !== undefined && html`<text class="small" x="${middle}" y="${y + 22}" text-anchor="middle">${small}</text>`}`
  const line = y + (small === undefined ? 16 : 30)
  switch (kind) {
    case 'request':
      return html`${label}<path class="wire good" d="M${CLIENT} ${line} H${SERVER - 8}" /><path
          class="tip good"
          d="M${SERVER} ${line} l-9 -4 v8 z"
        />`
    case 'response':
      return html`${label}<path class="wire good" d="M${SERVER} ${line} H${CLIENT + 8}" /><path
          class="tip good"
          d="M${CLIENT} ${line} l9 -4 v8 z"
        />`
    case 'lost':
      return html`${label}<path class="wire maybe" d="M${SERVER} ${line} H${middle + 8}" /><path
          class="wire bad"
          d="M${middle - 6} ${line - 6} l12 12 m0 -12 l-12 12"
        />`
    case 'note':
      return html`<rect
          class="box good"
          x="${SERVER - 88}"
          y="${y - 6}"
          width="176"
          height="28"
          rx="6"
        /><text class="small" x="${SERVER}" y="${y + 12}" text-anchor="middle">${text}</text>`
  }
}

function describeStep({ kind, text, small }: Step): string {
  const suffix = small === undefined ? '' : ` (${small})`
  const direction = {
    request: 'Client to server',
    response: 'Server to client',
    lost: 'Server to client',
    note: 'Server',
  }
  return `${direction[kind]}: ${text}${suffix}.`
}
