import { responseFor } from '../../description/index.ts'
import type { Description, OpenAPIDocument } from '../../description/index.ts'
import { createPrism } from '../prism/prism.ts'
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
import { DocumentedResponses } from './documented-responses.ts'
import type { RoutedRequest } from './documented-responses.ts'
import { withDynamicHeaders } from './dynamic-headers.ts'
import { endpointsOf } from './endpoint.ts'
import { contentOf } from './media/content.ts'
import { encodeBody } from './media/encode.ts'
import type { Executor } from './execute.ts'
import { respondToValid } from './respond-to-valid.ts'
import { requestRouter } from './request-router.ts'
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
  const documentedResponses = new DocumentedResponses(createPrism(description), conforming, rules.choose)
  const route = requestRouter(description, endpointOf)
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
      const { routedRequest, unmatched } = route(request)
      if (unmatched !== undefined) {
        await pause()
        const rejection = await documentedResponses.rejection(routedRequest, {
          in: unmatched,
          keyword: 'unknown',
        })
        return serialize(routedRequest, { ...rejection, reason: UNMATCHED[unmatched] })
      }
      const call = routedRequest.endpoint.read(routedRequest.request)
      if (!isViolation(call)) return respondToValid(executor, { ...routedRequest, call }, pause)
      await pause()
      const rejection = await documentedResponses.rejection(routedRequest, call)
      return serialize(routedRequest, { ...rejection, reason: `invalid request: ${describeViolation(call)}` })
    },

    async fail(request, status) {
      const { routedRequest } = route(request)
      const failure = await documentedResponses.expected(routedRequest, { status: String(status) })
      return serialize(routedRequest, failure)
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
