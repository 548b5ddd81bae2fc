import { createdId, get, isSuccess, resourcesOf } from '../../description/index.ts'
import type { Description, Operation, Resource } from '../../description/index.ts'
import { causes } from '../checks/causes.ts'
import { describeExpected, describeResponse } from '../expected/describe.ts'
import { matchesExpected } from '../expected/match.ts'
import { asksToWait } from '../expected/rate-limit.ts'
import { jsonOf } from '../http/body.ts'
import type { Exchange } from '../http/exchange.ts'
import { ruleIds } from '../rules/ids.ts'
import { BoundedMap } from './bounded-map.ts'
import { accountOf, digestOf } from './digest.ts'
import { failed, passed } from './observed.ts'
import type { Observed, Outcome } from './observed.ts'

/** How many resources are remembered. */
export const RESOURCES_REMEMBERED = 10_000

/** A server may need a moment until all of it knows of a change, in milliseconds. */
const GRACE = 1000

/** Names of properties by which a server may mark an item as deleted instead of removing it. */
const MARK = /delet|archiv|remov|status|state|activ|enabled|disabled|cancel|hidden|closed|trash/i

interface Known {
  readonly state: 'created' | 'deleted' | { readonly of: Operation; readonly name: string }
  readonly at: number
}

/**
 * Recognizes operations on a resource that an earlier exchange created, deleted or brought into its final state. Anything
 * that may have changed it since then is a reason to forget it.
 */
export class Resources {
  private readonly known = new BoundedMap<Known>({ entries: RESOURCES_REMEMBERED, weight: Infinity })
  private readonly description: Description
  /** When the latest request ended that may have changed any resource. */
  private changedAny = -Infinity

  constructor(description: Description) {
    this.description = description
  }

  /** How many resources were forgotten. */
  get forgotten(): number {
    return this.known.forgotten
  }

  /** Forgets what earlier exchanges showed: a request until this time may have changed any resource. */
  forgetUntil(time: number): void {
    this.changedAny = Math.max(this.changedAny, time)
  }

  observe(observed: Observed): Outcome[] {
    const { operation, exchange } = observed
    const isRead = operation.method === 'GET' || operation.method === 'HEAD'
    const own = this.keysOf(observed)
    const outcomes = [...this.compareItem(observed, own.item), ...this.compareState(observed, own.path)]
    if (!isRead && !isRejected(exchange)) {
      for (const key of [own.item, own.path]) if (key !== undefined) this.known.delete(key)
      if (this.mayChangeOthers(operation, own.path)) this.forgetUntil(exchange.receivedAt)
    }
    if (isSuccess(exchange.response.status) && !exchange.mayBeReplay) this.remember(observed, own)
    return outcomes
  }

  /** A deletion may remove what belongs to the resource, and an action without a resource may concern all of them. */
  private mayChangeOthers(operation: Operation, path: string | undefined): boolean {
    const { resources } = resourcesOf(this.description)
    return (
      operation.method === 'DELETE' ||
      (path === undefined && !resources.some(({ create }) => create === operation))
    )
  }

  private keysOf(observed: Observed): { readonly item?: string; readonly path?: string } {
    const { operation, exchange } = observed
    const account = accountOf(observed)
    const names = operation.parameters.flatMap(({ object }) => (object.in === 'path' ? [object.name] : []))
    const last = names.at(-1)
    if (last === undefined) return {}
    const resource = resourcesOf(this.description).producerOf(operation, last)
    const values = names.map((name) => exchange.pathParameters[name] ?? '')
    const path = operation.path.slice(0, operation.path.indexOf(`{${last}}`))
    return {
      path: digestOf('path', account, path, ...values),
      ...(resource !== undefined && { item: digestOf('item', account, resource.itemPath, ...values) }),
    }
  }

  private remember(observed: Observed, { item, path }: { item?: string; path?: string }): void {
    const { operation, exchange } = observed
    const { lifecycle } = operation
    const at = exchange.receivedAt
    if (exchange.response.status === 202) return
    const created = this.createdKey(observed)
    if (created !== undefined) this.known.set(created, { state: 'created', at })
    if (
      item !== undefined &&
      operation.method === 'DELETE' &&
      this.resourceOf(operation)?.remove === operation
    )
      this.known.set(item, { state: 'deleted', at })
    if (path !== undefined && lifecycle !== undefined) {
      const state = get(jsonOf(exchange.response), lifecycle.state)
      if (state === lifecycle.to) this.known.set(path, { state: { of: operation, name: lifecycle.to }, at })
    }
  }

