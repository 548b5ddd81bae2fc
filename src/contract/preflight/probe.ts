import { UsageError } from '../../command/index.ts'
import type { Operation } from '../../description/index.ts'
import { asksToWait, mayAskToWait } from '../expected/rate-limit.ts'
import type { ReceivedResponse, SentRequest } from '../http/exchange.ts'
import { buildRequest } from '../http/request.ts'
import type { RequestPlan } from '../http/request.ts'
import { RateLimitedError, UnreachableError, UnsendableError } from '../http/errors.ts'
import type { Sender } from '../http/send.ts'
import type { RunContext } from '../run/run-context.ts'

/** Thrown when the target drops a probe and responds to another request: the cases will show it. */
export class ProbeDropped extends Error {
  override readonly name = 'ProbeDropped'
}

/**
 * Sends one request.
 *
 * @throws UsageError if there is no response, or only rate limits
 * @throws ProbeDropped if the target drops this request only
 */
export type SendProbe = (plan: RequestPlan) => Promise<ReceivedResponse>

/** Makes a function that sends probes of one operation, and again after the time that the target asks for. */
export function createProbeSender({ sender, target, controls }: RunContext, operation: Operation): SendProbe {
  return async (plan) => {
    try {
      await target.tokens.refresh()
      const request = buildRequest(operation, plan, target)
      const response = await sender.send(request, { isLimited: (one) => asksToWait({ response: one }) })
      // The first probe names nothing, so that it can be sent at any time.
      if (controls.length === 1) controls.unshift(request)
      if (!mayAskToWait({ operation, response })) return response
      throw new RateLimitedError(`still returns ${response.status} after all waits`)
    } catch (error) {
      if (error instanceof UnreachableError) {
        if (error.cause === 'dropped' && (await respondsToAny(sender, controls)))
          throw new ProbeDropped(error.message)
        throw new UsageError(`Cannot run: ${error.message}.`)
      }
      if (error instanceof RateLimitedError)
        throw new UsageError(`Cannot run: ${target.baseUrl.origin} ${error.message}.`)
      if (error instanceof UnsendableError)
        throw new UsageError(
          'Cannot run: the API key or a --header contains characters that are not valid in a header.',
        )
      throw error
    }
  }
}

async function respondsToAny(sender: Sender, controls: readonly SentRequest[]): Promise<boolean> {
  for (const control of controls) {
    const response = await sender.sendOnce(control).catch(() => undefined)
    if (response !== undefined) return true
  }
  return false
}
