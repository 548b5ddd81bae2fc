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
}

/** Makes a fault of a server that does everything right and then sends a wrong response. */
export function responseFault({ change, ...fault }: ResponseFaultOptions): Fault {
  return {
    ...fault,
    effect: (exchange) => change(exchange).effect,
    start: () => async (call, server) => {
      const response = await server.respond(call.request)
      return change({ ...call, response }).response ?? response
    },
  }
}
