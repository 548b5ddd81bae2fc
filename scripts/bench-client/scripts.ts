import type { IncomingMessage, ServerResponse } from 'node:http'

/** How a server handles one attempt. */
export type Move = (request: IncomingMessage, response: ServerResponse, intent: Intent) => void

/** The resource of one script: how often it was canceled, and the responses stored by idempotency key. */
export interface Intent {
  readonly id: string
  attempts: number
  cancellations: number
  readonly storedBodies: Map<string, string>
}

export interface Script {
  readonly name: string
  /** A move for each attempt. The last one is used for all further attempts. */
  readonly moves: readonly Move[]
  /** The expected result of a client: a success, or a clear error. */
  readonly expected: 'success' | 'failure'
}

const respondWith =
  (status: number, body: string, headers: Record<string, string> = {}): Move =>
  (_, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(body)
  }

const rejectWith = (status: number, code: string, headers: Record<string, string> = {}): Move =>
  respondWith(
    status,
    JSON.stringify({ error: { type: 'api_error', code, message: `Rejected: ${code}.` } }),
    headers,
  )

/** The canceled resource, with the properties of both APIs. */
export const canceled = (id: string): object => ({
  id,
  object: 'payment_intent',
  amount: 2000,
  currency: 'usd',
  status: 'canceled',
  created: 1_700_000_000,
  livemode: false,
  canceled_at: 1_700_000_100,
  cancellation_reason: 'duplicate',
})

/** Cancels as the contract requires: once, with the stored response for the same key. */
const cancel = (request: IncomingMessage, intent: Intent): { status: number; body: string } => {
  const key = request.headers['idempotency-key'] as string | undefined
  const storedBody = key === undefined ? undefined : intent.storedBodies.get(key)
  if (storedBody !== undefined) return { status: 200, body: storedBody }
  if (intent.cancellations > 0) {
    const error = {
      type: 'invalid_request_error',
      code: 'payment_intent_unexpected_state',
      message: 'It is already canceled.',
    }
    return { status: 400, body: JSON.stringify({ error }) }
  }
  intent.cancellations++
  const body = JSON.stringify(canceled(intent.id))
  if (key !== undefined) intent.storedBodies.set(key, body)
  return { status: 200, body }
}

const succeed: Move = (request, response, intent) => {
  const { status, body } = cancel(request, intent)
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(body)
}

const reset: Move = (request) => {
  request.socket.resetAndDestroy()
}

const hang: Move = () => undefined

const rateLimited = (after: string): Move => rejectWith(429, 'rate_limit_exceeded', { 'Retry-After': after })

/** Sends less than its Content-Length, and closes the connection. */
const cutOff: Move = (request, response, intent) => {
  const body = JSON.stringify(canceled(intent.id))
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': String(body.length) })
  response.write(body.slice(0, 40))
  setTimeout(() => request.socket.destroy(), 20)
}

/** Executes the request, but its response is lost. */
const cancelThenReset: Move = (request, _, intent) => {
  cancel(request, intent)
  request.socket.resetAndDestroy()
}

const limitedUntilDate: Move = (request, response, intent) => {
  // HTTP dates have whole seconds: at least one second from now, at most two.
  rateLimited(new Date(Math.ceil(Date.now() / 1000) * 1000 + 1000).toUTCString())(request, response, intent)
}

/** The target of a redirect: the unchanged resource, for a client that changes POST to GET. */
export const REDIRECT_TARGET = '/elsewhere/'

const redirect: Move = (_, response, intent) => {
  response.writeHead(301, { Location: REDIRECT_TARGET + intent.id }).end()
}

/** The script of all ids that name no other: nothing goes wrong. */
export const WORKING: Script = { name: '200', moves: [succeed], expected: 'success' }

export const scripts: readonly Script[] = [
  { name: '429 with `Retry-After: 2`, then 200', moves: [rateLimited('2'), succeed], expected: 'success' },
  { name: '429 with `Retry-After: 0`, then 200', moves: [rateLimited('0'), succeed], expected: 'success' },
  { name: '429 with an HTTP date, then 200', moves: [limitedUntilDate, succeed], expected: 'success' },
  { name: '429 with `Retry-After: 86400`', moves: [rateLimited('86400')], expected: 'failure' },
  { name: '429 with `Retry-After: 3000000`', moves: [rateLimited('3000000')], expected: 'failure' },
  {
    name: '429 with `Retry-After: 0x10`, then 200',
    moves: [rateLimited('0x10'), succeed],
    expected: 'success',
  },
  {
    name: '429 with `Retry-After: 1e3`, then 200',
    moves: [rateLimited('1e3'), succeed],
    expected: 'success',
  },
  {
    name: '429 with `Retry-After: Infinity`, then 200',
    moves: [rateLimited('Infinity'), succeed],
    expected: 'success',
  },
  {
    name: '429 with `Retry-After: 1, 2`, then 200',
    moves: [rateLimited('1, 2'), succeed],
    expected: 'success',
  },
  {
    name: '503 with the header `undefined: false`, then 200',
    moves: [rejectWith(503, 'unavailable', { undefined: 'false' }), succeed],
    expected: 'success',
  },
  { name: '409, then 200', moves: [rejectWith(409, 'idempotency_key_in_use'), succeed], expected: 'success' },
  {
    name: '500, 500, then 200',
    moves: [rejectWith(500, 'internal_error'), rejectWith(500, 'internal_error'), succeed],
    expected: 'success',
  },
  { name: 'connection reset, then 200', moves: [reset, succeed], expected: 'success' },
  { name: 'no response for a second, then 200', moves: [hang, succeed], expected: 'success' },
  {
    name: '502 with HTML, always',
    moves: [respondWith(502, '<h1>Bad Gateway</h1>', { 'Content-Type': 'text/html' })],
    expected: 'failure',
  },
  { name: '200 with nothing', moves: [respondWith(200, '')], expected: 'failure' },
  {
    name: '200 with HTML',
    moves: [respondWith(200, '<h1>Welcome</h1>', { 'Content-Type': 'text/html' })],
    expected: 'failure',
  },
  { name: '200 with cut JSON', moves: [respondWith(200, '{"id": "pi_1", "stat')], expected: 'failure' },
  { name: '200 cut off, then 200', moves: [cutOff, succeed], expected: 'success' },
  { name: '200 with another object', moves: [respondWith(200, '{"hello": "world"}')], expected: 'failure' },
  {
    name: '200 with an amount of text (ours: with `validate`)',
    moves: [respondWith(200, JSON.stringify({ ...canceled('pi_1'), amount: '2000' }))],
    expected: 'failure',
  },
  { name: '301 to the PaymentIntent itself', moves: [redirect], expected: 'failure' },
  { name: 'canceled, but the response is reset', moves: [cancelThenReset, succeed], expected: 'success' },
]
