import type { Description, Operation } from '../../description/index.ts'
import { responseFor } from '../../description/index.ts'
import type { OperationTraffic } from '../report/report.ts'

/** How many requests to no operation are listed by their path. */
const MAX_UNMATCHED = 50

interface Seen {
  requests: number
  invalid: number
  readonly statuses: Map<number, number>
}

/** Counts which operations and status codes were seen, and what belongs to no operation. */
export class Coverage {
  private readonly seen = new Map<Operation, Seen>()
  private readonly unmatchedRequests = new Map<string, { count: number; readonly statuses: Set<number> }>()
  private readonly origins = new Map<string, number>()
  private readonly reasons = new Map<string, number>()
  /** How many exchanges were checked. */
  checked = 0

  addOperation(operation: Operation, status: number, isInvalid: boolean): void {
    this.checked += 1
    const seen = this.seen.get(operation) ?? { requests: 0, invalid: 0, statuses: new Map<number, number>() }
    this.seen.set(operation, seen)
    seen.requests += 1
    if (isInvalid) seen.invalid += 1
    seen.statuses.set(status, (seen.statuses.get(status) ?? 0) + 1)
  }

  /** @param request method and path, without secrets */
  addUnmatched(request: string, status: number): void {
    const isFull = this.unmatchedRequests.size >= MAX_UNMATCHED && !this.unmatchedRequests.has(request)
    const name = isFull ? 'other requests' : request
    const known = this.unmatchedRequests.get(name) ?? { count: 0, statuses: new Set<number>() }
    this.unmatchedRequests.set(name, known)
    known.count += 1
    known.statuses.add(status)
  }

  addElsewhere(origin: string): void {
    const name = this.origins.size >= MAX_UNMATCHED && !this.origins.has(origin) ? 'other hosts' : origin
    this.origins.set(name, (this.origins.get(name) ?? 0) + 1)
  }

  /** @param reason why an exchange is not checked */
  addIgnored(reason: string): void {
    this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + 1)
  }

  wasCalled(operation: Operation): boolean {
    return this.seen.has(operation)
  }

  get unmatched(): { request: string; count: number; statuses: number[] }[] {
    return [...this.unmatchedRequests].map(([request, { count, statuses }]) => {
      return { request, count, statuses: [...statuses].sort((one, other) => one - other) }
    })
  }

  get elsewhere(): { origin: string; count: number }[] {
    return [...this.origins].map(([origin, count]) => ({ origin, count }))
  }

  get ignored(): { reason: string; count: number }[] {
    return [...this.reasons].map(([reason, count]) => ({ reason, count }))
  }

  operations({ operations }: Description): OperationTraffic[] {
    return operations.map((operation) => {
      const seen = this.seen.get(operation)
      const statuses = [...(seen?.statuses ?? [])].sort(([one], [other]) => one - other)
      const documented = new Set(statuses.map(([status]) => responseFor(operation, status)?.status))
      return {
        operation: operation.id,
        requests: seen?.requests ?? 0,
        invalidRequests: seen?.invalid ?? 0,
        statuses: statuses.map(([status, count]) => ({ status, count })),
        neverSeen: operation.responses
          .map(({ status }) => status)
          .filter((status) => !documented.has(status)),
      }
    })
  }
}
