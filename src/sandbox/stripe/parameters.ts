import { readForm } from '../form-body.ts'
import type { ReceivedRequest } from '../request.ts'
import type { Parameters } from '../rules.ts'
import { stripeRejections as rejections } from './rejections.ts'

/** The reasons that a request may have. A response may have others, which Stripe sets itself. */
export const reasons: readonly string[] = ['duplicate', 'fraudulent', 'requested_by_customer', 'abandoned']

/** The properties that contain the id of another object, and paths into it, up to four levels. */
const expandable =
  /^(application|customer|latest_charge|on_behalf_of|payment_method|review|source|transfer_data\.destination)(\.[a-z_]+){0,3}$/

/** Reads the parameters of a cancellation. Rejects unknown ones. The last value of a repeated name counts. */
export function readParameters(request: ReceivedRequest): Parameters {
  let reason: string | undefined
  const expand: string[] = []
  for (const { name, keys, value } of readForm(request, rejections)) {
    if (name === 'cancellation_reason') {
      reason = readReason(keys, value)
    } else if (name === 'expand') {
      if (keys.length !== 1 || !/^\d*$/.test(keys[0] ?? '')) {
        throw rejections.invalidParameter('expand', 'Invalid array.')
      }
      if (!expandable.test(value)) throw rejections.malformedBody('This property cannot be expanded.')
      expand.push(value)
    } else {
      throw rejections.unknownParameter(name)
    }
  }
  return { reason, expand, sent: { cancellation_reason: reason ?? null, expand } }
}

function readReason(keys: readonly string[], value: string): string {
  const param = 'cancellation_reason'
  if (keys.length > 0) throw rejections.invalidParameter(param, 'Invalid string.')
  if (!reasons.includes(value)) {
    throw rejections.invalidParameter(param, `Invalid ${param}: must be one of ${reasons.join(', ')}.`)
  }
  return value
}
