import { accountOf } from './accounts.ts'
import type { ApiName, Received } from './api.ts'
import type { Choices } from './choices.ts'
import { leanrailsParameters, stripeParameters } from './parameters.ts'
import type { Parameters } from './parameters.ts'

/** The header of each API with the version of a request, and its form. */
export const VERSIONS = {
  leanrails: { name: 'x-api-version', isValid: isDate },
  stripe: {
    name: 'stripe-version',
    isValid: (text: string): boolean => /^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$/.test(text),
  },
}

/** Longer than every id, and shorter than what a server may read. */
const MAX_ID = 500

/** What a valid request asks for. */
export interface Wanted {
  readonly account: string
  readonly key: string | undefined
  readonly parameters: Exclude<Parameters, { rejection: string }>
}

/** The rejection of a request: the name of an example, or of a response that depends on a choice. */
export interface Rejected {
  readonly rejection: string
}

/** Checks a request, in the order of the choices. */
export function check(received: Received, api: ApiName, choices: Choices): Wanted | Rejected {
  const header = (name: string): string | undefined => filled(received.header(name), choices)
  const account = accountOf(header('authorization'), api === 'stripe')
  const parameters = parametersOf(received, api, choices)
  const rejections = [account, parameters].filter((one): one is Rejected => 'rejection' in one)
  const [first] = choices.first === 'credentials' ? rejections : rejections.reverse()
  if (first !== undefined) return first
  const rejection = headerRejection(header, api) ?? (received.id.length > MAX_ID ? 'id_too_long' : undefined)
  if (rejection !== undefined) return { rejection }
  if (!('name' in account) || 'rejection' in parameters) throw new Error('Both have been checked.')
  return { account: account.name, key: header('idempotency-key'), parameters }
}

function parametersOf({ body }: Received, api: ApiName, choices: Choices): Parameters {
  if (body === undefined) return { reason: null, expand: [] }
  if ('rejection' in body) return body
  return (api === 'stripe' ? stripeParameters : leanrailsParameters)(body.fields, choices)
}

function headerRejection(header: (name: string) => string | undefined, api: ApiName): string | undefined {
  const key = header('idempotency-key')
  if (key === undefined && api === 'leanrails') return 'key_missing'
  if (key !== undefined && (key === '' || key.length > 255)) return 'key_invalid'
  const { name, isValid } = VERSIONS[api]
  const version = header(name)
  if (version !== undefined && !isValid(version)) return 'version_invalid'
  // No account has connected accounts.
  return api === 'stripe' && header('stripe-account') !== undefined ? 'account_inaccessible' : undefined
}

/** Returns the value of a header, or undefined if an empty header is taken for none. */
function filled(value: string | undefined, { emptyHeader }: Choices): string | undefined {
  return value?.trim() === '' && emptyHeader === 'none' ? undefined : value
}

/** Returns what a key belongs to. Undefined for a body that is nested deeper than the stack allows. */
export function fingerprint(
  { id, body }: Received,
  { parameters }: Wanted,
  choices: Choices,
): string | undefined {
  const whole = body !== undefined && 'fields' in body ? body.fields : {}
  try {
    return JSON.stringify([id, choices.fingerprint === 'whole' ? sorted(whole) : parameters])
  } catch {
    return undefined
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, child]): [string, unknown] => [key, sorted(child)])
  return entries.sort(([a], [b]) => (a < b ? -1 : 1))
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}
