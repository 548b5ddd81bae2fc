import type { Choices } from './choices.ts'

/** The fields of a body, as a framework parsed them. */
export type Fields = Readonly<Record<string, unknown>>

/** The parameters of a request, or the example of the rejection. */
export type Parameters =
  { readonly reason: string | null; readonly expand: readonly string[] } | { readonly rejection: string }

const PROTOTYPE = '__proto__'

/** Reads a JSON body. Undescribed properties are ignored. */
export function leanrailsParameters(body: unknown, { prototype }: Choices): Parameters {
  if (!isRecord(body)) return { rejection: 'body_malformed' }
  if (prototype === 'rejected' && Object.hasOwn(body, PROTOTYPE)) return { rejection: 'body_malformed' }
  const reason = Object.hasOwn(body, 'cancellation_reason') ? body['cancellation_reason'] : null
  if (Object.hasOwn(body, 'cancellation_reason') && typeof reason !== 'string') {
    return { rejection: 'reason_wrong_type' }
  }
  return { reason: reason as string | null, expand: [] }
}

const REASONS = ['duplicate', 'fraudulent', 'requested_by_customer', 'abandoned']

const EXPANDABLE =
  /^(?:application|customer|latest_charge|on_behalf_of|payment_method|review|source|transfer_data\.destination)(?:\.[a-z_]+){0,3}$/

/** Reads a form whose brackets the framework has resolved (`expand: ['a']`) or left alone (`'expand[]': 'a'`). */
export function stripeParameters(body: unknown, choices: Choices): Parameters {
  if (!isRecord(body)) return { rejection: 'body_malformed' }
  let reason: unknown = null
  const expand: unknown[] = []
  for (const [name, value] of Object.entries(body)) {
    if (name === 'cancellation_reason') reason = one(value, choices)
    else if (name === 'expand') {
      const items = listOf(value)
      if (items === undefined) return { rejection: 'expand_not_an_array' }
      expand.push(...items)
    } else if (/^expand\[\d*\]$/.test(name))
      expand.push(...(Array.isArray(value) ? (value as unknown[]) : [value]))
    else if (/^expand\[/.test(name)) return { rejection: 'expand_not_an_array' }
    else if (/^cancellation_reason\[/.test(name)) return { rejection: 'reason_invalid' }
    else if (name !== PROTOTYPE || choices.prototype === 'rejected') return { rejection: 'parameter_unknown' }
  }
  if (reason !== null && !REASONS.includes(reason as string)) return { rejection: 'reason_invalid' }
  if (!expand.every((item): item is string => typeof item === 'string' && EXPANDABLE.test(item))) {
    return { rejection: 'expand_invalid' }
  }
  return { reason: reason as string | null, expand }
}

/** Returns the last of several values, where a server accepts them. A list of one comes from brackets, and stays one. */
function one(value: unknown, { repeated }: Choices): unknown {
  return Array.isArray(value) && value.length > 1 && repeated === 'last' ? value.at(-1) : value
}

/** Returns the items of `expand[]=a` and of `expand[0]=a`. Undefined for anything else. */
function listOf(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value as unknown[]
  return isRecord(value) && Object.keys(value).every((key) => /^\d+$/.test(key))
    ? Object.values(value)
    : undefined
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
