import type { Fault } from './fault.ts'
import { dropHeader, isError, isSuccess, ofKind, onlyAt, sent, setHeader } from './tools.ts'

/** A header of every answer with another value, or none. */
function header(name: string, value: string | undefined): Fault['install'] {
  return sent(
    ({ headers }) => headers[name] !== undefined,
    (reply) => (value === undefined ? dropHeader(reply, name) : setHeader(reply, name, value)),
  )
}

const both = ofKind('header', [
  {
    name: 'content-type-text',
    description: 'A success calls itself plain text.',
    install: sent(isSuccess, (reply) => setHeader(reply, 'Content-Type', 'text/plain; charset=utf-8')),
  },
  {
    name: 'content-type-missing',
    description: 'Answers do not say what they are.',
    install: sent(
      () => true,
      (reply) => dropHeader(reply, 'Content-Type'),
    ),
  },
  {
    name: 'content-encoding-lies',
    description: 'A success says that it is compressed, and is not.',
    install: sent(isSuccess, (reply) => setHeader(reply, 'Content-Encoding', 'gzip')),
  },
])

const leanrails = onlyAt(
  'leanrails',
  ofKind('header', [
    {
      name: 'rate-limit-in-exponents',
      description: '`X-RateLimit-Limit` is 1.5e3.',
      install: header('X-RateLimit-Limit', '1.5e3'),
    },
    {
      name: 'rate-limit-on-success-only',
      description: 'Errors do not carry the rate limit headers.',
      install: sent(isError, (reply) =>
        dropHeader(dropHeader(reply, 'X-RateLimit-Limit'), 'X-RateLimit-Remaining'),
      ),
    },
    {
      name: 'retry-after-missing',
      description: 'A 429 has no `Retry-After`.',
      install: header('Retry-After', undefined),
    },
    {
      name: 'retry-after-with-unit',
      description: 'A 429 has the `Retry-After` "1s".',
      install: header('Retry-After', '1s'),
    },
  ]),
)

const stripe = onlyAt(
  'stripe',
  ofKind('header', [
    {
      name: 'request-id-on-success-only',
      description: 'Errors have no `Request-Id`.',
      install: sent(isError, (reply) => dropHeader(reply, 'Request-Id')),
    },
    {
      name: 'stripe-version-malformed',
      description: '`Stripe-Version` is "latest".',
      install: header('Stripe-Version', 'latest'),
    },
    {
      name: 'should-retry-as-number',
      description: '`Stripe-Should-Retry` is 0 or 1.',
      install: sent(
        ({ headers }) => headers['Stripe-Should-Retry'] !== undefined,
        (reply) =>
          setHeader(
            reply,
            'Stripe-Should-Retry',
            reply.headers['Stripe-Should-Retry'] === 'true' ? '1' : '0',
          ),
      ),
    },
  ]),
)

/** What is wrong with the headers of an answer. */
export const headerFaults = [...both, ...leanrails, ...stripe]
