import { UsageError } from '../../command/index.ts'
import type { ExpectedResponse, Operation } from '../../description/index.ts'
import {
  matchesExpected,
  documentsUnknown,
  rejectionResponses,
  unknownIdResponses,
} from '../expected/expected-responses.ts'
import { requiresCredentials, NO_CREDENTIAL } from '../http/credentials.ts'
import type { ReceivedResponse } from '../http/exchange.ts'
import { buildRequest } from '../http/request.ts'
import type { RequestPlan } from '../http/request.ts'
import type { RunContext } from '../run/case-context.ts'
import { addressOf } from '../http/target.ts'
import type { SendProbe } from './probe.ts'
import { describeIdenticalResponse } from './identical-responses.ts'

/** A request of an operation, and what came. */
export interface ProbeResult {
  readonly operation: Operation
  readonly plan: RequestPlan
  readonly response: ReceivedResponse
}

/** @throws UsageError where the target says to everything what the description does not know */
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
    `Cannot run: ${addressOf(runContext.target)} answers everything alike, as the description does not know it (${runContext.secrets.mask(identicalResponse)}). Is the implementation running, is this its base URL, and the key its own?`,
  )
}

/** @throws UsageError where the operation's path is one that the target does not know, whoever asks */
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
  // Behind a path that is known, who comes without a key is told so.
  if (!isUnknownPathResponse(await sendProbe({ ...plan, credential: NO_CREDENTIAL }))) return
  const { path } = buildRequest(operation, plan, target)
  throw new UsageError(
    `Cannot run: ${target.baseUrl.origin} answers ${operation.method} ${path} as a path that it does not know (${response.status}). Is ${addressOf(target)} its base URL?`,
  )
}
