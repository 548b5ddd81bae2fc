import type { ApiName } from '../../../src/sandbox/index.ts'
import { brief, type Cancellation, type Tester } from '../tester.ts'
import type { Probe } from './probe.ts'

const status = (options: (t: Tester) => Cancellation) => async (t: Tester) =>
  (await t.cancel(await t.make(), options(t))).status

/** A body and its answer at one API. */
const body = (only: ApiName, right: number, text: string | Buffer, faults: readonly string[]): Probe => ({
  about: `the body ${String(text).slice(0, 40)} of ${only}`,
  only,
  faults,
  ask: async (t) => (await t.cancel(await t.make(), { body: text })).status,
  right,
})

const json = (right: number, text: string | Buffer, ...faults: string[]): Probe =>
  body('leanrails', right, text, faults)
const form = (right: number, text: string, ...faults: string[]): Probe => body('stripe', right, text, faults)

export const bodyProbes: readonly Probe[] = [
  {
    about: 'a body that names the amount and the customer',
    only: 'leanrails',
    faults: ['answer-fields-taken', 'amount-taken'],
    ask: async (t) => {
      const answer = await t.cancel(await t.make(), { body: '{"amount":1,"customer":"cus_other"}' })
      return [answer.status, answer.json?.['amount'] === 1, answer.json?.['customer'] === 'cus_other']
    },
    right: [200, false, false],
  },
  {
    about: 'a form that names the amount',
    only: 'stripe',
    faults: ['amount-taken'],
    ask: status(() => ({ body: 'amount=1' })),
    right: 400,
  },
  {
    about: 'a content type with a parameter',
    faults: ['content-type-parameters-refused'],
    ask: status((t) => ({ reason: 'abandoned', type: `${t.mediaType}; charset=utf-8` })),
    right: 200,
  },
  {
    about: 'a content type with a charset that nobody knows',
    faults: ['crash-on-unknown-charset'],
    ask: async (t) => {
      const type = `${t.mediaType}; charset=x-none`
      return (await t.cancel(await t.make(), { reason: 'abandoned', type })).status < 500
    },
    right: true,
  },
  {
    about: 'a content type in capitals',
    faults: [],
    ask: status((t) => ({ reason: 'abandoned', type: t.mediaType.toUpperCase() })),
    right: 200,
  },
  {
    about: 'a content type without a body',
    faults: [],
    ask: status((t) => ({ type: t.mediaType })),
    right: 200,
  },
  {
    about: 'a body of another media type at LeanRails',
    only: 'leanrails',
    faults: ['other-content-type-taken'],
    ask: status(() => ({ body: '{}', type: 'text/plain' })),
    right: 415,
  },
  {
    about: 'a body of another media type at Stripe',
    only: 'stripe',
    faults: ['other-content-type-taken'],
    ask: status(() => ({ body: 'x', type: 'text/plain' })),
    right: 400,
  },
  {
    about: 'a form at LeanRails',
    only: 'leanrails',
    faults: ['form-taken'],
    ask: status(() => ({ body: 'cancellation_reason=x', type: 'application/x-www-form-urlencoded' })),
    right: 415,
  },
  {
    about: 'JSON at Stripe',
    only: 'stripe',
    faults: ['json-taken'],
    ask: status(() => ({ body: '{}', type: 'application/json' })),
    right: 400,
  },
  {
    about: 'a body without a content type',
    faults: ['crash-on-no-content-type'],
    ask: async (t) => {
      const answer = await t.cancel(await t.make(), { body: '{}', type: null })
      return brief(answer).split(' ')[1]
    },
    right: 'invalid_request_error',
  },
  json(200, '{"note":"x"}', 'unknown-field-refused'),
  json(200, '{}'),
  json(200, '{"__proto__":{}}', 'crash-on-proto-key'),
  json(200, '{"constructor":{}}'),
  json(200, `{"x":${'['.repeat(200)}${']'.repeat(200)}}`, 'crash-on-deep-json'),
  json(200, `{"x":"${'a'.repeat(1024 * 1024)}"}`, 'crash-on-large-body'),
  json(400, '{"cancellation_reason":true}'),
  json(400, '{"cancellation_reason":null}', 'reason-null-taken', 'crash-on-null-reason'),
  json(400, '{"cancellation_reason":{}}'),
  json(400, 'nonsense'),
  json(400, '{"a":1,}'),
  json(400, '{"a":1'),
  json(400, '{"a":1}{"a":2}', 'second-document-taken'),
  json(400, '[]'),
  json(400, 'null'),
  json(400, '"x"'),
  json(400, Buffer.from('{"cancellation_reason":"\xe9"}', 'latin1'), 'invalid-utf-8-taken'),
  form(400, '__proto__=x', 'crash-on-proto-key'),
  form(400, 'constructor=x'),
  form(400, 'cancellation_reason=%C3%A9'),
  form(400, 'cancellation_reason=%F0%9F%92%B3', 'crash-on-astral'),
  form(400, `cancellation_reason=${'a'.repeat(1024 * 1024)}`, 'crash-on-large-body'),
  form(400, 'cancellation_reason=DUPLICATE', 'reason-case-insensitive'),
  form(400, 'cancellation_reason=automatic', 'reason-of-responses-taken'),
  form(400, 'cancellation_reason='),
  form(400, 'cancellation_reason=%ZZ', 'crash-on-broken-percent'),
  form(400, 'expand=customer', 'crash-on-expand-without-brackets'),
  form(400, 'cancellation_reason[]=duplicate', 'crash-on-nested-reason'),
  form(200, 'expand[]=customer', 'expand-refused'),
  form(200, 'cancellation_reason=duplicate'),
  form(200, 'cancellation_reason=fraudulent', 'reason-fraudulent-refused'),
  form(200, 'cancellation_reason=requested_by_customer'),
]
