import type { Description, Operation } from '../../description/index.ts'
import { makeRouter, nearestOperation } from '../read/routing.ts'
import type { Match, RoutingFailure } from '../read/routing.ts'
import type { MockRequest } from '../server/request.ts'
import type { RoutedRequest } from './documented-responses.ts'
import type { Endpoint } from './endpoint.ts'

/** The operation whose responses a request gets, and why it is not the operation of the request. */
export interface RoutingResult {
  readonly routedRequest: RoutedRequest
  readonly unmatched?: RoutingFailure['unmatched']
}

/**
 * Makes a function that finds the operation of a request. Of several with the same path, it is the first one for which the
 * parameters in the path are valid. Without a match, it is the most similar one.
 */
export function requestRouter(
  description: Description,
  endpointOf: (operation: Operation) => Endpoint,
): (request: MockRequest) => RoutingResult {
  const route = makeRouter(description)
  return (request) => {
    const matches = route(request)
    const routedTo = ({ operation, path }: Match): RoutedRequest => ({
      endpoint: endpointOf(operation),
      request: { ...request, path },
      call: undefined,
    })
    if ('unmatched' in matches) {
      const { unmatched } = matches
      const operation =
        unmatched === 'method' ? matches.operation : nearestOperation(description, request.path)
      return { routedRequest: routedTo({ operation, path: request.path }), unmatched }
    }
    const [first, ...others] = matches
    const routedFirst = routedTo(first)
    if (others.length === 0) return { routedRequest: routedFirst }
    const all = [routedFirst, ...others.map(routedTo)]
    const valid = all.find((each) => each.endpoint.hasValidPath(each.request))
    return { routedRequest: valid ?? routedFirst }
  }
}
