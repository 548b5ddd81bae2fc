import { createHash } from 'node:crypto'
import { stringify } from 'safe-stable-stringify'
import { durationMs } from '../../description/index.ts'
import type { Idempotency } from '../../description/index.ts'
import { BoundedMap } from './bounded-map.ts'
import type { MockResponse } from '../server/mock-response.ts'
import type { MockRequest } from '../server/request.ts'

/** What is compared between two requests with the same key. */
export interface Fingerprint {
  readonly path: string
  readonly body: string
}

interface StoredResponse {
  readonly fingerprint: Fingerprint
  readonly expires: number
  /** Undefined while the request is in progress. */
  mockResponse: MockResponse | undefined
}

/** What to do with a request that has a key: execute it and call `finish`, or respond without executing it. */
export type Claim =
  | { readonly kind: 'execute'; readonly finish: (mockResponse: MockResponse | undefined) => void }
  | { readonly kind: 'replay'; readonly mockResponse: MockResponse }
  | { readonly kind: 'mismatch' | 'inProgress' }

/** The keys in use. Each caller has its own keys. */
export class IdempotencyKeys {
  readonly #kept = new BoundedMap<StoredResponse>()
  readonly #now: () => number

  /** @param now returns the time in milliseconds */
  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  /** Forgets all keys. */
  clear(): void {
    this.#kept.clear()
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

/**
 * Returns the fingerprint of a request. Two bodies are equal if their JSON values are.
 *
 * @param value the body as a value; undefined without one
 */
export function fingerprintOf(
  { method, path, body }: Pick<MockRequest, 'method' | 'path' | 'body'>,
  value: unknown,
): Fingerprint {
  const digest =
    value === undefined
      ? ''
      : createHash('sha256')
          .update(canonicalJson(value) ?? body)
          .digest('base64')
  return { path: `${method} ${path}`, body: digest }
}

/** Returns JSON with sorted keys; undefined for a value that is nested too deeply for it. */
function canonicalJson(value: unknown): string | undefined {
  try {
    return stringify(value)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** Returns what a response reports. Undefined for 409 and 429, which servers return before they execute a request. */
function outcomeOf(status: number): 'success' | 'rejection' | 'failure' | undefined {
  if (status === 409 || status === 429) return undefined
  if (status < 400) return 'success'
  return status < 500 ? 'rejection' : 'failure'
}
