import {
  isStatus,
  statuses,
  type IntentChoices,
  type NextAnswer,
  type Order,
  type Status,
} from './intents.ts'
import { kindsIn, type Kind, type Kinds } from './kinds.ts'

/** What an API leaves to be ordered. */
export interface Menu {
  readonly kinds: Kinds
  /** The answers that can be ordered in place of the next one. */
  readonly nextAnswers: readonly NextAnswer[]
  /** Which kind comes next in a status, where the order names none. */
  readonly turn: (status: Status) => number
}

const text = (value: unknown): boolean => typeof value === 'string'
const textOrNull = (value: unknown): boolean => value === null || text(value)
const whole = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0
const flag = (value: unknown): boolean => typeof value === 'boolean'
const texts = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(text)

/** Each field of the admin call besides `status`, `kind` and `next_answer`: what it sets, and which values it takes. */
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
export function readOrder(body: Buffer, menu: Menu): Order | string {
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
  const kind = readKind(entries.get('kind'), status, menu)
  if (typeof kind === 'string') return kind
  entries.delete('kind')
  const choices: Record<string, unknown> = {}
  const nextAnswer = entries.get('next_answer')
  if (nextAnswer !== undefined) {
    if (!(menu.nextAnswers as readonly unknown[]).includes(nextAnswer)) {
      return `"next_answer" must be one of ${menu.nextAnswers.join(', ')}.`
    }
    choices['nextAnswer'] = nextAnswer
    entries.delete('next_answer')
  }
  for (const [name, value] of entries) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (field === undefined) {
      return `Unknown field "${name}"; there are ${[...Object.keys(fields), 'kind', 'next_answer'].join(', ')}.`
    }
    if (!field[1](value)) return `The field "${name}" has a wrong value.`
    choices[field[0]] = value
  }
  return { status, kind, choices }
}

/** The kind that was ordered, or the one whose turn it is. */
function readKind(wanted: unknown, status: Status, { kinds, turn }: Menu): readonly [string, Kind] | string {
  const names = kindsIn(kinds, status)
  const name = wanted === undefined ? names[turn(status) % names.length] : wanted
  const kind = typeof name === 'string' && names.includes(name) ? kinds[name] : undefined
  if (typeof name !== 'string' || kind === undefined) {
    return `"kind" must be one of ${names.join(', ')} for the status ${status}.`
  }
  return [name, kind]
}
