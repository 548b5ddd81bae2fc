import { assertType, expect, expectTypeOf, it } from 'vitest'
import {
  cancelPaymentIntentHeader,
  createLeanRails,
  createLeanRailsPaths,
} from '../../generated/leanrails/client.ts'
import type { CancelPaymentIntentCall, CancelPaymentIntentResult } from '../../generated/leanrails/client.ts'
import { createStripe } from '../../generated/stripe/client.ts'
import type { CancelPaymentIntentCall as StripeCall } from '../../generated/stripe/client.ts'
import type { CanceledPaymentIntent } from '../../generated/leanrails/types.ts'
import type { Call, Open } from '../../src/client/index.ts'
import { handler, ok, rejection } from './handler.ts'

const leanrails = createLeanRails({ apiKey: 'sk_test_1', fetch: handler(ok()) })
const result = await leanrails.cancelPaymentIntent({ id: 'pi_1' })

it('narrows by status', () => {
  if (result.status === 200) {
    expectTypeOf(result.data.canceled_at).toEqualTypeOf<number>()
    expectTypeOf(result.data.status).toEqualTypeOf<'canceled'>()
    expectTypeOf(result.ok).toEqualTypeOf<true>()
    // @ts-expect-error: a success has no error to speak of
    expect(result.error?.error).toBeUndefined()
  } else {
    expectTypeOf(result.ok).toEqualTypeOf<false>()
    expectTypeOf(result.error.error.message).toEqualTypeOf<string>()
    // @ts-expect-error: a refusal has no data to speak of
    expect(result.data?.id).toBeUndefined()
  }
  if (result.status === 409) expectTypeOf(result.error.error.code).toEqualTypeOf<'idempotency_key_in_use'>()
  // A status that the description does not have: refused in the API's words all the same.
  if (result.status === 503) expectTypeOf(result.error.error.code).toBeString()
  // @ts-expect-error: 202 is no answer of this operation
  if (result.status === 202) expect.unreachable()
})

it('narrows by ok', () => {
  if (result.ok) expectTypeOf(result.data.id).toEqualTypeOf<string>()
  else expectTypeOf(result.error.error.type).toBeString()
  // @ts-expect-error: not before it is known which
  expect(result.data.id).toBe('pi_1')
})

