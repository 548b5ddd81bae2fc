import { UsageError } from '../../command/index.ts'
import type { Operation } from '../../description/index.ts'
import { asksToWait } from '../expected/rate-limit.ts'
import type { ReceivedResponse } from '../http/exchange.ts'
import { buildRequest } from '../http/request.ts'
import type { RequestPlan } from '../http/request.ts'
import { RateLimitedError, UnreachableError, UnsendableError } from '../http/errors.ts'
import type { RunContext } from '../run/run-context.ts'

/**
 * Sends one request.
 *
 * @throws UsageError if there is no response, or only rate limits
 */
export type SendProbe = (plan: RequestPlan) => Promise<ReceivedResponse>

export function createProbeSender({ sender, target }: RunContext, operation: Operation): SendProbe {
  return async (plan) => {
    try {
      const isLimited = (response: ReceivedResponse): boolean => asksToWait({ operation, response })
      const response = await sender.send(buildRequest(operation, plan, target), { isLimited })
      if (!isLimited(response)) return response
      throw new RateLimitedError(`still returns ${response.status} after all waits`)
    } catch (error) {
      if (error instanceof UnreachableError) throw new UsageError(`Cannot run: ${error.message}.`)
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
