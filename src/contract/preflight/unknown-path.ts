import { randomUUID } from 'node:crypto'
import { UsageError } from '../../command/index.ts'
import type { ExpectedResponse, Operation } from '../../description/index.ts'
import { documentsUnknown, rejectionResponses, unknownIdResponses } from '../expected/expected.ts'
import { matchesExpected } from '../expected/match.ts'
import { NO_CREDENTIAL, requiresCredentials } from '../http/credentials.ts'
import type { ReceivedResponse } from '../http/exchange.ts'
import { buildRequest, completePlan } from '../http/request.ts'
import { fillPath } from '../../serialization/index.ts'
import type { RequestPlan } from '../http/request.ts'
import { addressOf } from '../http/target.ts'
import type { RunContext } from '../run/run-context.ts'
import type { ProbeResult } from './base-url.ts'
import { commonPart } from './identical-responses.ts'
import { createProbeSender } from './probe.ts'
import type { SendProbe } from './probe.ts'

/**
 * Finds out whether the target knows the path of an operation: it responds to it in another way than to a path beside it
 * that cannot exist. Some servers respond to an unknown id as to an unknown path. If nothing shows which it is, the report
 * gets a warning.
 *
 * @throws UsageError if the target does not know the path
 */
export async function rejectUnknownPath(
  runContext: RunContext,
  probe: ProbeResult,
  sendProbe: SendProbe,
): Promise<void> {
  const { operation, plan, response } = probe
  if (![404, 405, 501].includes(response.status)) return
  if (await isKnown(probe, sendProbe)) return
  const { target } = runContext
  const { path } = buildRequest(operation, plan, target)
  if (isCertainlyUnknown(runContext, probe))
    throw new UsageError(
      `Cannot run: ${target.baseUrl.origin} does not know the path of ${operation.method} ${path} (${response.status}). Is ${addressOf(target)} its base URL?`,
    )
  if (await succeedsElsewhere(runContext)) return
  runContext.results.warn(
    `The target responds to ${operation.method} ${path} (${response.status}) as to a path that does not exist. If it does not know the path, ${addressOf(target)} is not its base URL. If it does not know the id, give --fixtures.`,
  )
}

/** Returns whether a response to the path differs from the response of the same kind to a path that cannot exist. */
async function isKnown({ operation, plan, response }: ProbeResult, sendProbe: SendProbe): Promise<boolean> {
  const other = pathBeside(operation, plan)
  const method = operation.pathMethods.includes('GET') ? 'OPTIONS' : 'GET'
  const kinds: RequestPlan[] = [
    plan,
    ...(requiresCredentials(operation) ? [{ ...plan, credential: NO_CREDENTIAL }] : []),
    { ...plan, method, body: null },
  ]
  for (const kind of kinds) {
    const here = kind === plan ? response : await sendProbe(kind)
    const there = await sendProbe({ ...kind, path: other })
    if (here.status !== there.status || commonPart(here) !== commonPart(there)) return true
  }
  return false
}

/** Returns the path of an operation with another segment before its first parameter, which cannot exist. */
export function pathBeside(operation: Operation, { resource, segments = {} }: RequestPlan): string {
  const parts = operation.path.split('/')
  const parameter = parts.findIndex((part) => part.includes('{'))
  const index = parameter === -1 ? parts.length - 1 : parameter - 1
  const name = `no-such-path-${randomUUID()}`
  if (index < 1) parts.splice(1, 0, name)
  else parts[index] = name
  const plain = Object.entries(resource).map(([key, value]) => [key, encodeURIComponent(value)])
  return fillPath(
    { ...operation, path: parts.join('/') },
    { ...(Object.fromEntries(plain) as Record<string, string>), ...segments },
  )
}

/** Returns whether no conforming server can respond so to a path that it knows. */
function isCertainlyUnknown(runContext: RunContext, { operation, response }: ProbeResult): boolean {
  const mayBeUnknown = runContext.fromExamples && operation.path.includes('{')
  const isDocumented = operation.responses.some(({ status }) => status === String(response.status))
  if (!mayBeUnknown && !isDocumented) return true
  return documentsUnknown(operation, 'route') && isOnlyForRoutes(runContext, operation, response)
}

/** Returns whether the description has this response for unknown paths, and another one for unknown ids. */
function isOnlyForRoutes(
  { checkContext }: RunContext,
  operation: Operation,
  response: ReceivedResponse,
): boolean {
  const matchesAny = (expectedResponses: readonly ExpectedResponse[]): boolean =>
    expectedResponses.some((one) => matchesExpected(checkContext.description, one, { operation, response }))
  const forIds = unknownIdResponses(operation)
  const forRoutes = rejectionResponses(operation, { in: 'route' }).expectedResponses
  return forIds.length > 0 && matchesAny(forRoutes) && !matchesAny(forIds)
}

/** Returns whether a list or the like at the same base URL can be read. */
async function succeedsElsewhere(runContext: RunContext): Promise<boolean> {
  const { target, checkContext } = runContext
  const { description } = checkContext
  const operation = description.operations.find(
    ({ id, method, path, parameters }) =>
      method === 'GET' &&
      !path.includes('{') &&
      !target.elsewhere.has(id) &&
      !parameters.some(({ object }) => object.required === true),
  )
  if (operation === undefined) return false
  const plan = completePlan(operation, { resource: {} }, description.document)
  const { status } = await createProbeSender(runContext, operation)(plan)
  return status < 400
}
