import { header, type ReceivedRequest } from '../request.ts'
import type { Fault } from './fault.ts'
import { crashesOn, ofKind, onlyAt } from './tools.ts'

/** The body as text, percent-encoding undone where it is a form. */
function text({ body, headers }: ReceivedRequest): string {
  const raw = body.toString('utf8')
  if (headers.get('content-type')?.[0]?.includes('urlencoded') !== true) return raw
  try {
    return decodeURIComponent(raw)
  } catch {
    return raw
  }
}

/** The id as it stands in the path. */
const rawId = ({ path }: ReceivedRequest): string => path.split('/')[3] ?? ''

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
  onId('nul-in-id', 'with a NUL', (id) => id.includes('%00')),
  onId('quote-in-id', 'with a quote: the SQL is put together by hand,', (id) => /'|%27/.test(id)),
  onId('broken-percent-in-id', 'with a broken percent-encoding', (id) => /%(?![\da-f]{2})/i.test(id)),
  onBody('proto-key', 'with the key `__proto__`', (body) => body.includes('__proto__')),
  onBody('astral', 'with a character of four bytes', (body) => /[\u{10000}-\u{10ffff}]/u.test(body)),
  onBody('large-body', 'of more than 512 kB', (body) => body.length > 512 * 1024),
  {
    name: 'crash-on-no-content-type',
    description: 'A body without a content type gives a 500.',
    install: crashesOn(({ body, headers }) => body.length > 0 && !headers.has('content-type')),
  },
  {
    name: 'crash-on-unknown-charset',
    description: 'A content type with a charset that no decoder has gives a 500.',
    install: crashesOn((request) =>
      header(request, 'content-type').some((type) =>
        /charset=(?!"?(?:utf-?8|utf-?16|us-ascii|iso-8859-1)\b)/i.test(type),
      ),
    ),
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
    onBody('deep-json', 'nested more than 100 deep', (body) => depth(body) > 100),
    onJson('null-reason', 'whose reason is null', (value) => reasonOf(value) === null),
    onJson('nul-in-reason', 'whose reason holds a NUL', (value) => reasonText(value).includes('\0')),
  ]),
)

const stripe = onlyAt(
  'stripe',
  ofKind('crash', [
    onBody('broken-percent', 'with a broken percent-encoding', (body) => /%(?![\da-f]{2})/i.test(body)),
    onBody('expand-without-brackets', 'with `expand` that is no list', (body) => /(^|&)expand=/.test(body)),
    onBody('nested-reason', 'with a reason in brackets', (body) => /cancellation_reason\[/.test(body)),
  ]),
)

/** Odd input that nobody thought of. */
export const crashFaults = [...both, ...leanrails, ...stripe]
