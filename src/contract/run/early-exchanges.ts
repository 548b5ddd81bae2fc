import { isSuccess } from '../../description/index.ts'
import type { Operation } from '../../description/index.ts'
import type { EarlyExchange } from '../cases/case-context.ts'
import { isOwn } from '../fixtures/own.ts'
import type { Exchange } from '../http/exchange.ts'
import type { RequestPlan } from '../http/request.ts'
import { isAboutResource } from './make-exchange.ts'

/** How many exchanges are kept of each operation, for successes and for rejections. */
const MAX_KEPT = 3

/** Keeps the first exchanges of a run whose responses are stored under their keys, to replay them at the end. */
export class EarlyExchanges {
  private readonly kept = new Map<Operation, EarlyExchange[]>()
  /** How many requests the run had sent. */
  private readonly sent: () => number

  constructor(sent: () => number) {
    this.sent = sent
  }

  add({ plan, exchange }: Pick<EarlyExchange, 'plan' | 'exchange'>): void {
    const { operation, response } = exchange
    const known = this.kept.get(operation) ?? []
    this.kept.set(operation, known)
    const succeeds = ({ status }: { status: number }): boolean => status < 300
    const alike = known.filter(({ exchange: other }) => succeeds(other.response) === succeeds(response))
    if (alike.length < MAX_KEPT) known.push({ plan, exchange, sentBefore: this.sent() })
  }

  /** Returns what was kept of an operation. */
  of(operation: Operation): readonly EarlyExchange[] {
    return this.kept.get(operation) ?? []
  }

  /** Returns how many requests the run has sent since an exchange. */
  requestsSince({ sentBefore }: EarlyExchange): number {
    return this.sent() - sentBefore
  }
}

/** Returns whether an exchange is an ordinary success that is stored under a key. */
export function isReplayable({ operation, request, response }: Exchange, plan: RequestPlan): boolean {
  const { idempotency } = operation
  if (idempotency?.stores.includes('success') !== true || plan.mayBeReplay === true) return false
  // Many servers ignore an empty key. One that a parameter replaced was never sent.
  const sent = request.headers.filter(([name]) => name.toLowerCase() === idempotency.header.toLowerCase())
  const key = plan.key?.trim() ?? ''
  const hasKey = sent.length === 1 && sent[0]?.[1] === key && key !== ''
  const isPlain = plan.credential === undefined && isOwn(plan.resource) && isAboutResource(operation, plan)
  return hasKey && isSuccess(response.status) && isPlain
}
