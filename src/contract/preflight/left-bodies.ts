import { raw, validBody } from '../../serialization/index.ts'
import type { Payload } from '../../serialization/index.ts'
import type { Description, Operation } from '../../description/index.ts'
import { freshKey } from '../generate/idempotency-key.ts'
import { asksToWait } from '../expected/rate-limit.ts'
import { agentFor } from '../http/connection.ts'
import { NO_CREDENTIAL, requiresCredentials } from '../http/credentials.ts'
import { UnreachableError } from '../http/errors.ts'
import type { ReceivedResponse, SentRequest } from '../http/exchange.ts'
import { buildRequest, credentialOf } from '../http/request.ts'
import type { RequestPlan } from '../http/request.ts'
import type { LeftBody } from '../http/target.ts'
import { curlCommand } from '../repro/curl.ts'
import type { RunContext } from '../run/run-context.ts'
import type { ProbeResult } from './base-url.ts'
import { pathBeside } from './unknown-path.ts'

/** Methods that a path may lack. */
const METHODS = ['PUT', 'PATCH', 'DELETE']

/** A request that a server may reject before it has read the body. */
interface Rejected {
  readonly what: string
  readonly plan: RequestPlan
}

/**
 * Finds out whether the target leaves the body of a rejected request on the connection, and then reads it as the start of
 * the next request. A case reports that. All other requests get connections of their own, because most of their responses
 * would be about something else.
 */
export async function detectLeftBodies(runContext: RunContext, probe: ProbeResult): Promise<void> {
  const { sender, target, checkContext } = runContext
  const { connections } = target
  const body = bodyOf(probe.operation, checkContext.description)
  if (body === undefined || !connections.areKept || connections.single !== undefined) return
  const after: LeftBody[] = []
  for (const rejected of rejectedPlans(probe.operation, probe.plan, body)) {
    const left = await leftBodyOf(runContext, probe, rejected)
    if (left !== undefined) after.push(left)
  }
  connections.leftBodies = { operation: probe.operation.id, after }
  if (after.length === 0) return
  sender.keepNoConnections()
  sender.note(
    'connections',
    'the target leaves bodies of rejected requests on their connections, so the run closed each after its response.',
  )
}

/** Returns what the target does with the body of one rejected request. Undefined if it reads it or closes the connection. */
async function leftBodyOf(
  runContext: RunContext,
  { operation, plan, response: { status: expected } }: ProbeResult,
  { what, plan: rejected }: Rejected,
): Promise<LeftBody | undefined> {
  const { sender, target, checkContext, bodyFiles } = runContext
  const withKey = (one: RequestPlan): RequestPlan =>
    operation.idempotency === undefined
      ? one
      : { ...one, key: freshKey(operation, checkContext.description.document) }
  const request = (one: RequestPlan): SentRequest => buildRequest(operation, withKey(one), target)
  const received = await statusAfter(runContext, request(rejected), request(plan))
  if (received === undefined || received === expected) return undefined
  // Neither chance nor load is the reason: it happens again, and not on a connection of its own.
  const again = await statusAfter(runContext, request(rejected), request(plan))
  const alone = await ignoreUnreachable(sender.sendOnce(request(plan)))
  if (again === undefined || again === expected || alone?.status !== expected) return undefined
  const curl = (one: RequestPlan): string =>
    curlCommand(request(one), credentialOf(operation, one, target), target, (bytes) => bodyFiles.save(bytes))
  // curl keeps the connection for the request after `--next`.
  const command = (): string => `${curl(rejected)} --next ${curl(plan).replace(/^curl /, '')}`
  return { what, expected, received: again, command }
}

/** Returns a valid body if no request with it can find anything: the path names something unknown. */
function bodyOf(operation: Operation, { document }: Description): Payload | undefined {
  if (!operation.parameters.some(({ object }) => object.in === 'path')) return undefined
  for (const content of operation.body?.content ?? []) {
    const body = validBody(document, content)
    if (body !== undefined && body.bytes.length > 0) return body
  }
  return undefined
}

function rejectedPlans(operation: Operation, plan: RequestPlan, body: Payload): Rejected[] {
  const method = METHODS.find((one) => !operation.pathMethods.includes(one))
  return [
    ...(requiresCredentials(operation)
      ? [{ what: 'without credentials', plan: { ...plan, body, credential: NO_CREDENTIAL } }]
      : []),
    { what: 'of another media type', plan: { ...plan, body: raw('text/plain', body.bytes) } },
    ...(method === undefined ? [] : [{ what: `of the method ${method}`, plan: { ...plan, body, method } }]),
    { what: 'of an unknown path', plan: { ...plan, body, path: pathBeside(operation, plan) } },
  ]
}

/** Returns the status code of a request after a rejected one on the same connection, if both get a response to themselves. */
async function statusAfter(
  { sender, target }: RunContext,
  rejected: SentRequest,
  next: SentRequest,
): Promise<number | undefined> {
  const agent = agentFor(target, { keepAlive: true, maxSockets: 1, noDelay: true })
  try {
    const first = await ignoreUnreachable(sender.sendOn(rejected, agent))
    if (first === undefined || first.status < 400) return undefined
    const second = await ignoreUnreachable(sender.sendOn(next, agent))
    return second === undefined || asksToWait({ response: second }) ? undefined : second.status
  } finally {
    agent.destroy()
  }
}

/** @throws error if it is not about a missing response: a server may close a connection at any time */
async function ignoreUnreachable(response: Promise<ReceivedResponse>): Promise<ReceivedResponse | undefined> {
  try {
    return await response
  } catch (error) {
    if (error instanceof UnreachableError) return undefined
    throw error
  }
}
