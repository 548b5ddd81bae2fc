import { reasons } from '../stripe/parameters.ts'
import { header, type Received } from '../request.ts'
import type { Parameters, Rules } from '../rules.ts'
import type { Fault } from './fault.ts'
import { ofKind, onlyAt, seen } from './tools.ts'

const key = (request: Received): string | undefined => header(request, 'idempotency-key')[0]

/** Refuses keys that the API should take. */
function keysRefused(wrongly: (key: string) => boolean): Fault['install'] {
  return (rules) => {
    const { readIdempotencyKey } = rules
    rules.readIdempotencyKey = (request) => {
      const value = readIdempotencyKey(request)
      if (value !== undefined && wrongly(value)) {
        throw invalid(rules, 'Idempotency-Key')
      }
      return value
    }
  }
}

/** Takes keys that the API should refuse. */
function keysTaken(wrongly: (key: string | undefined) => boolean): Fault['install'] {
  return (rules) => {
    const { readIdempotencyKey } = rules
    rules.readIdempotencyKey = (request) =>
      wrongly(key(request)) ? key(request) : readIdempotencyKey(request)
  }
}

/** Bodies that become other ones before they are read. */
function rewritten(rewrite: (text: string) => string): Fault['install'] {
  return seen((request) => {
    const text = request.body.toString('latin1')
    const other = rewrite(text)
    return other === text ? request : { ...request, body: Buffer.from(other, 'latin1') }
  })
}

/** Refuses parameters that the API should take. */
function refuses(
  wrongly: (parameters: Parameters, request: Received) => boolean,
  param = 'cancellation_reason',
): Fault['install'] {
  return (rules) => {
    const { readParameters } = rules
    rules.readParameters = (request) => {
      const parameters = readParameters(request)
      if (wrongly(parameters, request)) throw invalid(rules, param)
      return parameters
    }
  }
}

const invalid = ({ refusals }: Rules, name: string): Error =>
  /^[A-Z]/.test(name)
    ? refusals.invalidHeader(name, `${name} is not valid.`)
    : refusals.invalidParameter(name, `${name} is not valid.`)

/** Takes whatever cannot be read for nothing. */
const lenient = (matches: (request: Received) => boolean): Fault['install'] => {
  return seen((request) => (matches(request) ? { ...request, body: Buffer.alloc(0) } : request))
}

const jsonOf = ({ body }: Received): unknown => {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

const contentType = (request: Received): string => header(request, 'content-type')[0] ?? ''

const both = ofKind('validation', [
  {
    name: 'key-256-taken',
    description: 'An idempotency key of more than 255 characters is taken.',
    install: keysTaken((value) => value !== undefined && value.length > 255),
  },
  {
    name: 'key-255-refused',
    description: 'An idempotency key of 255 characters is refused: off by one.',
    install: keysRefused((value) => value.length > 254),
  },
  {
    name: 'key-of-one-refused',
    description: 'An idempotency key of less than eight characters is refused.',
    install: keysRefused((value) => value.length < 8),
  },
  {
    name: 'key-must-be-uuid',
    description: 'An idempotency key that is no UUID is refused.',
    install: keysRefused((value) => !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value)),
  },
  {
    name: 'body-required',
    description: 'A request without a body is refused.',
    install: refuses((_, { body }) => body.length === 0),
  },
  {
    name: 'reason-required',
    description: 'A request without a `cancellation_reason` is refused.',
    install: refuses(({ reason }) => reason === undefined),
  },
  {
    name: 'content-type-parameters-refused',
    description: 'A content type with a parameter, such as `charset=utf-8`, is refused.',
    install: (rules) => {
      const { readParameters } = rules
      rules.readParameters = (request) => {
        if (contentType(request).includes(';'))
          throw rules.refusals.unsupportedMediaType('Unsupported media type.')
        return readParameters(request)
      }
    },
  },
  {
    name: 'content-type-case-sensitive',
    description: 'A content type in capitals is refused.',
    install: (rules) => {
      const { readParameters } = rules
      rules.readParameters = (request) => {
        if (/[A-Z]/.test(contentType(request).split(';')[0] ?? '')) {
          throw rules.refusals.unsupportedMediaType('Unsupported media type.')
        }
        return readParameters(request)
      }
    },
  },
  {
    name: 'other-content-type-taken',
    description: 'A body of another media type is taken, and ignored.',
    install: lenient((request) => !/json|urlencoded/.test(contentType(request))),
  },
])

