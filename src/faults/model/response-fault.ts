import type { SerializedResponse } from '../../mock/index.ts'
import type { CallWithResponse, Fault, Effect } from './fault.ts'

/** What a fault makes of an exchange. */
export interface Changed {
  readonly effect: Effect
  /** Set if the exchange differs. */
  readonly response?: SerializedResponse
}

export type ResponseFaultOptions = Omit<Fault, 'effect' | 'start'> & {
  readonly change: (exchange: CallWithResponse) => Changed
  /** Whether the responses of a router or a proxy have the fault, too. Default: only those that are sure to be the operation's. */
  readonly isEverywhere?: boolean
}

/** Makes a fault of a server that does everything right and then sends a wrong response. */
export function responseFault({ change, isEverywhere = false, ...fault }: ResponseFaultOptions): Fault {
  return {
    ...fault,
    effect: (exchange) =>
      exchange.mayBeOfOther === true && !isEverywhere ? 'absent' : change(exchange).effect,
    start: () => async (call, server) => {
      const response = await server.respond(call.request)
      return change({ ...call, response }).response ?? response
    },
  }
}
