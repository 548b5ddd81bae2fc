import { dereference, get, joinPointer, METHODS } from '../../description/index.ts'
import type { Description } from '../../description/index.ts'
import type { Add } from './add.ts'
import { ruleIds } from './ids.ts'

/** Adds a rule for each request that the target sends itself. Nothing here receives those, so all are untested. */
export function reverseRules(add: Add, { document, operations }: Description): void {
  const reason = (kind: string): string =>
    `the target sends a ${kind} itself, and this contract tests only the requests that it receives`
  const webhooks = get(document, '/webhooks')
  for (const [name, method, pointer] of requestsOf(webhooks, '/webhooks')) {
    const id = ruleIds.reverse('webhooks', name, method)
    add(id, `The webhook \`${name}\` is sent as described.`, pointer, reason('webhook'))
  }
  for (const operation of operations) {
    for (const name of namesOf(get(operation.object, '/callbacks'))) {
      const own = joinPointer(operation.pointer, 'callbacks', name)
      const { value: callback, pointer: at } = dereference<object>(document, own)
      for (const [url, method, pointer] of requestsOf(callback, at)) {
        const id = ruleIds.reverse('callbacks', operation.id, name, url, method)
        add(
          id,
          `The callback \`${name}\` of \`${operation.id}\` is sent as described.`,
          pointer,
          reason('callback'),
        )
      }
    }
  }
}

/** Returns the requests of a map of path items: the key, the method and the pointer. */
function requestsOf(items: unknown, at: string): [string, string, string][] {
  return namesOf(items).flatMap((key) =>
    METHODS.filter((method) => get(items, joinPointer('', key, method)) !== undefined).map(
      (method): [string, string, string] => [key, method, joinPointer(at, key, method)],
    ),
  )
}

function namesOf(map: unknown): string[] {
  return typeof map === 'object' && map !== null ? Object.keys(map) : []
}
