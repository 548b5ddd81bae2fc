import { get, set, usualStatuses } from '../../description/index.ts'
import type { ExpectedResponse } from '../../description/index.ts'
import type { Chooser } from './choose.ts'
import type { Conforming } from './conforming.ts'
import type { Call, Endpoint } from './endpoint.ts'
import { pairedExample, statusNumber, successExamples } from './examples.ts'
import type { Choice } from '../prism/config.ts'
import type { Prism } from '../prism/prism.ts'
import { problem } from './problem.ts'
import { rejectionResponsesFor } from './rejections.ts'
import { selectResponse } from './select-response.ts'
import type { MockResponse } from '../server/mock-response.ts'
import { withHeaders } from '../server/mock-response.ts'
import type { MockRequest } from '../server/request.ts'
import { describeViolation, violationsHeader } from './violations-header.ts'
import type { RequestViolation } from '../read/violation.ts'

/** A request and its operation. `call` is undefined for an invalid request. */
export interface RoutedRequest {
  readonly endpoint: Endpoint
  readonly request: MockRequest
  readonly call: Call | undefined
}

/** A request whose content is valid. */
export type ValidRequest = RoutedRequest & { readonly call: Call }

/** Returns documented responses, correlated to their request. */
export interface DocumentedResponses {
  /** @param isChosen whether the request chose the example by its name */
  choice(routedRequest: RoutedRequest, choice: Choice, isChosen?: boolean): Promise<MockResponse>
  expected(routedRequest: RoutedRequest, expected: ExpectedResponse): Promise<MockResponse>
  rejection(routedRequest: RoutedRequest, violation: RequestViolation): Promise<MockResponse>
  /** @param expected undefined for the lowest success */
  success(routedRequest: RoutedRequest, expected: ExpectedResponse | undefined): Promise<MockResponse>
}

/**
 * Makes responses from the description. A response that is not documented becomes a problem document (RFC 9457). No
 * errors are thrown.
 */
export function makeDocumentedResponses(
  prism: Prism,
  conforming: Conforming,
  choose: Chooser,
): DocumentedResponses {
  const choice = async (
    routedRequest: RoutedRequest,
    wanted: Choice,
    isChosen = false,
  ): Promise<MockResponse> => {
    const { endpoint, request, call } = routedRequest
    const { operation } = endpoint
    // Without a documented success, a valid request succeeds.
    if (wanted.code === undefined && selectResponse(operation, request, wanted) === undefined)
      return { status: 200, headers: {}, body: undefined }
    const negotiated = await prism.negotiate(operation, request, wanted)
    const selected = negotiated instanceof Error ? selectResponse(operation, request, wanted) : negotiated
    if (selected === undefined) {
      return problem(
        wanted.code ?? 500,
        'The description documents no such response',
        `\`${operation.id}\` does not document the status code ${wanted.code ?? 500}.`,
      )
    }
    return endpoint.correlate(conforming.conform(operation, request, selected, isChosen), request, call)
  }

  const expected = (
    routedRequest: RoutedRequest,
    { status, example }: ExpectedResponse,
  ): Promise<MockResponse> =>
    choice(routedRequest, { code: statusNumber(status), ...(example !== undefined && { example }) })

  /** Generates a success from the schema; undefined if the result does not conform to the description. */
  const generated = async (routedRequest: RoutedRequest, code: object): Promise<MockResponse | undefined> => {
    const mockResponse = await choice(routedRequest, { ...code, dynamic: true, seed: choose.seed() })
    return routedRequest.endpoint.accepts(mockResponse, routedRequest.request, routedRequest.call)
      ? mockResponse
      : undefined
  }

  return {
    choice,
    expected,

    async rejection(routedRequest, violation) {
      const rejectionResponse = choose.pick(
        rejectionResponsesFor(routedRequest.endpoint.operation, violation),
      )
      const mockResponse =
        rejectionResponse === undefined
          ? problem(Number(usualStatuses(violation)[0]), 'Invalid request', describeViolation(violation))
          : await expected(routedRequest, rejectionResponse)
      return {
        ...mockResponse,
        headers: withHeaders(mockResponse.headers, { 'sl-violations': violationsHeader(violation) }),
      }
    },

    async success(routedRequest, wanted) {
      const { operation } = routedRequest.endpoint
      const code = wanted === undefined ? {} : { code: statusNumber(wanted.status) }
      const generatedResponse = choose.maybe() ? await generated(routedRequest, code) : undefined
      const example =
        wanted?.example ??
        (choose.varies
          ? choose.pick(successExamples(operation))
          : pairedExample(operation, routedRequest.call?.body))
      const mockResponse =
        generatedResponse ??
        (await choice(routedRequest, { ...code, ...(example !== undefined && { example }) }))
      return withState(mockResponse, operation.lifecycle)
    },
  }
}

/** Sets the state in the body to the next state. */
function withState(
  mockResponse: MockResponse,
  lifecycle: { state: string; to: string } | undefined,
): MockResponse {
  if (lifecycle === undefined || get(mockResponse.body, lifecycle.state) === lifecycle.to) return mockResponse
  if (get(mockResponse.body, lifecycle.state) === undefined) return mockResponse
  return { ...mockResponse, body: set(mockResponse.body, lifecycle.state, lifecycle.to) }
}
