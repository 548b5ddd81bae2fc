import type { Operation } from '../../description/index.ts'
import type { PrismOperation } from './config.ts'
import { routeByPrism } from './internals.ts'
import { statusOf } from './negotiate.ts'

/** No operation has the path; or one has it, with another method. */
export type RoutingFailure =
  { readonly unmatched: 'route' } | { readonly unmatched: 'method'; readonly operation: Operation }

/** Returns a function that finds the operation for a method and a path, as Prism does. */
export function makeRouter(
  resources: PrismOperation[],
  operations: ReadonlyMap<PrismOperation, Operation>,
): (method: string, path: string) => Operation | RoutingFailure {
  const methods = new Set([...operations.values()].map((operation) => operation.method))
  const find = (method: string, path: string): Operation | number => {
    const input = { method: method.toLowerCase() as 'get', url: { path } }
    const found = routeByPrism({ resources, input })
    return found._tag === 'Right' ? (operations.get(found.right) ?? 404) : statusOf(found.left)
  }
  return (method, path) => {
    const found = find(method, path)
    if (typeof found === 'object') return found
    if (found !== 405) return { unmatched: 'route' }
    for (const other of methods) {
      const operation = find(other, path)
      if (typeof operation === 'object') return { unmatched: 'method', operation }
    }
    return { unmatched: 'route' }
  }
}
