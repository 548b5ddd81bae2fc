import { createHash } from 'node:crypto'
import type { Idempotency } from '../../description/index.ts'
import { BoundedMap } from './bounded-map.ts'
import { canonical } from './canonical.ts'
import { durationMs } from './duration.ts'
import type { MockResponse } from '../server/mock-response.ts'

/** What tells two requests with one key apart. */
export interface Fingerprint {
  readonly path: string
  readonly body: string
}

interface StoredResponse {
  readonly fingerprint: Fingerprint
  readonly expires: number
  /** Undefined while the request runs. */
  mockResponse: MockResponse | undefined
}

/** What a key says to a request: execute it and `finish`, or answer otherwise. */
export type Claim =
  | { readonly kind: 'execute'; readonly finish: (mockResponse: MockResponse | undefined) => void }
  | { readonly kind: 'replay'; readonly mockResponse: MockResponse }
  | { readonly kind: 'mismatch' | 'inProgress' }

/** The keys that were used, each in the name space of its caller. */
export class IdempotencyKeys {
  readonly #kept = new BoundedMap<StoredResponse>()
  readonly #now: () => number

  /** @param now in milliseconds */
  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  claim(rules: Idempotency, caller: string, key: string, fingerprint: Fingerprint): Claim {
    const slot = JSON.stringify([caller, key])
    const stored = this.#kept.get(slot)
    if (stored !== undefined && stored.expires > this.#now()) {
      if (rules.mismatch.differs.some((part) => stored.fingerprint[part] !== fingerprint[part]))
        return { kind: 'mismatch' }
      return stored.mockResponse === undefined
        ? { kind: 'inProgress' }
        : { kind: 'replay', mockResponse: stored.mockResponse }
    }
    const claimed: StoredResponse = {
      fingerprint,
      expires: this.#now() + durationMs(rules.retention),
      mockResponse: undefined,
    }
    this.#kept.set(slot, claimed)
    return {
      kind: 'execute',
      finish: (mockResponse) => {
        const kind = mockResponse === undefined ? undefined : outcomeOf(mockResponse.status)
        if (kind !== undefined && rules.stores.includes(kind)) claimed.mockResponse = mockResponse
        else this.#kept.delete(slot)
      },
    }
  }
}

/** Bodies are told apart by their digest, however long they are. */
export function fingerprintOf(method: string, path: string, body: unknown): Fingerprint {
  const digest = body === undefined ? '' : createHash('sha256').update(canonical(body)).digest('base64')
  return { path: `${method} ${path}`, body: digest }
}

/** Undefined for a conflict and for too many requests, which come before execution. */
function outcomeOf(status: number): 'success' | 'rejection' | 'failure' | undefined {
  if (status === 409 || status === 429) return undefined
  if (status < 400) return 'success'
  return status < 500 ? 'rejection' : 'failure'
}
