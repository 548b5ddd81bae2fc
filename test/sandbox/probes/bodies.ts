import type { ApiName } from '../../../src/sandbox/index.ts'
import { summarize, type Cancellation, type Tester } from '../tester.ts'
import type { Probe } from './probe.ts'

const status = (options: (t: Tester) => Cancellation) => async (t: Tester) =>
  (await t.cancel(await t.create(), options(t))).status

/** Creates a probe of the status code for a body, for one API. */
const body = (only: ApiName, expected: number, text: string | Buffer, faults: readonly string[]): Probe => ({
  about: `${only} returns ${expected} for the body ${String(text).slice(0, 40)}`,
  only,
  faults,
  run: async (t) => (await t.cancel(await t.create(), { body: text })).status,
  expected,
})

const json = (expected: number, text: string | Buffer, ...faults: string[]): Probe =>
  body('leanrails', expected, text, faults)
const form = (expected: number, text: string, ...faults: string[]): Probe =>
  body('stripe', expected, text, faults)

export const bodyProbes: readonly Probe[] = [
  {
    about: 'fields of the PaymentIntent in the request body are ignored',
    only: 'leanrails',
    faults: ['response-fields-accepted', 'amount-accepted'],
    run: async (t) => {
      const response = await t.cancel(await t.create(), { body: '{"amount":1,"customer":"cus_other"}' })
      return [response.status, response.json?.['amount'] === 1, response.json?.['customer'] === 'cus_other']
    },
    expected: [200, false, false],
  },
  {
    about: 'choices of the PaymentIntent in the request body are ignored',
    only: 'leanrails',
    faults: ['livemode-accepted', 'capture-method-accepted'],
    run: async (t) => {
      const response = await t.cancel(await t.create(), {
        body: '{"livemode":true,"capture_method":"manual"}',
      })
      return [response.status, response.json?.['livemode'], response.json?.['capture_method']]
    },
    expected: [200, false, 'automatic'],
  },
  {
    about: 'a form with an amount is rejected',
    only: 'stripe',
    faults: ['amount-accepted'],
    run: status(() => ({ body: 'amount=1' })),
    expected: 400,
  },
  {
    about: 'a Content-Type with a parameter is accepted',
    faults: ['content-type-parameters-rejected'],
    run: status((t) => ({ reason: 'abandoned', type: `${t.mediaType}; charset=utf-8` })),
    expected: 200,
  },
  {
    about: 'a Content-Type with an unknown charset causes no 500',
    faults: ['crash-on-unknown-charset'],
    run: async (t) => {
      const type = `${t.mediaType}; charset=x-none`
      return (await t.cancel(await t.create(), { reason: 'abandoned', type })).status < 500
    },
    expected: true,
  },
  {
    about: 'a Content-Type with an empty parameter causes no 500',
    faults: ['crash-on-empty-parameter-of-type'],
    run: async (t) => {
      const type = `${t.mediaType};`
      return (await t.cancel(await t.create(), { reason: 'abandoned', type })).status < 500
    },
    expected: true,
  },
  {
    about: 'a Content-Type in upper case is accepted',
    faults: [],
    run: status((t) => ({ reason: 'abandoned', type: t.mediaType.toUpperCase() })),
    expected: 200,
  },
  {
    about: 'a Content-Type without a body is accepted',
    faults: [],
    run: status((t) => ({ type: t.mediaType })),
    expected: 200,
  },
  {
    about: 'LeanRails rejects another media type',
    only: 'leanrails',
    faults: ['other-content-type-accepted'],
    run: status(() => ({ body: '{}', type: 'text/plain' })),
    expected: 415,
  },
  {
    about: 'Stripe rejects another media type',
    only: 'stripe',
    faults: ['other-content-type-accepted'],
    run: status(() => ({ body: 'x', type: 'text/plain' })),
    expected: 400,
  },
  {
    about: 'LeanRails rejects a form',
    only: 'leanrails',
    faults: ['form-accepted'],
    run: status(() => ({ body: 'cancellation_reason=x', type: 'application/x-www-form-urlencoded' })),
    expected: 415,
  },
  {
    about: 'Stripe rejects JSON',
    only: 'stripe',
    faults: ['json-accepted'],
    run: status(() => ({ body: '{}', type: 'application/json' })),
    expected: 400,
  },
  {
    about: 'a body without a Content-Type is rejected',
    faults: ['crash-on-no-content-type'],
    run: async (t) => {
      const response = await t.cancel(await t.create(), { body: '{}', type: null })
      return summarize(response).split(' ')[1]
    },
    expected: 'invalid_request_error',
  },
  {
    about: 'an invalid body with a charset is rejected',
    faults: ['content-type-parameters-unchecked'],
    run: async (t) => {
      const type = `${t.mediaType}; charset=utf-8`
      const body = t.api === 'leanrails' ? '{"cancellation_reason":1}' : 'cancellation_reason=x'
      return (await t.cancel(await t.create(), { body, type })).status
    },
    expected: 400,
  },
  {
    about: 'an invalid body without a key is rejected',
    only: 'stripe',
    faults: ['body-without-key-unchecked'],
    run: status(() => ({ body: 'cancellation_reason=x', key: null })),
    expected: 400,
  },
  json(200, '{"note":"x"}', 'unknown-field-rejected'),
  json(200, '{"a.b":1,"$c":2}', 'unknown-field-with-signs-rejected'),
  json(200, '{}'),
  json(200, '{"__proto__":{}}', 'crash-on-proto-key'),
  json(200, '{"constructor":{}}'),
  json(200, '{"__proto__":{"cancellation_reason":1}}', 'names-from-the-prototype'),
  json(200, `{"x":${'['.repeat(200)}${']'.repeat(200)}}`, 'crash-on-deep-json'),
  json(200, `{"x":"${'a'.repeat(1024 * 1024)}"}`, 'crash-on-large-body'),
  json(400, '{"cancellation_reason":true}'),
  json(400, '{"cancellation_reason":null}', 'reason-null-accepted', 'crash-on-null-reason'),
  json(400, '{"cancellation_reason":{}}'),
  json(400, 'nonsense'),
  json(400, '{"a":1,}'),
  json(400, '{"a":1'),
  json(400, '{"a":1}{"a":2}', 'second-document-accepted'),
  json(400, '[]'),
  json(400, 'null'),
  json(400, '"x"'),
  json(400, Buffer.from('{"cancellation_reason":"\xe9"}', 'latin1'), 'invalid-utf-8-accepted'),
  form(400, '__proto__=x', 'crash-on-proto-key'),
  form(400, 'constructor=x'),
  form(400, 'cancellation_reason=%C3%A9'),
  form(400, 'cancellation_reason=%F0%9F%92%B3', 'crash-on-astral'),
  form(400, `cancellation_reason=${'a'.repeat(1024 * 1024)}`, 'crash-on-large-body'),
  form(400, 'cancellation_reason=DUPLICATE', 'reason-case-insensitive'),
  form(400, 'cancellation_reason=automatic', 'reason-of-responses-accepted'),
  form(400, 'cancellation_reason='),
  form(400, 'cancellation_reason=%ZZ', 'crash-on-broken-percent'),
  form(400, 'expand=customer', 'crash-on-expand-without-brackets'),
  form(400, 'cancellation_reason[]=duplicate', 'crash-on-nested-reason'),
  form(200, 'expand[]=customer', 'expand-rejected'),
  form(200, 'cancellation_reason=duplicate'),
  form(200, 'cancellation_reason=fraudulent', 'reason-fraudulent-rejected'),
  form(200, 'cancellation_reason=requested_by_customer'),
]
