import { createHash } from 'node:crypto'
import type { Idempotency } from '../../description/index.ts'
import { Bounded } from './bounded.ts'
import { canonical } from './canonical.ts'
import { durationMs } from './duration.ts'
import type { Draft } from '../server/reply.ts'

/** What tells two requests with one key apart. */
export interface Fingerprint {
  readonly path: string
  readonly body: string
}

interface Kept {
  readonly fingerprint: Fingerprint
  readonly expires: number
  /** Undefined while the request runs. */
  draft: Draft | undefined
}

/** What a key says to a request: execute it and `finish`, or answer otherwise. */
export type Claim =
  | { readonly kind: 'execute'; readonly finish: (draft: Draft | undefined) => void }
  | { readonly kind: 'replay'; readonly draft: Draft }
  | { readonly kind: 'reused' | 'inProgress' }

/** The keys that were used, each in the name space of its caller. */
export class IdempotencyKeys {
  readonly #kept = new Bounded<Kept>()
  readonly #now: () => number

  /** @param now in milliseconds */
  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  claim(rules: Idempotency, caller: string, key: string, fingerprint: Fingerprint): Claim {
    const slot = JSON.stringify([caller, key])
    const kept = this.#kept.get(slot)
    if (kept !== undefined && kept.expires > this.#now()) {
      if (rules.reused.differs.some((part) => kept.fingerprint[part] !== fingerprint[part]))
        return { kind: 'reused' }
      return kept.draft === undefined ? { kind: 'inProgress' } : { kind: 'replay', draft: kept.draft }
    }
    const claimed: Kept = {
      fingerprint,
      expires: this.#now() + durationMs(rules.retention),
      draft: undefined,
    }
    this.#kept.set(slot, claimed)
    return {
      kind: 'execute',
      finish: (draft) => {
        const kind = draft === undefined ? undefined : kindOf(draft.status)
        if (kind !== undefined && rules.saves.includes(kind)) claimed.draft = draft
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
function kindOf(status: number): 'success' | 'refusal' | 'failure' | undefined {
  if (status === 409 || status === 429) return undefined
  if (status < 400) return 'success'
  return status < 500 ? 'refusal' : 'failure'
}
