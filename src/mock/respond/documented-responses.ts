import { get, set, usualStatuses } from '../../description/index.ts'
import type { ExpectedResponse, Operation } from '../../description/index.ts'
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

/**
 * Makes responses from the description, correlated to their request. A response that is not documented becomes a problem
 * document (RFC 9457). No errors are thrown.
 */
export class DocumentedResponses {
  private readonly prism: Prism
  private readonly conforming: Conforming
  private readonly choose: Chooser

  constructor(prism: Prism, conforming: Conforming, choose: Chooser) {
    this.prism = prism
    this.conforming = conforming
    this.choose = choose
  }

  /** @param isChosen whether the request chose the example by its name */
  async choice(routedRequest: RoutedRequest, wanted: Choice, isChosen = false): Promise<MockResponse> {
    const { endpoint, request, call } = routedRequest
    const { operation } = endpoint
    // Without a documented success, a valid request succeeds.
    if (wanted.code === undefined && selectResponse(operation, request, wanted) === undefined)
      return { status: 200, headers: {}, body: undefined }
    const negotiated = await this.prism.negotiate(operation, request, wanted)
    const selected = negotiated instanceof Error ? selectResponse(operation, request, wanted) : negotiated
    if (selected === undefined) return undocumented(operation, wanted.code)
    const conforming = this.conforming.conform(operation, request, selected, isChosen)
    return endpoint.correlate(conforming, request, call)
  }

  expected(routedRequest: RoutedRequest, { status, example }: ExpectedResponse): Promise<MockResponse> {
    return this.choice(routedRequest, {
      code: statusNumber(status),
      ...(example !== undefined && { example }),
    })
  }

  async rejection(routedRequest: RoutedRequest, violation: RequestViolation): Promise<MockResponse> {
    const documented = rejectionResponsesFor(routedRequest.endpoint.operation, violation)
    const rejectionResponse = this.choose.pick(documented)
    const mockResponse =
      rejectionResponse === undefined
        ? problem(Number(usualStatuses(violation)[0]), 'Invalid request', describeViolation(violation))
        : await this.expected(routedRequest, rejectionResponse)
    return withViolations(mockResponse, violation)
  }

  /** @param wanted undefined for the lowest success */
  async success(routedRequest: RoutedRequest, wanted: ExpectedResponse | undefined): Promise<MockResponse> {
    const { operation } = routedRequest.endpoint
    const code = wanted === undefined ? {} : { code: statusNumber(wanted.status) }
    const example = wanted?.example ?? pairedExample(operation, routedRequest.call?.body)
    const mockResponse =
      (await this.varied(routedRequest, code, wanted?.example !== undefined)) ??
      (await this.choice(routedRequest, { ...code, ...(example !== undefined && { example }) }))
    return withState(mockResponse, operation.lifecycle)
  }

  /** If the mock is to vary its responses: a success that is generated from the schema, or that of any example. */
  private async varied(
    routedRequest: RoutedRequest,
    code: Pick<Choice, 'code'>,
    isNamed: boolean,
  ): Promise<MockResponse | undefined> {
    const { choose } = this
    const generated = choose.maybe()
      ? await this.conformingChoice(routedRequest, { ...code, dynamic: true, seed: choose.seed() })
      : undefined
    if (generated !== undefined || isNamed || !choose.varies) return generated
    const example = choose.pick(successExamples(routedRequest.endpoint.operation))
    return example === undefined ? undefined : this.conformingChoice(routedRequest, { ...code, example })
  }

  /** Returns a response, or undefined if it does not conform to the description. */
  private async conformingChoice(
    routedRequest: RoutedRequest,
    wanted: Choice,
  ): Promise<MockResponse | undefined> {
    const mockResponse = await this.choice(routedRequest, wanted)
    const { endpoint, request, call } = routedRequest
    return endpoint.accepts(mockResponse, request, call) ? mockResponse : undefined
  }
}

function undocumented({ id }: Operation, code = 500): MockResponse {
  return problem(
    code,
    'The description documents no such response',
    `\`${id}\` does not document the status code ${code}.`,
  )
}

function withViolations(mockResponse: MockResponse, violation: RequestViolation): MockResponse {
  const headers = withHeaders(mockResponse.headers, { 'sl-violations': violationsHeader(violation) })
  return { ...mockResponse, headers }
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
