import type { ReceivedRequest } from '../request.ts'
import {
  contentType,
  ignoresBody,
  invalid,
  key,
  rejectsParameters,
  rewritesBody,
  rewritesHeader,
  skipsValidation,
} from './validation-tools.ts'
import { editJson, ofKind, onlyAt } from './tools.ts'

/** Faults of Stripe: accepts invalid requests, or rejects valid ones. */
export const stripeValidationFaults = onlyAt(
  'stripe',
  ofKind('validation', [
    {
      name: 'key-required',
      description: 'A request without an `Idempotency-Key` is rejected.',
      install: (rules) => {
        const { readIdempotencyKey } = rules
        rules.readIdempotencyKey = (request) => {
          if (key(request) === undefined) throw invalid(rules, 'Idempotency-Key')
          return readIdempotencyKey(request)
        }
      },
    },
    {
      name: 'account-not-checked',
      description: 'A `Stripe-Account` may be any account id, connected or not.',
      install: rewritesHeader('stripe-account', (value, { account }) =>
        /^acct_[A-Za-z0-9]+$/.test(value) ? account : value,
      ),
    },
    {
      name: 'reason-not-checked',
      description: 'Any `cancellation_reason` is accepted.',
      install: rewritesBody((body) =>
        body.replace(/(^|&)cancellation_reason=[^&]*/, '$1cancellation_reason=abandoned'),
      ),
    },
    {
      name: 'reason-case-insensitive',
      description: 'A `cancellation_reason` in upper case is accepted.',
      install: rewritesBody((body) =>
        body.replace(/(?<=cancellation_reason=)[^&]*/, (reason) => reason.toLowerCase()),
      ),
    },
    {
      name: 'reason-of-responses-accepted',
      description: 'A `cancellation_reason` that only Stripe may set, such as `automatic`, is accepted.',
      install: rewritesBody((body) =>
        body.replace(
          /cancellation_reason=(automatic|expired|failed_invoice|void_invoice)/,
          'cancellation_reason=abandoned',
        ),
      ),
    },
    {
      name: 'reason-fraudulent-rejected',
      description: 'The `cancellation_reason` `fraudulent` is rejected.',
      install: rejectsParameters(({ reason }) => reason === 'fraudulent'),
    },
    {
      name: 'unknown-parameter-accepted',
      description: 'An unknown parameter is ignored.',
      install: rewritesBody((body) =>
        body
          .split('&')
          .filter((pair) => /^(cancellation_reason|expand)/.test(pair))
          .join('&'),
      ),
    },
    {
      name: 'amount-accepted',
      description: 'A parameter `amount` is accepted and changes the PaymentIntent.',
      install: (rules) => {
        const { readParameters, execute } = rules
        const amounts = new WeakMap<ReceivedRequest, string>()
        rules.readParameters = (request) => {
          const form = new URLSearchParams(request.body.toString('latin1'))
          const amount = form.get('amount')
          if (amount === null || !/^\d+$/.test(amount)) return readParameters(request)
          form.delete('amount')
          amounts.set(request, amount)
          return readParameters({ ...request, body: Buffer.from(form.toString(), 'latin1') })
        }
        rules.execute = async (all, call) => {
          const response = await execute(all, call)
          const amount = amounts.get(call.request)
          if (amount === undefined || response.status !== 200) return response
          return editJson(response, (body) => ({ ...body, amount: Number(amount) }))
        }
      },
    },
    {
      name: 'expand-rejected',
      description: 'The parameter `expand` is rejected.',
      install: rejectsParameters(({ expand }) => expand.length > 0, 'expand'),
    },
    {
      name: 'version-prefix-accepted',
      description: 'A `Stripe-Version` with a valid start only, such as `2024-06-20x`, is accepted.',
      install: rewritesHeader('stripe-version', (value) => /^\d{4}-\d\d-\d\d/.exec(value)?.[0] ?? value),
    },
    {
      name: 'version-separator-accepted',
      description: 'A `Stripe-Version` with another sign than a dot before its name is accepted.',
      install: rewritesHeader('stripe-version', (value) =>
        value.replace(/^(\d{4}-\d\d-\d\d)[^.a-z]([a-z]+)$/, '$1.$2'),
      ),
    },
    {
      name: 'json-accepted',
      description: 'A JSON body is accepted and ignored.',
      install: ignoresBody((request) => contentType(request).includes('json')),
    },
    {
      name: 'body-without-key-unchecked',
      description: 'A body is not validated if the request has no idempotency key.',
      install: skipsValidation((request) => key(request) === undefined),
    },
    {
      name: 'content-type-needed',
      description: 'A request without a body is rejected, unless it has the `Content-Type` of a form.',
      install: rejectsParameters((_, request) => contentType(request) === ''),
    },
  ]),
)
