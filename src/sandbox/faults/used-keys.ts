import { readAuthorization } from '../authorization.ts'
import { header } from '../request.ts'
import type { ReceivedRequest } from '../request.ts'
import type { Fault } from './fault.ts'
import { ofKind, rejectionFilters } from './tools.ts'
import type { RejectionFilter } from './tools.ts'

/** Returns the response that is stored under the key of a request in place of some rejections. */
function storedInPlaceOf(
  matches: RejectionFilter,
  isTaken: (request: ReceivedRequest) => boolean = () => true,
): Fault['install'] {
  return (rules, { keyUses }) => {
    const { reject } = rules
    rules.reject = (rejection, request) => {
      const key = request && header(request, 'idempotency-key')[0]
      const isOfKey = ([scope]: readonly [string, unknown]): boolean =>
        key !== undefined && scope.endsWith(`${JSON.stringify(key)}]`)
      const isStored = matches(rejection) && request !== undefined && isTaken(request)
      const stored = isStored ? [...keyUses].find(isOfKey)?.[1].response : undefined
      return stored ?? reject(rejection, request)
    }
  }
}

function hasPublishableKey(request: ReceivedRequest): boolean {
  const credentials = readAuthorization(request)
  if (typeof credentials === 'string') return false
  return (credentials.scheme === 'basic' ? credentials.username : credentials.token).startsWith('pk_')
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
  {
    name: 'used-key-without-credentials',
    description: 'A used key gets its stored response without credentials, and not with wrong ones.',
    install: storedInPlaceOf(
      rejectionFilters.unauthorized,
      (request) => header(request, 'authorization').length === 0,
    ),
  },
  {
    name: 'used-key-with-publishable-key',
    description: 'A used key gets its stored response with a publishable API key.',
    install: storedInPlaceOf(rejectionFilters.unauthorized, hasPublishableKey),
  },
])
