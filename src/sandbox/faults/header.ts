import type { Fault } from './fault.ts'
import { dropHeader, isError, isSuccess, ofKind, onlyAt, sent, setHeader } from './tools.ts'

/** A header of every answer with another value, or none. */
function header(name: string, value: string | undefined): Fault['install'] {
  return sent(
    ({ headers }) => headers[name] !== undefined,
    (reply) => (value === undefined ? dropHeader(reply, name) : setHeader(reply, name, value)),
  )
}

/** Now and then, a request is one too many. */
function strict(retryAfter: string | undefined): Fault['install'] {
  return (rules, state) => {
    const { limit } = rules
    let requests = 0
    rules.limit = (caller) => {
      requests += 1
      if (requests % 100 === 10) throw rules.refusals.rateLimited(1)
      limit(caller)
    }
    header('Retry-After', retryAfter)(rules, state)
  }
}

const both = ofKind('header', [
  {
    name: 'content-type-text',
    description: 'A success calls itself plain text.',
    install: sent(isSuccess, (reply) => setHeader(reply, 'Content-Type', 'text/plain; charset=utf-8')),
  },
  {
    name: 'content-type-html',
    description: 'A success calls itself HTML.',
    install: sent(isSuccess, (reply) => setHeader(reply, 'Content-Type', 'text/html')),
  },
  {
    name: 'content-type-bytes',
    description: 'A success calls itself a stream of bytes.',
    install: sent(isSuccess, (reply) => setHeader(reply, 'Content-Type', 'application/octet-stream')),
  },
  {
    name: 'content-type-missing',
    description: 'Answers do not say what they are.',
    install: sent(
      () => true,
      (reply) => dropHeader(reply, 'Content-Type'),
    ),
  },
])

const leanrails = onlyAt(
  'leanrails',
  ofKind('header', [
    {
      name: 'rate-limit-missing',
      description: '`X-RateLimit-Limit` is missing.',
      install: header('X-RateLimit-Limit', undefined),
    },
    {
      name: 'rate-limit-remaining-missing',
      description: '`X-RateLimit-Remaining` is missing.',
      install: header('X-RateLimit-Remaining', undefined),
    },
    {
      name: 'rate-limit-in-exponents',
      description: '`X-RateLimit-Limit` is 1.5e3.',
      install: header('X-RateLimit-Limit', '1.5e3'),
    },
    {
      name: 'rate-limit-with-window',
      description: '`X-RateLimit-Limit` is "1500;w=60".',
      install: header('X-RateLimit-Limit', '1500;w=60'),
    },
    {
      name: 'rate-limit-with-comma',
      description: '`X-RateLimit-Limit` is "1,500".',
      install: header('X-RateLimit-Limit', '1,500'),
    },
    {
      name: 'rate-limit-remaining-with-fraction',
      description: '`X-RateLimit-Remaining` is what a token bucket holds, with a fraction.',
      install: header('X-RateLimit-Remaining', '1499.5'),
    },
    {
      name: 'rate-limit-remaining-as-text',
      description: '`X-RateLimit-Remaining` is "unlimited".',
      install: header('X-RateLimit-Remaining', 'unlimited'),
    },
    {
      name: 'rate-limit-on-success-only',
      description: 'Errors do not carry the rate limit headers.',
      install: sent(isError, (reply) =>
        dropHeader(dropHeader(reply, 'X-RateLimit-Limit'), 'X-RateLimit-Remaining'),
      ),
    },
    {
      name: 'rate-limit-on-401-missing',
      description: 'A 401 does not carry the rate limit headers.',
      install: sent(
        ({ status }) => status === 401,
        (reply) => dropHeader(dropHeader(reply, 'X-RateLimit-Limit'), 'X-RateLimit-Remaining'),
      ),
    },
    {
      name: 'retry-after-missing',
      description: 'A 429, which one request in a hundred gets, has no `Retry-After`.',
      install: strict(undefined),
    },
    {
      name: 'retry-after-as-text',
      description: 'A 429, which one request in a hundred gets, has the `Retry-After` "soon".',
      install: strict('soon'),
    },
    {
      name: 'retry-after-with-unit',
      description: 'A 429, which one request in a hundred gets, has the `Retry-After` "1s".',
      install: strict('1s'),
    },
  ]),
)

const stripe = onlyAt(
  'stripe',
  ofKind('header', [
    {
      name: 'request-id-missing',
      description: '`Request-Id` is missing.',
      install: header('Request-Id', undefined),
    },
    {
      name: 'request-id-on-success-only',
      description: 'Errors have no `Request-Id`.',
      install: sent(isError, (reply) => dropHeader(reply, 'Request-Id')),
    },
    {
      name: 'request-id-renamed',
      description: '`Request-Id` is called `X-Request-Id`.',
      install: sent(
        () => true,
        (reply) =>
          setHeader(dropHeader(reply, 'Request-Id'), 'X-Request-Id', reply.headers['Request-Id'] ?? ''),
      ),
    },
    {
      name: 'stripe-version-malformed',
      description: '`Stripe-Version` is "latest".',
      install: header('Stripe-Version', 'latest'),
    },
  ]),
)

/** What is wrong with the headers of an answer. */
export const headerFaults = [...both, ...leanrails, ...stripe]
