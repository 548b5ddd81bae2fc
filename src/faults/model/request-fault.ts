import type { MockRequest } from '../../mock/index.ts'
import type { Call, Fault } from './fault.ts'

export type RequestFaultOptions = Omit<Fault, 'effect' | 'start'> & {
  /** Returns the request as the wrong server understands it. Undefined if it understands it correctly. */
  readonly repair: (call: Call) => MockRequest | undefined
}

/** Makes a fault of a server that does not check something: it treats an invalid request like a valid one. */
export function requestFault({ repair, ...fault }: RequestFaultOptions): Fault {
  return {
    ...fault,
    effect: (exchange) => {
      if (repair(exchange) === undefined) return 'absent'
      return exchange.response.status >= 400 ? 'differs' : 'same'
    },
    start: () => (call, server) => server.respond(repair(call) ?? call.request),
  }
}
