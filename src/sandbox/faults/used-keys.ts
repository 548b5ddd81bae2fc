import { header } from '../request.ts'
import type { Fault } from './fault.ts'
import { ofKind, rejectionFilters } from './tools.ts'
import type { RejectionFilter } from './tools.ts'

/** Returns the response that is stored under the key of a request in place of some rejections. */
function storedInPlaceOf(matches: RejectionFilter): Fault['install'] {
  return (rules, { keyUses }) => {
    const { reject } = rules
    rules.reject = (rejection, request) => {
      const key = request && header(request, 'idempotency-key')[0]
      const isOfKey = ([scope]: readonly [string, unknown]): boolean =>
        key !== undefined && scope.endsWith(`${JSON.stringify(key)}]`)
      const stored = matches(rejection) ? [...keyUses].find(isOfKey)?.[1].response : undefined
      return stored ?? reject(rejection, request)
    }
  }
}

/** Faults in which a used key counts before the request is found to be one that is rejected. */
export const usedKeyFaults = ofKind('idempotency', [
  {
    name: 'used-key-with-any-method',
    description: 'A used key gets its stored response with any method.',
    install: storedInPlaceOf(rejectionFilters.wrongMethod),
  },
  {
    name: 'used-key-with-any-credentials',
    description: 'A used key gets its stored response with wrong credentials, or with none.',
    install: storedInPlaceOf(rejectionFilters.unauthorized),
  },
])
