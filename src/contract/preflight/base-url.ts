import { UsageError } from '../../command/index.ts'
import type { ExpectedResponse, Operation } from '../../description/index.ts'
import { matchesExpected } from '../expected/match.ts'
import { documentsUnknown, rejectionResponses, unknownIdResponses } from '../expected/expected.ts'
import { requiresCredentials, NO_CREDENTIAL } from '../http/credentials.ts'
import type { ReceivedResponse } from '../http/exchange.ts'
import { buildRequest } from '../http/request.ts'
import type { RequestPlan } from '../http/request.ts'
import type { RunContext } from '../run/run-context.ts'
import { addressOf } from '../http/target.ts'
import type { SendProbe } from './probe.ts'
import { describeIdenticalResponse } from './identical-responses.ts'

/** A request of an operation and its response. */
export interface ProbeResult {
  readonly operation: Operation
  readonly plan: RequestPlan
  readonly response: ReceivedResponse
}

/** @throws UsageError if the target gives the same undocumented response to every request */
export async function rejectIdenticalResponses(
  runContext: RunContext,
  probe: ProbeResult,
  sendProbe: SendProbe,
): Promise<void> {
  const identicalResponse = await describeIdenticalResponse(
    probe.operation,
    probe.plan,
    probe.response,
    sendProbe,
  )
  if (identicalResponse === undefined) return
  throw new UsageError(
    `Cannot run: ${addressOf(runContext.target)} gives the same undocumented response to every request (${runContext.secrets.mask(identicalResponse)}). Check that the implementation is running, the base URL and the API key.`,
  )
}

/** @throws UsageError if the target does not know the path of the operation, with or without the key */
export async function rejectUnknownPath(
  runContext: RunContext,
  probe: ProbeResult,
  sendProbe: SendProbe,
): Promise<void> {
  const { operation, plan, response } = probe
  const { target, checkContext: context } = runContext
  if (!documentsUnknown(operation, 'route') || !requiresCredentials(operation)) return
  const isUnknownPathResponse = (response: ReceivedResponse): boolean => {
    const matchesAny = (expectedResponses: readonly ExpectedResponse[]): boolean =>
      expectedResponses.some((one) => matchesExpected(context.description, one, { operation, response }))
    return (
      matchesAny(rejectionResponses(operation, { in: 'route' }).expectedResponses) &&
      !matchesAny(unknownIdResponses(operation))
    )
  }
  if (!isUnknownPathResponse(response)) return
  // If the target knows the path, a request without a key gets another response.
  if (!isUnknownPathResponse(await sendProbe({ ...plan, credential: NO_CREDENTIAL }))) return
  const { path } = buildRequest(operation, plan, target)
  throw new UsageError(
    `Cannot run: ${target.baseUrl.origin} does not know the path of ${operation.method} ${path} (${response.status}). Is ${addressOf(target)} its base URL?`,
  )
}
