import { isDeepStrictEqual } from 'node:util'
import type { Case } from '../cases/case.ts'
import type { CaseContext, InvalidRequest } from '../cases/case-context.ts'
import { isConflict } from '../expected/conflict.ts'
import type { PathParameters } from '../fixtures/types.ts'
import type { Exchange } from '../http/exchange.ts'
import type { RequestPlan } from '../http/request.ts'

/** The most cases of a group: they run one after the other. */
const MAX_CASES = 12

/** What a case must offer to share a resource. */
export type Member = Pick<CaseContext, 'resource' | 'send' | 'controlRequest'> & {
  /** Describes a resource that another case has made. */
  adopt(resource: PathParameters): void
}

/** A resource that several requests leave unchanged, and the control request that shows it. */
interface SharedResource {
  readonly resource: PathParameters
  readonly control: InvalidRequest['control']
  readonly owner: Member
  /** Whether a request was accepted, so that the resource may not be usable any more. */
  isUsed: boolean
  /** Whether the control request succeeded after all others. */
  isUnchanged: Promise<boolean> | undefined
}

/** A case that waits for the control request of its resource. */
interface Waiting {
  readonly shared: SharedResource
  readonly resume: (isUnchanged: boolean) => void
}

/**
 * Cases whose requests must be rejected. A rejection changes nothing, so they send their requests to the same resource, and
 * one control request at the end shows that it is unchanged. If it is not, each case finds out alone whether its request
 * has changed it.
 */
export class RejectionGroup {
  private readonly sharedResources: SharedResource[] = []
  private onWait: (waiting: Waiting) => void = () => undefined
  private isEnding = false

  /** Runs cases one after the other: first the requests that must be rejected, then what depends on the control request. */
  async run(cases: readonly Case[], runCase: (testCase: Case) => Promise<void>): Promise<void> {
    const waitingCases: (Waiting & { readonly ended: Promise<void> })[] = []
    for (const testCase of cases) {
      const startsToWait = new Promise<Waiting>((resolve) => (this.onWait = resolve))
      const ended = runCase(testCase)
      const waiting = await Promise.race([startsToWait, ended])
      if (waiting !== undefined) waitingCases.push({ ...waiting, ended })
    }
    this.isEnding = true
    for (const { shared, resume, ended } of waitingCases) {
      resume(await isUnchanged(shared))
      await ended
    }
  }

  /**
   * Sends a request that must or may be rejected.
   *
   * @returns the exchange, after a control request has succeeded. Undefined if it shows nothing, because another request may
   *   have changed the resource
   * @throws CaseSkipped as `send` and `controlRequest` do
   */
  async send(member: Member, request: InvalidRequest): Promise<Exchange | undefined> {
    if (this.isEnding) return undefined
    const { mayBeAccepted = false } = request
    const shared = await this.resourceFor(member, request)
    const resource = mayBeAccepted ? await member.resource() : shared.resource
    const exchange = await member.send({ resource, ...request.plan(resource) })
    if (isConflict(exchange) && !request.isExpected(exchange)) return undefined
    if (exchange.response.status < 300 && !mayBeAccepted) {
      shared.isUsed = true
      await member.controlRequest({ resource: await member.resource(), ...request.control })
      return exchange
    }
    const isValid = await new Promise<boolean>((resume) => this.onWait({ shared, resume }))
    return isValid ? exchange : undefined
  }

  /** Returns the resource of earlier requests with the same control request, or a fresh one. */
  private async resourceFor(member: Member, { control }: InvalidRequest): Promise<SharedResource> {
    const known = this.sharedResources.find((one) => !one.isUsed && isDeepStrictEqual(one.control, control))
    if (known !== undefined) {
      member.adopt(known.resource)
      return known
    }
    const resource = await member.resource()
    const shared = { resource, control, owner: member, isUsed: false, isUnchanged: undefined }
    this.sharedResources.push(shared)
    return shared
  }
}

/** Sends the control request of a resource, once. Any error of it shows nothing, and the cases will meet it again alone. */
function isUnchanged(shared: SharedResource): Promise<boolean> {
  const { resource, control, owner, isUsed } = shared
  if (isUsed) return Promise.resolve(false)
  const plan: RequestPlan = { resource, ...control }
  shared.isUnchanged ??= owner.controlRequest(plan).then(
    () => true,
    () => false,
  )
  return shared.isUnchanged
}

/** Puts cases in a row that may share a resource into groups. Any other case is a group of its own. */
export function groupRejections(cases: readonly Case[]): Case[][] {
  const groups: Case[][] = []
  for (const testCase of cases) {
    const last = groups.at(-1)
    const previous = last?.at(-1)
    if (
      last !== undefined &&
      previous !== undefined &&
      last.length < MAX_CASES &&
      mayShare(previous, testCase)
    )
      last.push(testCase)
    else groups.push([testCase])
  }
  return groups
}

/** Returns whether both cases need a fresh resource only because a valid request would change its state. */
function mayShare(one: Case, other: Case): boolean {
  return (
    one.rejects && other.rejects && one.operation === other.operation && one.operation.lifecycle !== undefined
  )
}
