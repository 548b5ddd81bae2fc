import { assertType, expect, expectTypeOf, it } from 'vitest'
import {
  cancelPaymentIntentHeader,
  createLeanRails,
  createLeanRailsPaths,
} from '../../generated/leanrails/client.ts'
import type { CancelPaymentIntentCall, CancelPaymentIntentResult } from '../../generated/leanrails/client.ts'
import { createStripe } from '../../generated/stripe/client.ts'
import type { CancelPaymentIntentCall as StripeCall } from '../../generated/stripe/client.ts'
import { ApiError } from '../../generated/leanrails/index.ts'
import type {
  ApiErrorSchema,
  CanceledPaymentIntent,
  CancelRequest,
  PaymentIntent,
} from '../../generated/leanrails/index.ts'
import type { CancelRequest as StripeCancelRequest } from '../../generated/stripe/index.ts'
import type { Call, Open } from '../../src/client/index.ts'
import { handler, ok, rejection } from './handler.ts'

const leanrails = createLeanRails({ apiKey: 'sk_test_1', fetch: handler(ok()) })
const result = await leanrails.cancelPaymentIntent({ id: 'pi_1' })

it('narrows a result by status', () => {
  if (result.status === 200) {
    expectTypeOf(result.data.canceled_at).toEqualTypeOf<number>()
    expectTypeOf(result.data.status).toEqualTypeOf<'canceled'>()
    expectTypeOf(result.ok).toEqualTypeOf<true>()
    // @ts-expect-error: a success has no error
    expect(result.error?.error).toBeUndefined()
  } else {
    expectTypeOf(result.ok).toEqualTypeOf<false>()
    expectTypeOf(result.error.error.message).toEqualTypeOf<string>()
    // @ts-expect-error: an error response has no data
    expect(result.data?.id).toBeUndefined()
  }
  if (result.status === 409) expectTypeOf(result.error.error.code).toEqualTypeOf<'idempotency_key_in_use'>()
  // An undocumented status code has an error of the documented shape.
  if (result.status === 503) expectTypeOf(result.error.error.code).toBeString()
  // @ts-expect-error: this operation has no 202 response
  if (result.status === 202) expect.unreachable()
})

it('narrows a result by ok', () => {
  if (result.ok) expectTypeOf(result.data.id).toEqualTypeOf<string>()
  else expectTypeOf(result.error.error.type).toBeString()
  // @ts-expect-error: `ok` has not been checked
  expect(result.data.id).toBe('pi_1')
})

it('narrows a result in a switch over the status codes', () => {
  const summarize = (callResult: CancelPaymentIntentResult): string => {
    switch (callResult.status) {
      case 200:
        return callResult.data.id
      case 429:
        return String(cancelPaymentIntentHeader(callResult, 'Retry-After'))
      default:
        return callResult.error.error.code
    }
  }
  expect(summarize(result)).toBe('pi_1')
})

it('names the resources, as results have them', async () => {
  const intent: CanceledPaymentIntent = await leanrails.cancelPaymentIntent({ id: 'pi_1' }).orThrow()
  if (!result.ok) return
  const canceled: CanceledPaymentIntent = result.data
  const resource: PaymentIntent = result.data
  // A new value of an enumeration is valid in a response.
  const method: PaymentIntent['capture_method'] = 'a new method'
  expect([intent, canceled, resource, method]).toHaveLength(4)
})

it('names the schema of a body, with its enumerations', () => {
  const body: CancelRequest = { cancellation_reason: 'duplicate' }
  const stripeBody: StripeCancelRequest = { cancellation_reason: 'duplicate' }
  assertType<CancelPaymentIntentCall>({ id: 'pi_1', body })
  assertType<StripeCall>({ intent: 'pi_1', body: stripeBody })
  // @ts-expect-error: Stripe accepts its own reasons only
  assertType<StripeCancelRequest>({ cancellation_reason: 'because' })
})

it('keeps the names of the client apart from those of schemas', () => {
  expectTypeOf<ApiErrorSchema['error']['type']>().toEqualTypeOf<'api_error'>()
  expectTypeOf(new ApiError({}, '').status).toEqualTypeOf<number>()
})

it('types the parsed headers', () => {
  expectTypeOf(cancelPaymentIntentHeader(result, 'X-RateLimit-Limit')).toEqualTypeOf<number | null>()
  expectTypeOf(cancelPaymentIntentHeader(result, 'Allow')).toEqualTypeOf<string | null>()
  // @ts-expect-error: the description has no such header
  expect(cancelPaymentIntentHeader(result, 'X-Unknown')).toBeNull()
})

it('types orThrow() as the success', async () => {
  const intent = await leanrails.cancelPaymentIntent({ id: 'pi_1' }).orThrow()
  expectTypeOf(intent.canceled_at).toEqualTypeOf<number>()
})

it('types the details of the call in a result', () => {
  expectTypeOf(result.attempts).toEqualTypeOf<number>()
  expectTypeOf(result.idempotencyKey).toEqualTypeOf<string>()
  expectTypeOf(result.requestId).toEqualTypeOf<string | null | undefined>()
  expectTypeOf(result.retryAfter).toEqualTypeOf<number | undefined>()
})

