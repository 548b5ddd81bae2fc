import { DescriptionError } from '../../description/index.ts'
import type { Description } from '../../description/index.ts'
import { createPrism } from '../prism/prism.ts'
import { nearestOperation, routeOf } from '../prism/routing.ts'
import { isViolation } from '../read/violation.ts'
import type { SerializedResponse } from '../server/mock-response.ts'
import type { MockRequest } from '../server/request.ts'
import { serializeResponse } from '../server/serialize-response.ts'
import { makeDocumentedResponses } from './documented-responses.ts'
import type { RoutedRequest } from './documented-responses.ts'
import { withDynamicHeaders } from './dynamic-headers.ts'
import { endpointsOf } from './endpoint.ts'
import type { Executor } from './execute.ts'
import { respondToValid } from './respond-to-valid.ts'
import type { Memory, MockRules } from './rules.ts'

/** Responds to requests as a description documents. */
export interface Mock {
  /** @param pause waits for the configured delay, during which the request counts as running */
  respond(request: MockRequest, pause: () => Promise<void>): Promise<SerializedResponse>
  /** Returns a response with this status code without reading the request, as a failing server does. */
  fail(request: MockRequest, status: number): Promise<SerializedResponse>
}

/**
 * Creates a mock without a server: it responds to the requests that it is given.
 *
 * @param memory the state, which the mock changes
 * @throws DescriptionError for a description without an operation
 */
export async function createMock(description: Description, rules: MockRules, memory: Memory): Promise<Mock> {
  if (description.operations.length === 0) {
    throw new DescriptionError([{ source: description.api, message: 'The description has no operation.' }])
  }
  const prism = await createPrism(description)
  const rejectUnknownIds = rules.unknownIds === 'missing'
  const endpointOf = endpointsOf(description, prism, { apiKeys: rules.apiKeys, rejectUnknownIds })
  const documentedResponses = makeDocumentedResponses(prism, rules.choose)
  const serialize: Executor['serialize'] = (routedRequest, mockResponse, replayed = false) => {
    const includeRetryDirective = rules.choose.maybe()
    const options = { replayed, includeRetryDirective }
    return serializeResponse(withDynamicHeaders(description.document, routedRequest, mockResponse, options))
  }
  const executor: Executor = { rules, memory, documentedResponses, serialize }

  return {
    async respond(request, pause) {
      const routed = routeOf(prism, request)
      if ('unmatched' in routed) {
        await pause()
        const operation =
          routed.unmatched === 'method' ? routed.operation : nearestOperation(description, request.path)
        const routedRequest: RoutedRequest = { endpoint: endpointOf(operation), request, call: undefined }
        const violation = { in: routed.unmatched, keyword: 'unknown' }
        return serialize(routedRequest, await documentedResponses.rejection(routedRequest, violation))
      }
      const endpoint = endpointOf(routed)
      const call = endpoint.read(request)
      if (!isViolation(call)) return respondToValid(executor, { endpoint, request, call }, pause)
      await pause()
      const routedRequest: RoutedRequest = { endpoint, request, call: undefined }
      return serialize(routedRequest, await documentedResponses.rejection(routedRequest, call))
    },

    async fail(request, status) {
      const routed = routeOf(prism, request)
      const operation = 'unmatched' in routed ? nearestOperation(description, request.path) : routed
      const routedRequest: RoutedRequest = { endpoint: endpointOf(operation), request, call: undefined }
      const expected = { status: String(status) }
      return serialize(routedRequest, await documentedResponses.expected(routedRequest, expected))
    },
  }
}
