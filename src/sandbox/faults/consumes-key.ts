import { header, type ReceivedRequest } from '../request.ts'
import type { Fault } from './fault.ts'

/** A request that a rule rejects consumes its idempotency key. */
export function consumesKey(
  rule: 'readParameters' | 'authenticate' | 'checkHeaders',
  matches: (request: ReceivedRequest) => boolean = () => true,
): Fault['install'] {
  return (rules) => {
    const usedKeys = new Set<string>()
    const recordFailures = <Rest extends unknown[], Result>(
      read: (request: ReceivedRequest, ...rest: Rest) => Result,
    ) => {
      return (request: ReceivedRequest, ...rest: Rest): Result => {
        try {
          return read(request, ...rest)
        } catch (error) {
          for (const key of matches(request) ? header(request, 'idempotency-key') : []) usedKeys.add(key)
          throw error
        }
      }
    }
    if (rule === 'authenticate') rules.authenticate = recordFailures(rules.authenticate)
    else if (rule === 'checkHeaders') rules.checkHeaders = recordFailures(rules.checkHeaders)
    else rules.readParameters = recordFailures(rules.readParameters)
    const { executeOnce: original } = rules
    rules.executeOnce = (all, call) => {
      if (call.idempotencyKey !== undefined && usedKeys.has(call.idempotencyKey))
        throw all.rejections.keyReused()
      return original(all, call)
    }
  }
}
