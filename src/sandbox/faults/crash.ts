import { header, type ReceivedRequest } from '../request.ts'
import type { Fault } from './fault.ts'
import { crashesOn, ofKind, onlyAt } from './tools.ts'

/** Returns the body as text. The percent-encoding of a form is decoded. */
function text({ body, headers }: ReceivedRequest): string {
  const raw = body.toString('utf8')
  if (headers.get('content-type')?.[0]?.includes('urlencoded') !== true) return raw
  try {
    return decodeURIComponent(raw)
  } catch {
    return raw
  }
}

/** Returns the id as it is in the path, still encoded. */
const rawId = ({ path }: ReceivedRequest): string => path.split('/')[3] ?? ''

/** Creates a fault that returns a 500 for some ids. */
const onId = (name: string, what: string, matches: (id: string) => boolean): Omit<Fault, 'kind'> => ({
  name: `crash-on-${name}`,
  description: `An id ${what} causes a 500.`,
  install: crashesOn((request) => matches(rawId(request))),
})

/** Creates a fault that returns a 500 for some bodies. */
const onBody = (name: string, what: string, matches: (body: string) => boolean): Omit<Fault, 'kind'> => ({
  name: `crash-on-${name}`,
  description: `A body ${what} causes a 500.`,
  install: crashesOn((request) => matches(text(request))),
})

/** Creates a fault that returns a 500 for some JSON bodies. */
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

/** Returns how deep the brackets are nested. */
function depth(body: string): number {
  let maximum = 0
  let current = 0
  for (const letter of body) {
    if (letter === '[' || letter === '{') maximum = Math.max(maximum, (current += 1))
    else if (letter === ']' || letter === '}') current -= 1
  }
  return maximum
}

const both = ofKind('crash', [
  onId('nul-in-id', 'with a NUL', (id) => id.includes('%00')),
  onId('quote-in-id', 'with a quote (SQL injection)', (id) => /'|%27/.test(id)),
  onId('broken-percent-in-id', 'with invalid percent-encoding', (id) => /%(?![\da-f]{2})/i.test(id)),
  onId('braces-in-id', 'with braces, as a template has them,', (id) => /[{]|%7B/i.test(id)),
  onBody('proto-key', 'with the key `__proto__`', (body) => body.includes('__proto__')),
  onBody('astral', 'with a character of four UTF-8 bytes', (body) => /[\u{10000}-\u{10ffff}]/u.test(body)),
  onBody('large-body', 'of more than 512 kB', (body) => body.length > 512 * 1024),
  {
    name: 'crash-on-no-content-type',
    description: 'A body without a `Content-Type` causes a 500.',
    install: crashesOn(({ body, headers }) => body.length > 0 && !headers.has('content-type')),
  },
  {
    name: 'crash-on-unknown-charset',
    description: 'A `Content-Type` with an unknown charset causes a 500.',
    install: crashesOn((request) =>
      header(request, 'content-type').some((type) =>
        /charset=(?!"?(?:utf-?8|utf-?16|us-ascii|iso-8859-1)\b)/i.test(type),
      ),
    ),
  },
  {
    name: 'crash-on-repeated-header',
    description: 'A repeated header causes a 500.',
    install: crashesOn(({ headers }) => [...headers.values()].some((values) => values.length > 1)),
  },
  {
    name: 'crash-on-any-accept',
    description: 'An `Accept` header without JSON causes a 500.',
    install: crashesOn((request) => header(request, 'accept').some((accept) => !/json|\*\/\*/.test(accept))),
  },
])

const leanrails = onlyAt(
  'leanrails',
  ofKind('crash', [
    onBody('deep-json', 'with more than 100 levels of nesting', (body) => depth(body) > 100),
    onJson('null-reason', 'with the reason null', (value) => reasonOf(value) === null),
    onJson('nul-in-reason', 'with a NUL in the reason', (value) => reasonText(value).includes('\0')),
  ]),
)

const stripe = onlyAt(
  'stripe',
  ofKind('crash', [
    onBody('broken-percent', 'with invalid percent-encoding', (body) => /%(?![\da-f]{2})/i.test(body)),
    onBody('expand-without-brackets', 'with an `expand` that is not an array', (body) =>
      /(^|&)expand=/.test(body),
    ),
    onBody('nested-reason', 'with a reason in brackets', (body) => /cancellation_reason\[/.test(body)),
  ]),
)

/** Faults that return a 500 for unusual input. */
export const crashFaults = [...both, ...leanrails, ...stripe]
