import { createLeanRails, validate } from '../../generated/leanrails/client.ts'

/** A call, and whether its response is validated. */
export interface Call {
  readonly id: string
  readonly validate: boolean
}

/**
 * Returns the result of each call: the status of the resource, or the name of the error. Uses only web APIs, because it
 * runs in every runtime.
 */
export async function playCalls(baseUrl: string, calls: readonly Call[]): Promise<Record<string, string>> {
  const body = { cancellation_reason: 'duplicate' }
  const outcomes = await Promise.all(
    calls.map(async (call) => {
      const leanrails = createLeanRails({
        apiKey: 'sk_test_runtimes',
        baseUrl,
        timeout: 1000,
        validate: call.validate ? validate : undefined,
      })
      const ended = await leanrails.cancelPaymentIntent({ id: call.id, body }).then(
        (result) => (result.ok ? result.data.status : String(result.status)),
        (error: unknown) => (error instanceof Error ? error.name : typeof error),
      )
      return [call.id, ended] as const
    }),
  )
  return Object.fromEntries(outcomes)
}
