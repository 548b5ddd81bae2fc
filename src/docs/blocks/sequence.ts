import { durationInWords, isSuccess } from '../../description/index.ts'
import type { Description, ExpectedResponse, Idempotency, Operation } from '../../description/index.ts'
import { html } from '../../html/index.ts'
import type { Html } from '../../html/index.ts'
import { heading } from './heading.ts'
import { listed } from './response-examples.ts'
import type { Site } from '../site.ts'

/** A request or a response between client and server, or a note at one of them. */
interface Step {
  /** The same in the sequences of all APIs, to compare them. */
  id: string
  kind: 'request' | 'response' | 'rejection' | 'lost' | 'server' | 'client'
  text: string
  small?: string
}

interface Sequence {
  description: Description
  operation: Operation
  steps: readonly Step[]
}

/**
 * Draws what an idempotency key does, from `x-idempotency`: a lost response and its retry, and two wrong uses of the key.
 * The sequences of an operation that several APIs have are beside each other, and steps that differ are marked.
 */
export function sequences({ descriptions }: Site, level: number): Html {
  const all = descriptions.flatMap((description) =>
    description.operations.flatMap((operation): Sequence[] =>
      operation.idempotency === undefined
        ? []
        : [{ description, operation, steps: stepsOf(operation, operation.idempotency) }],
    ),
  )
  const ids = new Set(all.map(({ operation }) => operation.id))
  return html`${[...ids].map((id) => {
    const group = all.filter(({ operation }) => operation.id === id)
    return html`<div class="beside">
      ${group.map((sequence) => draw(sequence, group, ids.size > 1, level))}
    </div>`
  })}`
}

function stepsOf(operation: Operation, idempotency: Idempotency): Step[] {
  const { header, stores, retention, replay, mismatch, inProgress, retry } = idempotency
  const success = operation.responses.find(({ status }) => isSuccess(status))?.status ?? '2xx'
  const parameter = operation.parameters.find(({ object }) => object.name === header)?.object
  const key = `${header}: ${short(parameter?.example)}`
  const replayed = Object.entries(replay?.headers ?? {}).map(([name, value]) => `${name}: ${value}`)
  return [
    {
      id: 'first',
      kind: 'request',
      text: `${operation.method} ${operation.object.summary ?? operation.id}`,
      small: `${key} (${parameter?.required === true ? 'required' : 'optional'})`,
    },
    {
      id: 'stores',
      kind: 'server',
      text: 'executes, stores the response',
      small: `${listed(stores, 'and')}, for ${durationInWords(retention)}`,
    },
    { id: 'lost', kind: 'lost', text: `${success}, lost on the way` },
    { id: 'again', kind: 'request', text: 'the same request again', small: key },
    { id: 'finds', kind: 'server', text: 'finds the key, executes nothing' },
    {
      id: 'replay',
      kind: 'response',
      text: `${success}, the stored response`,
      small: replayed.length > 0 ? `with ${replayed.join(', ')}` : 'with the same status, body and headers',
    },
    { id: 'other', kind: 'request', text: `the same key, different ${listed(mismatch.differs, 'or')}` },
    { id: 'mismatch', kind: 'rejection', text: `${statuses(mismatch.responses)}, nothing is executed` },
    { id: 'early', kind: 'request', text: 'the same key, while its first request is in progress' },
    {
      id: 'in-progress',
      kind: 'rejection',
      text: `${statuses(inProgress.responses)}, or the stored response`,
    },
    ...(retry === undefined
      ? []
      : [{ id: 'retry', kind: 'client', text: `retries if ${retry.directive} is true` } as const]),
  ]
}

function statuses(responses: readonly ExpectedResponse[]): string {
  return listed([...new Set(responses.map(({ status }) => status))], 'or')
}

function short(key: unknown): string {
  if (typeof key !== 'string') return 'a-key'
  return key.length > 12 ? `${key.slice(0, 8)}…` : key
}

/** Draws one sequence as a list, which is readable at every width and without styles. */
function draw(sequence: Sequence, group: readonly Sequence[], named: boolean, level: number): Html {
  const { description, operation, steps } = sequence
  const { title } = description.document.info
  const name = operation.object.summary ?? operation.id
  const others = group.filter((other) => other !== sequence)
  const marks = steps.map((step) => others.some((other) => isDifferent(step, other)))
  const otherTitles = listed(
    others.map((other) => other.description.document.info.title),
    'and',
  )
  return html`<figure class="sequence">
    ${heading(level, `sequence ${title} ${named ? name : ''}`, named ? `${title}: ${name}` : title)}
    <p class="sides" aria-hidden="true"><span>Client</span> <span>Server</span></p>
    <ol>
      ${steps.map(({ kind, text, small }, index) => {
        const differs = marks[index] === true
        return html`<li class="${kind}${differs && ' differs'}">
          <span class="hidden">${DIRECTIONS[kind]}: </span>${text}
          ${differs && html`<span class="tag maybe">differs</span>`}
          ${small !== undefined && html`<small>${small}</small>`}
        </li>`
      })}
    </ol>
    <figcaption>
      The retry has the same key, so nothing is executed twice.
      ${marks.includes(true) && `Marked steps differ from ${otherTitles}.`}
    </figcaption>
  </figure>`
}

function isDifferent(step: Step, other: Sequence): boolean {
  const counterpart = other.steps.find(({ id }) => id === step.id)
  return counterpart?.text !== step.text || counterpart.small !== step.small
}

const DIRECTIONS: Record<Step['kind'], string> = {
  request: 'Client to server',
  response: 'Server to client',
  rejection: 'Server to client',
  lost: 'Server to client',
  server: 'Server',
  client: 'Client',
}