it('switches over all statuses', () => {
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

it('types headers, parsed', () => {
  expectTypeOf(cancelPaymentIntentHeader(result, 'X-RateLimit-Limit')).toEqualTypeOf<number | null>()
  expectTypeOf(cancelPaymentIntentHeader(result, 'Allow')).toEqualTypeOf<string | null>()
  // @ts-expect-error: the description has no such header
  expect(cancelPaymentIntentHeader(result, 'X-Unknown')).toBeNull()
})

it('orThrow has the success alone', async () => {
  const intent = await leanrails.cancelPaymentIntent({ id: 'pi_1' }).orThrow()
  expectTypeOf(intent.canceled_at).toEqualTypeOf<number>()
})

it('results tell how the call went', () => {
  expectTypeOf(result.attempts).toEqualTypeOf<number>()
  expectTypeOf(result.idempotencyKey).toEqualTypeOf<string>()
  expectTypeOf(result.requestId).toEqualTypeOf<string | null | undefined>()
  expectTypeOf(result.retryAfter).toEqualTypeOf<number | undefined>()
})

it('asks for what the caller alone knows', () => {
  assertType<CancelPaymentIntentCall>({ id: 'pi_1' })
  assertType<CancelPaymentIntentCall>({
    id: 'pi_1',
    idempotencyKey: 'k',
    headers: { 'X-API-Version': '2026-03-09', 'X-Trace': 'mine' },
    body: { cancellation_reason: 'any text' },
    signal: new AbortController().signal,
    timeout: 1000,
    budget: 5000,
    maxRetries: 0,
  })
  // @ts-expect-error: the id is missing
  assertType<CancelPaymentIntentCall>({})
  // @ts-expect-error: not a string
  assertType<CancelPaymentIntentCall>({ id: 1 })
  // @ts-expect-error: another API's name for it
  assertType<CancelPaymentIntentCall>({ intent: 'pi_1' })
  // @ts-expect-error: not a string
  assertType<CancelPaymentIntentCall>({ id: 'pi_1', body: { cancellation_reason: 1 } })
  // @ts-expect-error: a misspelt option
  assertType<CancelPaymentIntentCall>({ id: 'pi_1', timeOut: 1 })
  // @ts-expect-error: this operation has no query
  assertType<CancelPaymentIntentCall>({ id: 'pi_1', query: {} })
  // @ts-expect-error: not a date
  assertType<CancelPaymentIntentCall>({ id: 'pi_1', headers: { 'X-API-Version': new Date() } })
})

it('requests keep to the words of the description', () => {
  assertType<StripeCall>({ intent: 'pi_1', body: { cancellation_reason: 'duplicate', expand: ['customer'] } })
  // @ts-expect-error: not one of Stripe's reasons
  assertType<StripeCall>({ intent: 'pi_1', body: { cancellation_reason: 'boredom' } })
})

it('responses may have new ones', () => {
  type Word = Open<'a' | 'b' | null>
  assertType<Word>('c')
  assertType<Word>(null)
  // @ts-expect-error: words are text
  assertType<Word>(1)
  expectTypeOf<Open<'a'>>().toEqualTypeOf<'a'>()
  expectTypeOf<Open<{ a: ('x' | 'y')[]; b?: number }>['b']>().toEqualTypeOf<number | undefined>()
  assertType<Open<CanceledPaymentIntent>['capture_method']>('on_tuesdays')
})

it('asks for what a client needs', async () => {
  // @ts-expect-error: the key is missing
  assertType<() => unknown>(() => createLeanRails({}))
  // @ts-expect-error: a misspelt option
  createLeanRails({ apiKey: 'sk_test_1', maxRetry: 1 })
  createLeanRails({ apiKey: 'sk_test_1', baseUrl: undefined, apiVersion: undefined, timeout: undefined })
  const stripe = createStripe({ apiKey: 'sk_test_1', fetch: handler(rejection(400)) })
  const rejected = await stripe.cancelPaymentIntent({ intent: 'pi_1' })
  if (rejected.status === 400) expectTypeOf(rejected.error.error.type).toBeString()
})

it('the client over paths takes paths, and fills in the key, too', () => {
  const paths = createLeanRailsPaths({ apiKey: 'sk_test_1', fetch: handler(ok()) })
  void paths.POST('/v1/payment_intents/{id}/cancel', { params: { path: { id: 'pi_1' } } })
  // @ts-expect-error: no such path
  void paths.POST('/v1/unknown', {}).catch(() => undefined)
  // @ts-expect-error: the path's parameter is missing
  void paths.POST('/v1/payment_intents/{id}/cancel', { params: {} }).catch(() => undefined)
})

it('takes what any platform’s fetch is', () => {
  assertType<() => unknown>(() => createLeanRails({ apiKey: 'sk_test_1', fetch }))
  const ofRequests = (request: Request) => Promise.resolve(new Response(request.url))
  // @ts-expect-error: what is sent may be an address and what stands beside it
  createLeanRails({ apiKey: 'sk_test_1', fetch: ofRequests })
})

it('takes operations of any shape, as openapi-typescript writes them', () => {
  interface Bare {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
  }
  assertType<Call<Bare, never>>({})
  // @ts-expect-error: the server knows no keys
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
  // @ts-expect-error: a header that nobody fills in is missing
  assertType<Call<Headers, 'Key'>>({ id: '1' })
  expectTypeOf<Open<[string, 1 | 'a']>>().toEqualTypeOf<[string, 1 | 'a']>()
})
