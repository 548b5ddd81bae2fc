import { randomBytes } from 'node:crypto'
import type { Choices } from './choices.ts'
import type { Described, JsonObject } from './examples.ts'

/** Properties that a response may lack. */
const OPTIONAL = new Set(['amount_details', 'transfer_data', 'charges'])

/** The time of an execution in milliseconds, so that requests at the same time overlap. */
const EXECUTION = 10

/** A resource as the server stores it. */
export interface Resource {
  readonly id: string
  readonly account: string
  status: string
  canceledAt: number | null
  reason: string | null
  readonly created: number
  readonly rendered: JsonObject
  /** The status code of the next response, once. */
  next: number | undefined
}

/** The resources of all accounts. */
export class Resources {
  readonly #described: Described
  readonly #choices: Choices
  readonly #resources = new Map<string, Resource>()

  constructor(described: Described, choices: Choices) {
    this.#described = described
    this.#choices = choices
  }

  /** Creates a resource in a state. Returns undefined for an unknown state. */
  create(account: string, status: string, next?: number): Resource | undefined {
    if (!this.#described.states.includes(status)) return undefined
    const isCounted = this.#choices.ids === 'counted'
    const id = isCounted ? `pi_3shop~${this.#resources.size + 1}` : `pi_3${randomBytes(12).toString('hex')}`
    const created = Math.floor(Date.now() / 1000) - 60
    const isCanceled = status === 'canceled'
    const resource = {
      id,
      account,
      status,
      created,
      canceledAt: isCanceled ? created + 30 : null,
      reason: null,
      rendered: this.#complete(id, created, status),
      next,
    }
    this.#resources.set(id, resource)
    return resource
  }

  find(account: string, id: string): Resource | undefined {
    const resource = this.#resources.get(id)
    return resource?.account === account ? resource : undefined
  }

  cancel(resource: Resource, reason: string | null): void {
    resource.status = 'canceled'
    resource.canceledAt = Math.max(resource.created, Math.floor(Date.now() / 1000))
    resource.reason = reason
  }

  /** Returns a resource as the API shows it. */
  render({ rendered, status, canceledAt, reason }: Resource): JsonObject {
    const isCaptured = 'amount_capturable' in rendered && status === 'requires_capture'
    return {
      ...rendered,
      ...('amount_capturable' in rendered && {
        amount_capturable: isCaptured ? rendered['amount'] : 0,
      }),
      status,
      canceled_at: canceledAt,
      cancellation_reason: reason,
    }
  }

  /** Completes an example of the response. The examples take turns. */
  #complete(id: string, created: number, status: string): JsonObject {
    const { successes } = this.#described
    const example = successes[this.#resources.size % successes.length] ?? {}
    const text = JSON.stringify(example).replaceAll(String(example['id']), id)
    const complete = JSON.parse(text) as Record<string, unknown>
    Object.assign(complete, {
      created,
      customer: `cus_${randomBytes(7).toString('hex')}`,
      client_secret: `${id}_secret_${randomBytes(12).toString('hex')}`,
      amount_received: status === 'succeeded' ? complete['amount'] : 0,
    })
    // An example may show an object in full, because its request asked for it.
    const { payment_method: method } = complete
    if (typeof method === 'object' && method !== null && 'id' in method)
      complete['payment_method'] = method.id
    if (this.#choices.optional === 'null') return complete
    const entries = Object.entries(complete).filter(([name]) => !OPTIONAL.has(name))
    return Object.fromEntries(entries)
  }
}

/** Waits as long as an execution takes. */
export function executionTime(): Promise<void> {
  return new Promise((done) => setTimeout(done, EXECUTION))
}
