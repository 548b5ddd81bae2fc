import { header, type Received } from '../request.ts'
import type { Fault } from './fault.ts'
import { crashesOn, ofKind, onlyAt, restatus, which } from './tools.ts'

/** The body as text, percent-encoding undone where it is a form. */
function text({ body, headers }: Received): string {
  const raw = body.toString('utf8')
  if (headers.get('content-type')?.[0]?.includes('urlencoded') !== true) return raw
  try {
    return decodeURIComponent(raw)
  } catch {
    return raw
  }
}

/** The id as it stands in the path. */
const rawId = ({ path }: Received): string => path.split('/')[3] ?? ''

/** A 500 for some ids. */
const onId = (name: string, what: string, matches: (id: string) => boolean): Omit<Fault, 'kind'> => ({
  name: `crash-on-${name}`,
  description: `An id ${what} gives a 500.`,
  install: crashesOn((request) => matches(rawId(request))),
})

/** A 500 for some bodies. */
const onBody = (name: string, what: string, matches: (body: string) => boolean): Omit<Fault, 'kind'> => ({
  name: `crash-on-${name}`,
  description: `A body ${what} gives a 500.`,
  install: crashesOn((request) => matches(text(request))),
})

/** A 500 for some JSON values at the root, or as the reason. */
const onJson = (name: string, what: string, matches: (value: unknown) => boolean): Omit<Fault, 'kind'> =>
  onBody(name, what, (body) => {
    try {
      return matches(JSON.parse(body))
    } catch {
      return false
    }
  })

const reasonOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'cancellation_reason' in value
    ? value.cancellation_reason
    : undefined

const reasonText = (value: unknown): string => {
  const reason = reasonOf(value)
  return typeof reason === 'string' ? reason : ''
}

/** How deep brackets are nested. */
function depth(body: string): number {
  let deepest = 0
  let now = 0
  for (const letter of body) {
    if (letter === '[' || letter === '{') deepest = Math.max(deepest, (now += 1))
    else if (letter === ']' || letter === '}') now -= 1
  }
  return deepest
}