const leanrails = onlyAt(
  'leanrails',
  ofKind('validation', [
    {
      name: 'key-not-required',
      description: 'A request without an `Idempotency-Key` is executed.',
      install: keysTaken((value) => value === undefined),
    },
    {
      name: 'key-empty-taken',
      description: 'An empty `Idempotency-Key` is taken.',
      install: keysTaken((value) => value === ''),
    },
    {
      name: 'reason-number-taken',
      description: 'A reason that is a number is taken as text.',
      install: rewritten((body) => body.replace(/("cancellation_reason"\s*:\s*)(-?\d[\d.eE+-]*)/, '$1"$2"')),
    },
    {
      name: 'reason-boolean-taken',
      description: 'A reason that is true or false is taken as text.',
      install: rewritten((body) => body.replace(/("cancellation_reason"\s*:\s*)(true|false)/, '$1"$2"')),
    },
    {
      name: 'reason-null-taken',
      description: 'A reason that is null is taken for none.',
      install: rewritten((body) => body.replace(/"cancellation_reason"\s*:\s*null/, '"_":null')),
    },
    {
      name: 'reason-object-taken',
      description: 'A reason that is an object or a list is ignored.',
      install: rewritten((body) => body.replace(/"cancellation_reason"(\s*:\s*[[{])/, '"_"$1')),
    },
    {
      name: 'reason-empty-refused',
      description: 'An empty reason is refused.',
      install: refuses(({ reason }) => reason === ''),
    },
    {
      name: 'reason-long-refused',
      description: 'A reason of more than 255 characters is refused.',
      install: refuses(({ reason }) => (reason ?? '').length > 255),
    },
    {
      name: 'reason-enum',
      description: 'Only the four reasons that Stripe knows are taken.',
      install: refuses(({ reason }) => reason !== undefined && !reasons.includes(reason)),
    },
    {
      name: 'unknown-field-refused',
      description: 'A field that the API does not know is refused.',
      install: refuses(({ sent }) =>
        Object.keys(sent as object).some((name) => name !== 'cancellation_reason'),
      ),
    },
    {
      name: 'malformed-json-taken',
      description: 'A body that is no JSON is taken for none.',
      install: lenient((request) => request.body.length > 0 && jsonOf(request) === undefined),
    },
    {
      name: 'trailing-comma-taken',
      description: 'A comma after the last field is taken.',
      install: rewritten((body) => body.replace(/,\s*\}\s*$/, '}')),
    },
    {
      name: 'truncated-json-taken',
      description: 'A body that lacks its last bracket is taken.',
      install: rewritten((body) => (body.startsWith('{') && !/\}\s*$/.test(body) ? '{}' : body)),
    },
    {
      name: 'second-document-taken',
      description: 'What follows the first JSON value is ignored.',
      install: rewritten((body) => body.replace(/^(\{[^{}]*\})[^]+$/, '$1')),
    },
    {
      name: 'array-root-taken',
      description: 'A list at the root is taken for an empty object.',
      install: lenient((request) => Array.isArray(jsonOf(request))),
    },
    {
      name: 'null-root-taken',
      description: 'A null at the root is taken for no body.',
      install: lenient((request) => jsonOf(request) === null),
    },
    {
      name: 'scalar-root-taken',
      description: 'A text or a number at the root is taken for no body.',
      install: lenient((request) => ['string', 'number', 'boolean'].includes(typeof jsonOf(request))),
    },
    {
      name: 'invalid-utf-8-taken',
      description: 'Bytes that are not UTF-8 are replaced, not refused.',
      install: seen((request) => ({ ...request, body: Buffer.from(request.body.toString('utf8')) })),
    },
    {
      name: 'form-taken',
      description: 'A form is taken where only JSON is documented.',
      install: lenient((request) => contentType(request).includes('urlencoded')),
    },
    {
      name: 'version-not-checked',
      description: 'An `X-API-Version` that is no date is taken.',
      install: (rules) => {
        rules.checkHeaders = () => undefined
      },
    },
    {
      name: 'version-impossible-taken',
      description: 'An `X-API-Version` that looks like a date but is none, such as 2026-02-30, is taken.',
      install: (rules) => {
        const { checkHeaders } = rules
        rules.checkHeaders = (request, caller) => {
          const shaped = header(request, 'x-api-version').every((value) => /^\d{4}-\d\d-\d\d$/.test(value))
          if (!shaped) checkHeaders(request, caller)
        }
      },
    },
    {
      name: 'version-refused',
      description: 'Every `X-API-Version` is refused.',
      install: (rules) => {
        rules.checkHeaders = (request) => {
          if (header(request, 'x-api-version').length > 0) throw invalid(rules, 'X-API-Version')
        }
      },
    },
  ]),
)

const stripe = onlyAt(
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
      name: 'reason-empty-taken',
      description: 'An empty `cancellation_reason` is taken for none.',
      install: rewritten((body) => body.replace(/(^|&)cancellation_reason=(?=&|$)/, '')),
    },
    ...reasons.map((reason) => ({
      name: `reason-${reason.replaceAll('_', '-')}-refused`,
      description: `The \`cancellation_reason\` \`${reason}\` is refused.`,
      install: refuses((parameters) => parameters.reason === reason),
    })),
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
      name: 'expand-refused',
      description: '`expand` is an unknown parameter.',
      install: refuses(({ expand }) => expand.length > 0, 'expand'),
    },
    {
      name: 'json-taken',
      description: 'A body in JSON is taken, and ignored.',
      install: lenient((request) => contentType(request).includes('json')),
    },
    {
      name: 'version-refused',
      description: 'Every `Stripe-Version` is refused.',
      install: (rules) => {
        rules.checkHeaders = (request) => {
          if (header(request, 'stripe-version').length > 0) throw invalid(rules, 'Stripe-Version')
        }
      },
    },
  ]),
)

/** Requests that are taken and should not be, and the other way round. */
export const validationFaults = [...both, ...leanrails, ...stripe]
