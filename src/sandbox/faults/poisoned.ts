import { header, type ReceivedRequest } from '../request.ts'
import type { Fault } from './fault.ts'

/** A rule that refuses a request uses up the request's key. */
export function poisonedBy(
  rule: 'readParameters' | 'authenticate' | 'checkHeaders',
  counts: (request: ReceivedRequest) => boolean = () => true,
): Fault['install'] {
  return (rules) => {
    const spent = new Set<string>()
    const watched = <Rest extends unknown[], Result>(
      read: (request: ReceivedRequest, ...rest: Rest) => Result,
    ) => {
      return (request: ReceivedRequest, ...rest: Rest): Result => {
        try {
          return read(request, ...rest)
        } catch (error) {
          for (const key of counts(request) ? header(request, 'idempotency-key') : []) spent.add(key)
          throw error
        }
      }
    }
    if (rule === 'authenticate') rules.authenticate = watched(rules.authenticate)
    else if (rule === 'checkHeaders') rules.checkHeaders = watched(rules.checkHeaders)
    else rules.readParameters = watched(rules.readParameters)
    const { once: original } = rules
    rules.once = (all, call) => {
      if (call.idempotencyKey !== undefined && spent.has(call.idempotencyKey))
        throw all.rejections.keyReused()
      return original(all, call)
    }
  }
}

/** Whether a body is JSON at all. */
export function isJson(body: Buffer): boolean {
  try {
    JSON.parse(body.toString())
    return true
  } catch {
    return false
  }
}
