import { headerValues } from '../server/request.ts'
import type { MockRequest } from '../server/request.ts'

/** Which response a request prefers. `code`, `example`, `dynamic` and `seed` are those of Prism. */
export interface Preferences {
  code?: number
  example?: string
  dynamic?: boolean
  seed?: string
  /** The state of a resource that the mock does not know yet; `none` if it does not exist. */
  state?: string
  /** What is wrong with a value that has a known name. */
  unsupported?: string
}

/**
 * Reads `Prefer` (RFC 7240). Without it, reads the query parameters `__code`, `__example`, … that Prism supports for use
 * in the address bar of a browser.
 *
 * @example Prefer: code=409, example=too_many
 */
export function readPreferences(request: MockRequest): Preferences {
  const header = headerValues(request, 'prefer')
  if (header.length > 0) return toPreferences(new Map(header.flatMap(splitList)))
  if (!request.query.includes('__')) return {}
  const query = [...new URLSearchParams(request.query)].filter(([name]) => name.startsWith('__'))
  return toPreferences(new Map(query.map(([name, value]) => [name.slice(2), value])))
}

/** Returns the pairs of `a=1, b="2"; x`. Other parts are ignored. Names match in any case (RFC 7240, section 2). */
function splitList(list: string): [string, string][] {
  return [...list.matchAll(/([\w-]+)\s*=\s*(?:"([^"]*)"|([^\s,;]*))/g)].map(([, name, quoted, bare]) => [
    (name ?? '').toLowerCase(),
    quoted ?? bare ?? '',
  ])
}

function toPreferences(pairs: ReadonlyMap<string, string>): Preferences {
  const preferences: Preferences = {}
  const code = pairs.get('code')
  const reject = (name: string, value: string, expected: string): void => {
    preferences.unsupported ??= `\`${name}=${value}\`: expected ${expected}.`
  }
  if (code !== undefined) {
    if (/^[1-5]\d\d$/.test(code)) preferences.code = Number(code)
    else reject('code', code, 'a status code from 100 to 599')
  }
  const dynamic = pairs.get('dynamic')
  if (dynamic !== undefined) {
    if (dynamic === 'true' || dynamic === 'false') preferences.dynamic = dynamic === 'true'
    else reject('dynamic', dynamic, 'true or false')
  }
  for (const name of ['example', 'seed', 'state'] as const) {
    const value = pairs.get(name)
    if (value === '') reject(name, value, 'a value')
    else if (value !== undefined) preferences[name] = value
  }
  return preferences
}

/** Returns preferences as `Prefer` writes them. */
export function describePreferences({ code, example, dynamic, state }: Preferences): string {
  return Object.entries({ code, example, dynamic, state })
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))
    .join(', ')
}
