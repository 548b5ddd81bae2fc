import { UsageError } from '../../command/index.ts'
import type { Operation } from '../../description/index.ts'
import type { ReceivedResponse } from '../http/exchange.ts'
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
  const { baseUrl, proxy } = runContext.target
  const variable = proxy(baseUrl)?.variable
  const hint =
    variable === undefined ? '' : ` Its proxy is that of ${variable}: NO_PROXY=${baseUrl.hostname} avoids it.`
  throw new UsageError(
    `Cannot run: ${addressOf(runContext.target)} gives the same undocumented response to every request (${runContext.secrets.mask(identicalResponse)}). Check that the implementation is running, the base URL and the API key.${hint}`,
  )
}
