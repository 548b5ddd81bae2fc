import { isStatus, statuses, type IntentChoices, type Status } from './intents.ts'

/** What is to be made. */
export interface Order {
  readonly status: Status
  readonly choices: IntentChoices
}

const text = (value: unknown): boolean => typeof value === 'string'
const textOrNull = (value: unknown): boolean => value === null || text(value)
const whole = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0
const flag = (value: unknown): boolean => typeof value === 'boolean'
const texts = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(text)

/** Each field of the admin call besides `status`: what it sets, and which values it takes. */
const fields: Readonly<Record<string, readonly [keyof IntentChoices, (value: unknown) => boolean]>> = {
  amount: ['amount', whole],
  currency: ['currency', text],
  created: ['created', whole],
  canceled_at: ['canceledAt', whole],
  cancellation_reason: ['cancellationReason', textOrNull],
  customer: ['customer', textOrNull],
  description: ['description', textOrNull],
  metadata: ['metadata', texts],
  checkout_session: ['checkoutSession', flag],
  cancelable_while_processing: ['cancelableWhileProcessing', flag],
}

/** Reads the body of the admin call; a text that says what is wrong with it, where something is. */
export function readOrder(body: Buffer): Order | string {
  let order: unknown
  try {
    order = JSON.parse(body.toString('utf8'))
  } catch {
    return 'The body must be JSON, such as {"status": "requires_capture"}.'
  }
  const entries = new Map<string, unknown>(Object.entries(order ?? {}))
  const status = entries.get('status')
  entries.delete('status')
  if (!isStatus(status)) return `"status" must be one of ${statuses.join(', ')}.`
  const choices: Record<string, unknown> = {}
  for (const [name, value] of entries) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (field === undefined) return `Unknown field "${name}"; there are ${Object.keys(fields).join(', ')}.`
    if (!field[1](value)) return `The field "${name}" has a wrong value.`
    choices[field[0]] = value
  }
  return { status, choices }
}
