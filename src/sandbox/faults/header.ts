import type { Fault } from './fault.ts'
import { dropHeader, isError, isSuccess, ofKind, onlyAt, editResponse, setHeader } from './tools.ts'

/** Changes a header of every response, or removes it. */
function editHeader(name: string, value: string | undefined): Fault['install'] {
  return editResponse(
    ({ headers }) => headers[name] !== undefined,
    (response) => (value === undefined ? dropHeader(response, name) : setHeader(response, name, value)),
  )
}

const both = ofKind('header', [
  {
    name: 'content-type-text',
    description: 'A success has the Content-Type of plain text.',
    install: editResponse(isSuccess, (response) =>
      setHeader(response, 'Content-Type', 'text/plain; charset=utf-8'),
    ),
  },
  {
    name: 'content-type-missing',
    description: 'Responses have no `Content-Type`.',
    install: editResponse(
      () => true,
      (response) => dropHeader(response, 'Content-Type'),
    ),
  },
  {
    name: 'content-encoding-wrong',
    description: 'A success has `Content-Encoding: gzip`, but is not compressed.',
    install: editResponse(isSuccess, (response) => setHeader(response, 'Content-Encoding', 'gzip')),
  },
])

const leanrails = onlyAt(
  'leanrails',
  ofKind('header', [
    {
      name: 'rate-limit-in-exponents',
      description: '`X-RateLimit-Limit` is 1.5e3.',
      install: editHeader('X-RateLimit-Limit', '1.5e3'),
    },
    {
      name: 'rate-limit-swapped',
      description: '`X-RateLimit-Limit` and `X-RateLimit-Remaining` are swapped.',
      install: editResponse(
        () => true,
        (response) => {
          const { 'X-RateLimit-Limit': limit = '', 'X-RateLimit-Remaining': remaining = '' } =
            response.headers
          return setHeader(
            setHeader(response, 'X-RateLimit-Limit', remaining),
            'X-RateLimit-Remaining',
            limit,
          )
        },
      ),
    },
    {
      name: 'rate-limit-on-success-only',
      description: 'Errors do not have the rate limit headers.',
      install: editResponse(isError, (response) =>
        dropHeader(dropHeader(response, 'X-RateLimit-Limit'), 'X-RateLimit-Remaining'),
      ),
    },
    {
      name: 'retry-after-missing',
      description: 'A 429 has no `Retry-After`.',
      install: editHeader('Retry-After', undefined),
    },
    {
      name: 'retry-after-with-unit',
      description: 'The `Retry-After` of a 429 is "1s".',
      install: editHeader('Retry-After', '1s'),
    },
    {
      name: 'retry-after-with-fraction',
      description: 'The `Retry-After` of a 429 is "1.0".',
      install: editHeader('Retry-After', '1.0'),
    },
  ]),
)

const stripe = onlyAt(
  'stripe',
  ofKind('header', [
    {
      name: 'request-id-on-success-only',
      description: 'Errors have no `Request-Id`.',
      install: editResponse(isError, (response) => dropHeader(response, 'Request-Id')),
    },
    {
      name: 'request-id-of-the-process',
      description: 'The `Request-Id` is that of the server process, not of the request.',
      install: editHeader('Request-Id', 'req_4Yt8Kq1Zb7Wn2X'),
    },
    {
      name: 'stripe-version-malformed',
      description: '`Stripe-Version` is "latest".',
      install: editHeader('Stripe-Version', 'latest'),
    },
    {
      name: 'stripe-version-fixed',
      description: '`Stripe-Version` is always the latest, whatever version the request selects.',
      install: editHeader('Stripe-Version', '2026-10-28.endive'),
    },
    {
      name: 'should-retry-as-number',
      description: '`Stripe-Should-Retry` is 0 or 1.',
      install: editResponse(
        ({ headers }) => headers['Stripe-Should-Retry'] !== undefined,
        (response) =>
          setHeader(
            response,
            'Stripe-Should-Retry',
            response.headers['Stripe-Should-Retry'] === 'true' ? '1' : '0',
          ),
      ),
    },
  ]),
)

/** Faults in response headers. */
export const headerFaults = [...both, ...leanrails, ...stripe]
