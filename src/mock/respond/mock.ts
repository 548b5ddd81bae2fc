import { responseFor } from '../../description/index.ts'
import type { Description, OpenAPIDocument } from '../../description/index.ts'
import { createPrism } from '../prism/prism.ts'
import { makeRouter, nearestOperation } from '../read/routing.ts'
import type { RoutingFailure } from '../read/routing.ts'
import { makeSchemas } from '../read/schemas.ts'
import { isViolation } from '../read/violation.ts'
import { contentType, withHeaders } from '../server/mock-response.ts'
import type { MockResponse, SerializedResponse } from '../server/mock-response.ts'
import type { MockRequest } from '../server/request.ts'
import { serializeResponse } from '../server/serialize-response.ts'
import { Conforming } from './conforming.ts'
import { withContentCoding } from './content-coding.ts'
import { Crud } from './crud/crud.ts'
import { Merger } from './crud/merge.ts'
import { makeDocumentedResponses } from './documented-responses.ts'
import type { RoutedRequest } from './documented-responses.ts'
import { withDynamicHeaders } from './dynamic-headers.ts'
import { endpointsOf } from './endpoint.ts'
import { contentOf } from './media/content.ts'
import { encodeBody } from './media/encode.ts'
import type { Executor } from './execute.ts'
import { respondToValid } from './respond-to-valid.ts'
import type { Memory, MockRules } from './rules.ts'
import { describeViolation } from './violations-header.ts'

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
 * @param log receives a line for each part of a response that the mock cannot make
 */
export function createMock(
  description: Description,
  rules: MockRules,
  memory: Memory,
  log: (line: string) => void = () => undefined,
): Mock {
  if (description.operations.length === 0) return EMPTY
  const { document } = description
  const rejectUnknownIds = rules.unknownIds === 'missing'
  const schemas = makeSchemas(document, 'response')
  const endpointOf = endpointsOf(description, schemas, { apiKeys: rules.apiKeys, rejectUnknownIds })
  const conforming = new Conforming(document, schemas, log)
  const documentedResponses = makeDocumentedResponses(createPrism(description), conforming, rules.choose)
  const route = makeRouter(description)
  /** Of several operations with the same path, returns the first one for which the parameters in the path are valid. */
  const routeRequest = (request: MockRequest): RoutingFailure | RoutedRequest => {
    const matches = route(request)
    if ('unmatched' in matches) return matches
    const routed = matches.map(({ operation, path }): RoutedRequest => {
      return { endpoint: endpointOf(operation), request: { ...request, path }, call: undefined }
    })
    const [first] = routed
    const valid =
      routed.length === 1 ? first : routed.find((each) => each.endpoint.hasValidPath(each.request))
    return valid ?? first ?? { unmatched: 'route' }
  }
  const serialize: Executor['serialize'] = (routedRequest, mockResponse, replayed = false) => {
    const includeRetryDirective = rules.choose.maybe()
    const options = { replayed, includeRetryDirective }
    const complete = withDynamicHeaders(document, routedRequest, mockResponse, options)
    return withContentCoding(routedRequest, serializeResponse(encoded(document, routedRequest, complete)))
  }
  const merger = new Merger(document, conforming.isValid)
  const requests = makeSchemas(document, 'request')
  const crud = rules.stateless ? undefined : new Crud(description, requests, merger, memory)
  const executor: Executor = { description, rules, memory, documentedResponses, crud, serialize }

  return {
    async respond(request, pause) {
      const routed = routeRequest(request)
      if ('unmatched' in routed) {
        await pause()
        const operation =
          routed.unmatched === 'method' ? routed.operation : nearestOperation(description, request.path)
        const routedRequest: RoutedRequest = { endpoint: endpointOf(operation), request, call: undefined }
        const violation = { in: routed.unmatched, keyword: 'unknown' }
        const rejection = await documentedResponses.rejection(routedRequest, violation)
        return serialize(routedRequest, { ...rejection, reason: UNMATCHED[routed.unmatched] })
      }
      const call = routed.endpoint.read(routed.request)
      if (!isViolation(call)) return respondToValid(executor, { ...routed, call }, pause)
      await pause()
      const rejection = await documentedResponses.rejection(routed, call)
      return serialize(routed, { ...rejection, reason: `invalid request: ${describeViolation(call)}` })
    },

    async fail(request, status) {
      const routed = routeRequest(request)
      const routedRequest: RoutedRequest =
        'unmatched' in routed
          ? { endpoint: endpointOf(nearestOperation(description, request.path)), request, call: undefined }
          : routed
      const expected = { status: String(status) }
      return serialize(routedRequest, await documentedResponses.expected(routedRequest, expected))
    },
  }
}

const UNMATCHED = {
  route: 'no such path in the description',
  method: 'the path has no such method',
}

/** The mock of a description without operations, such as one of webhooks only. */
const EMPTY: Mock = {
  async respond(_request, pause) {
    await pause()
    return { status: 404, headers: {}, reason: UNMATCHED.route }
  },
  fail: (_request, status) => Promise.resolve({ status, headers: {} }),
}

/** Encodes a body that is not JSON in its media type. */
function encoded(
  document: OpenAPIDocument,
  { endpoint }: RoutedRequest,
  mockResponse: MockResponse,
): MockResponse {
  const contents = responseFor(endpoint.operation, mockResponse.status)?.content ?? []
  const type = contentType(mockResponse)
  if (mockResponse.body === undefined || type === '' || contents.length === 0) return mockResponse
  const { contentType: encodedType, body } = encodeBody(
    document,
    contentOf(contents, type),
    type,
    mockResponse.body,
  )
  return {
    ...mockResponse,
    headers: withHeaders(mockResponse.headers, { 'Content-Type': encodedType }),
    body,
  }
}