it('requires in a call only the values that the client does not know', () => {
  assertType<CancelPaymentIntentCall>({ id: 'pi_1' })
  assertType<CancelPaymentIntentCall>({
    id: 'pi_1',
    idempotencyKey: 'k',
    headers: { 'X-API-Version': '2026-03-09', 'X-Trace': 'mine' },
    body: { cancellation_reason: 'any text' },
    signal: new AbortController().signal,
    timeout: 1000,
    retry: { maxRetries: 0, budget: 5000, methods: ['POST'], statuses: [503], delay: () => 10 },
    onRetry: ({ attempt, delay, reason, idempotencyKey }) => [attempt, delay, reason, idempotencyKey],
  })
  // @ts-expect-error: the id is missing
  assertType<CancelPaymentIntentCall>({})
  // @ts-expect-error: not a string
  assertType<CancelPaymentIntentCall>({ id: 1 })
  // @ts-expect-error: the parameter name of another API
  assertType<CancelPaymentIntentCall>({ intent: 'pi_1' })
  // @ts-expect-error: not a string
  assertType<CancelPaymentIntentCall>({ id: 'pi_1', body: { cancellation_reason: 1 } })
  // @ts-expect-error: a misspelled option
  assertType<CancelPaymentIntentCall>({ id: 'pi_1', timeOut: 1 })
  // @ts-expect-error: this operation has no query
  assertType<CancelPaymentIntentCall>({ id: 'pi_1', query: {} })
  // @ts-expect-error: not a date
  assertType<CancelPaymentIntentCall>({ id: 'pi_1', headers: { 'X-API-Version': new Date() } })
})

it('accepts only the described enumeration values in a request', () => {
  assertType<StripeCall>({ intent: 'pi_1', body: { cancellation_reason: 'duplicate', expand: ['customer'] } })
  // @ts-expect-error: not one of Stripe's reasons
  assertType<StripeCall>({ intent: 'pi_1', body: { cancellation_reason: 'boredom' } })
})

it('accepts new enumeration values in a response', () => {
  type Value = Open<'a' | 'b' | null>
  assertType<Value>('c')
  assertType<Value>(null)
  // @ts-expect-error: not a string
  assertType<Value>(1)
  expectTypeOf<Open<'a'>>().toEqualTypeOf<'a'>()
  expectTypeOf<Open<{ a: ('x' | 'y')[]; b?: number }>['b']>().toEqualTypeOf<number | undefined>()
  assertType<Open<CanceledPaymentIntent>['capture_method']>('on_tuesdays')
})

it('requires the options that a client needs', async () => {
  // @ts-expect-error: the key is missing
  assertType<() => unknown>(() => createLeanRails({}))
  // @ts-expect-error: a misspelled option
  createLeanRails({ apiKey: 'sk_test_1', maxRetry: 1 })
  createLeanRails({ apiKey: 'sk_test_1', baseUrl: undefined, apiVersion: undefined, timeout: undefined })
  const stripe = createStripe({ apiKey: 'sk_test_1', fetch: handler(rejection(400)) })
  const rejected = await stripe.cancelPaymentIntent({ intent: 'pi_1' })
  if (rejected.status === 400) expectTypeOf(rejected.error.error.type).toBeString()
})

it('types the client over paths, in which the key is optional', () => {
  const paths = createLeanRailsPaths({ apiKey: 'sk_test_1', fetch: handler(ok()) })
  void paths.POST('/v1/payment_intents/{id}/cancel', { params: { path: { id: 'pi_1' } } })
  // @ts-expect-error: no such path
  void paths.POST('/v1/unknown', {}).catch(() => undefined)
  // @ts-expect-error: the path's parameter is missing
  void paths.POST('/v1/payment_intents/{id}/cancel', { params: {} }).catch(() => undefined)
})

it('accepts the fetch of any platform', () => {
  assertType<() => unknown>(() => createLeanRails({ apiKey: 'sk_test_1', fetch }))
  const ofRequests = (request: Request) => Promise.resolve(new Response(request.url))
  // @ts-expect-error: the client calls fetch with a URL and options
  createLeanRails({ apiKey: 'sk_test_1', fetch: ofRequests })
})

it('accepts every shape of operation that openapi-typescript writes', () => {
  interface Bare {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
  }
  assertType<Call<Bare, never>>({})
  // @ts-expect-error: the operation accepts no keys
  assertType<Call<Bare, never>>({ idempotencyKey: 'k' })
  interface Post {
    parameters: { query: { page: number }; header?: never; path?: never; cookie?: never }
    requestBody: { content: { 'application/json': { a: string } } }
  }
  assertType<Call<Post, 'Key'>>({ query: { page: 1 }, body: { a: '1' }, idempotencyKey: 'k' })
  // @ts-expect-error: the body is missing
  assertType<Call<Post, 'Key'>>({ query: { page: 1 } })
  // @ts-expect-error: the query is missing
  assertType<Call<Post, 'Key'>>({ body: { a: '1' } })
  interface Headers {
    parameters: {
      query?: never
      header: { Key: string; 'X-Region': string }
      path: { id: string }
      cookie?: never
    }
  }
  assertType<Call<Headers, 'Key'>>({ id: '1', headers: { 'X-Region': 'eu' } })
  // @ts-expect-error: a header that the client does not fill in is missing
  assertType<Call<Headers, 'Key'>>({ id: '1' })
  expectTypeOf<Open<[string, 1 | 'a']>>().toEqualTypeOf<[string, 1 | 'a']>()
})