const both = ofKind('crash', [
  onId('long-id', 'of more than 255 characters', (id) => id.length > 255),
  onId('nul-in-id', 'with a NUL', (id) => id.includes('%00')),
  onId('quote-in-id', 'with a quote: the SQL is put together by hand,', (id) => /'|%27/.test(id)),
  onId('broken-percent-in-id', 'with a broken percent-encoding', (id) => /%(?![\da-f]{2})/i.test(id)),
  onId('unicode-in-id', 'with other letters than ASCII', (id) => /%[89a-f][\da-f]/i.test(id)),
  onId('slash-in-id', 'with an encoded slash', (id) => /%2f/i.test(id)),
  {
    name: 'crash-on-unknown-id',
    description: 'An id that nobody has gives a 500.',
    install: restatus(which.notFound, 500),
  },
  onBody('proto-key', 'with the key `__proto__`', (body) => body.includes('__proto__')),
  onBody('constructor-key', 'with the key `constructor`', (body) => body.includes('constructor')),
  onBody('unicode', 'with other letters than ASCII', (body) => /[^\0-\x7f]/.test(body)),
  onBody('astral', 'with a character of four bytes', (body) => /[\u{10000}-\u{10ffff}]/u.test(body)),
  onBody('large-body', 'of more than 512 kB', (body) => body.length > 512 * 1024),
  {
    name: 'large-body-refused',
    description: 'A body of more than 100 kB gives a 413.',
    install: (rules, state) => {
      crashesOn(({ body }) => body.length > 100 * 1024)(rules, state)
      restatus(({ status }) => status === 500, 413)(rules, state)
    },
  },
  {
    name: 'crash-on-empty-body',
    description: 'A content type without a body gives a 500.',
    install: crashesOn(({ body, headers }) => body.length === 0 && headers.has('content-type')),
  },
  {
    name: 'crash-on-no-content-type',
    description: 'A body without a content type gives a 500.',
    install: crashesOn(({ body, headers }) => body.length > 0 && !headers.has('content-type')),
  },
  {
    name: 'crash-on-other-content-type',
    description: 'A body of a media type that the API does not take gives a 500.',
    install: (rules) => {
      const { readParameters } = rules
      rules.readParameters = (request) => {
        const type = header(request, 'content-type')[0] ?? ''
        if (request.body.length > 0 && !/json|urlencoded/.test(type)) throw new TypeError('no parser')
        return readParameters(request)
      }
    },
  },
  {
    name: 'crash-on-long-key',
    description: 'An idempotency key of more than 255 characters gives a 500.',
    install: crashesOn((request) => (header(request, 'idempotency-key')[0] ?? '').length > 255),
  },
  {
    name: 'crash-on-wrong-method',
    description: 'Another method than POST gives a 500.',
    install: restatus(which.wrongMethod, 500),
  },
  {
    name: 'crash-on-repeated-header',
    description: 'A header that comes twice gives a 500.',
    install: crashesOn(({ headers }) => [...headers.values()].some((values) => values.length > 1)),
  },
  {
    name: 'crash-on-any-accept',
    description: 'An `Accept` that does not name JSON gives a 500.',
    install: crashesOn((request) => header(request, 'accept').some((accept) => !/json|\*\/\*/.test(accept))),
  },
])

const leanrails = onlyAt(
  'leanrails',
  ofKind('crash', [
    onBody('malformed-json', 'that is no JSON', (body) => body !== '' && !isJson(body)),
    onBody('deep-json', 'nested more than 100 deep', (body) => depth(body) > 100),
    onJson('empty-object', 'that is an empty object', (value) => isEmptyObject(value)),
    onJson('null-root', 'that is null', (value) => value === null),
    onJson('array-root', 'that is a list', Array.isArray),
    onJson('scalar-root', 'that is a text or a number', (value) =>
      ['string', 'number', 'boolean'].includes(typeof value),
    ),
    onJson('null-reason', 'whose reason is null', (value) => reasonOf(value) === null),
    onJson('wrong-type', 'whose reason is a number', (value) => typeof reasonOf(value) === 'number'),
    onJson('object-reason', 'whose reason is an object', (value) => isObject(reasonOf(value))),
    onJson('empty-reason', 'whose reason is empty', (value) => reasonOf(value) === ''),
    onJson(
      'long-reason',
      'whose reason has more than 255 characters',
      (value) => reasonText(value).length > 255,
    ),
    onJson('nul-in-reason', 'whose reason holds a NUL', (value) => reasonText(value).includes('\0')),
    onJson('quote-in-reason', 'whose reason holds a quote', (value) => reasonText(value).includes("'")),
    {
      name: 'crash-on-invalid-utf-8',
      description: 'A body that is not UTF-8 gives a 500.',
      install: crashesOn(({ body }) => body.toString('utf8').includes('\ufffd')),
    },
    {
      name: 'crash-on-wrong-version',
      description: 'An `X-API-Version` that is no date gives a 500.',
      install: restatus(({ error }) => error.param === 'X-API-Version', 500),
    },
    {
      name: 'crash-on-no-key',
      description: 'A request without an `Idempotency-Key` gives a 500.',
      install: restatus(which.missingKey, 500),
    },
    {
      name: 'crash-on-no-body',
      description: 'A request without a body gives a 500.',
      install: crashesOn(({ body }) => body.length === 0),
    },
  ]),
)

const stripe = onlyAt(
  'stripe',
  ofKind('crash', [
    onBody('broken-percent', 'with a broken percent-encoding', (body) => /%(?![\da-f]{2})/i.test(body)),
    onBody('wrong-reason', 'with a reason that the API does not have', (body) => {
      const reason = /cancellation_reason=([^&]*)/.exec(body)?.[1]
      return reason !== undefined && !/^(duplicate|fraudulent|requested_by_customer|abandoned)$/.test(reason)
    }),
    onBody('expand-without-brackets', 'with `expand` that is no list', (body) => /(^|&)expand=/.test(body)),
    onBody('nested-reason', 'with a reason in brackets', (body) => /cancellation_reason\[/.test(body)),
    {
      name: 'crash-on-unknown-parameter',
      description: 'An unknown parameter gives a 500.',
      install: restatus(which.unknownParameter, 500),
    },
    {
      name: 'crash-without-key',
      description: 'A request without an `Idempotency-Key` gives a 500.',
      install: crashesOn((request) => header(request, 'idempotency-key').length === 0),
    },
    {
      name: 'crash-on-version',
      description: 'The `Stripe-Version` that a request asks for gives a 500.',
      install: crashesOn((request) => header(request, 'stripe-version').length > 0),
    },
  ]),
)

function isJson(body: string): boolean {
  try {
    JSON.parse(body)
    return true
  } catch {
    return false
  }
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null

const isEmptyObject = (value: unknown): boolean =>
  isObject(value) && !Array.isArray(value) && Object.keys(value as object).length === 0

/** Odd input that nobody thought of. */
export const crashFaults = [...both, ...leanrails, ...stripe]
