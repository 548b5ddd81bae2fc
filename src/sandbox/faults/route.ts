import type { Fault } from './fault.ts'
import { editRequest, ofKind } from './tools.ts'

/** Creates a fault that takes other paths for that of the operation. */
const route = (name: string, which: string, change: (path: string) => string): Omit<Fault, 'kind'> => ({
  name: `route-${name}`,
  description: `A path ${which} cancels too.`,
  install: editRequest((request) => ({ ...request, path: change(request.path) })),
})

/** Faults of a router that matches too much. */
export const routeFaults: readonly Fault[] = ofKind('protocol', [
  route('unanchored', 'that only ends like the right one', (path) => path.replace(/^.+(?=\/v1\/)/, '')),
  route('any-version', 'of any version', (path) => path.replace(/^\/v\d+\//, '/v1/')),
  route('without-version', 'without its version', (path) => path.replace(/^(?=\/payment_intents\/)/, '/v1')),
  route('any-depth', 'with more segments after the id', (path) =>
    path.replace(/^(\/v1\/payment_intents\/[^/]+)\/.*(?=\/cancel$)/, '$1'),
  ),
  route('any-action', 'with another action', (path) =>
    path.replace(/^(\/v1\/payment_intents\/[^/]+)\/\w+$/, '$1/cancel'),
  ),
  route('singular', 'with `payment_intent`', (path) => path.replace('/payment_intent/', '/payment_intents/')),
])
