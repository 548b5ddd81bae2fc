import { header, withHeader, type Received } from '../request.ts'
import { contentType, invalid, key, lenient, refuses, rewritten } from './reading.ts'
import { editJson, ofKind, onlyAt } from './tools.ts'

/** What Stripe takes and should not, and the other way round. */
export const stripeValidationFaults = onlyAt(
  'stripe',
  ofKind('validation', [
    {
      name: 'key-required',
      description: 'A request without an `Idempotency-Key` is refused.',
      install: (rules) => {
        const { readIdempotencyKey } = rules
        rules.readIdempotencyKey = (request) => {
          if (key(request) === undefined) throw invalid(rules, 'Idempotency-Key')
          return readIdempotencyKey(request)
        }
      },
    },
    {
      name: 'reason-not-checked',
      description: 'Every `cancellation_reason` is taken.',
      install: rewritten((body) =>
        body.replace(/(^|&)cancellation_reason=[^&]*/, '$1cancellation_reason=abandoned'),
      ),
    },
    {
      name: 'reason-case-insensitive',
      description: 'A `cancellation_reason` in capitals is taken.',
      install: rewritten((body) =>
        body.replace(/(?<=cancellation_reason=)[^&]*/, (reason) => reason.toLowerCase()),
      ),
    },
    {
      name: 'reason-of-responses-taken',
      description: 'A `cancellation_reason` that only Stripe itself gives, such as `automatic`, is taken.',
      install: rewritten((body) =>
        body.replace(
          /cancellation_reason=(automatic|expired|failed_invoice|void_invoice)/,
          'cancellation_reason=abandoned',
        ),
      ),
    },
    {
      name: 'reason-fraudulent-refused',
      description: 'One of the four reasons, `fraudulent`, is refused.',
      install: refuses(({ reason }) => reason === 'fraudulent'),
    },
    {
      name: 'unknown-parameter-taken',
      description: 'An unknown parameter is ignored.',
      install: rewritten((body) =>
        body
          .split('&')
          .filter((pair) => /^(cancellation_reason|expand)/.test(pair))
          .join('&'),
      ),
    },
    {
      name: 'amount-taken',
      description: 'A parameter `amount` is taken, and becomes that of the PaymentIntent.',
      install: (rules) => {
        const { readParameters, execute } = rules
        const amounts = new WeakMap<Received, string>()
        rules.readParameters = (request) => {
          const form = new URLSearchParams(request.body.toString('latin1'))
          const amount = form.get('amount')
          if (amount === null || !/^\d+$/.test(amount)) return readParameters(request)
          form.delete('amount')
          amounts.set(request, amount)
          return readParameters({ ...request, body: Buffer.from(form.toString(), 'latin1') })
        }
        rules.execute = async (all, call) => {
          const reply = await execute(all, call)
          const amount = amounts.get(call.request)
          if (amount === undefined || reply.status !== 200) return reply
          return editJson(reply, (body) => ({ ...body, amount: Number(amount) }))
        }
      },
    },
    {
      name: 'expand-refused',
      description: '`expand` is an unknown parameter.',
      install: refuses(({ expand }) => expand.length > 0, 'expand'),
    },
    {
      name: 'version-prefix-taken',
      description: 'A `Stripe-Version` that only begins like one, such as `2024-06-20x`, is taken.',
      install: (rules) => {
        const { checkHeaders } = rules
        const start = (value: string): string => /^\d{4}-\d\d-\d\d/.exec(value)?.[0] ?? value
        rules.checkHeaders = (request, caller) => {
          const starts = header(request, 'stripe-version').map(start)
          checkHeaders(withHeader(request, 'stripe-version', starts), caller)
        }
      },
    },
    {
      name: 'json-taken',
      description: 'A body in JSON is taken, and ignored.',
      install: lenient((request) => contentType(request).includes('json')),
    },
  ]),
)