  private createdKey(observed: Observed): string | undefined {
    const { operation, exchange } = observed
    const resource = resourcesOf(this.description).resources.find(({ create }) => create === operation)
    if (resource === undefined) return undefined
    const id = createdId(resource.ids, {
      requestBody: exchange.requestBody,
      responseBody: jsonOf(exchange.response),
      header: (name) => exchange.response.headers.get(name)?.[0],
    })
    const parents = Object.values(exchange.pathParameters)
    return id === undefined
      ? undefined
      : digestOf('item', accountOf(observed), resource.itemPath, ...parents, id)
  }

  private resourceOf(operation: Operation): Resource | undefined {
    return resourcesOf(this.description).resources.find((one) => one.operations.includes(operation))
  }

  private compareItem({ operation, exchange }: Observed, key: string | undefined): Outcome[] {
    const known = key === undefined ? undefined : this.known.get(key)
    const resource = this.resourceOf(operation)
    if (known === undefined || resource?.read !== operation || exchange.sentAt < known.at + GRACE) return []
    if (known.at < this.changedAny) return []
    const { status } = exchange.response
    const isGone = status === 404 || status === 410
    const actual = describeResponse(this.description, exchange)
    if (known.state === 'created') {
      const rule = ruleIds.sequence(resource.create, 'created')
      if (isSuccess(exchange.response.status)) return [passed(rule)]
      return isGone
        ? [failed({ rule, expected: `what ${resource.create.id} created, from ${operation.id}`, actual })]
        : []
    }
    if (known.state !== 'deleted' || resource.remove === undefined) return []
    const rule = ruleIds.sequence(resource.remove, 'gone')
    if (isGone) return [passed(rule)]
    const body = jsonOf(exchange.response)
    const isMarked = Object.keys(Object(body) as object).some((name) => MARK.test(name))
    if (!isSuccess(exchange.response.status) || isMarked || exchange.response.isBodyLost === true) return []
    return [failed({ rule, expected: `404 or 410 from ${operation.id} after the deletion`, actual })]
  }

  private compareState(observed: Observed, key: string | undefined): Outcome[] {
    const { operation, exchange, problems } = observed
    const { lifecycle } = operation
    if (lifecycle === undefined) return []
    const known = key === undefined ? undefined : this.known.get(key)
    const outcomes = isSuccess(exchange.response.status) ? this.compareReached(observed) : []
    if (known === undefined || exchange.mayBeReplay || problems.length > 0) return outcomes
    if (typeof known.state !== 'object' || known.state.of !== operation || exchange.sentAt < known.at)
      return outcomes
    const expected = lifecycle.states[known.state.name]?.responses ?? []
    if (expected.length === 0 || asksToWait(exchange)) return outcomes
    const rule = ruleIds.lifecycleState(operation, known.state.name)
    if (expected.some((one) => matchesExpected(this.description, one, exchange)))
      return [...outcomes, passed(rule)]
    if (!isSuccess(exchange.response.status)) return outcomes
    const failure = {
      rule,
      expected: describeExpected(this.description, operation, expected),
      actual: describeResponse(this.description, exchange),
      cause: causes.accepted(rule),
    }
    return [...outcomes, failed(failure)]
  }

  /** Compares the state that a successful response shows with the state that follows a success. */
  private compareReached({ operation, exchange }: Observed): Outcome[] {
    const { lifecycle } = operation
    if (lifecycle === undefined || exchange.response.body.byteLength === 0) return []
    const body = jsonOf(exchange.response)
    if (typeof body !== 'object' || body === null) return []
    const state = get(body, lifecycle.state)
    const rule = ruleIds.lifecycle(operation, 'to')
    if (state === lifecycle.to) return [passed(rule)]
    const expected = `${lifecycle.state} ${JSON.stringify(lifecycle.to)}`
    return [failed({ rule, expected, actual: `${lifecycle.state} ${JSON.stringify(state)}` })]
  }
}

function isRejected({ response }: Exchange): boolean {
  return response.status >= 400 && response.status < 500
}
