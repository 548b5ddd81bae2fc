import { responseFor } from '../../description/index.ts'
import type { Description, OpenAPIDocument, Operation, Response } from '../../description/index.ts'
import { correlationFor } from './criteria.ts'
import type { RequestContext, Correlation } from './criteria.ts'
import { bodyReader } from '../read/body.ts'
import { parameterReader } from '../read/parameters.ts'
import type { Parameters } from '../read/parameters.ts'
import { decodeOrUndefined, pathReader } from '../../serialization/index.ts'
import { contentType } from '../server/mock-response.ts'
import type { MockResponse } from '../server/mock-response.ts'
import { headerValues } from '../server/request.ts'
import type { MockRequest } from '../server/request.ts'
import { makeSchemas } from '../read/schemas.ts'
import type { Schemas } from '../read/schemas.ts'
import { securityReader } from '../read/security.ts'
import type { Caller } from '../read/security.ts'
import { isViolation } from '../read/violation.ts'
import type { RequestViolation } from '../read/violation.ts'

/** The content of a valid request. */
export interface Call {
  readonly caller: Caller
  readonly parameters: Parameters
  readonly body: unknown
}

/** Reads the requests of one operation and checks its responses. */
export interface Endpoint {
  readonly operation: Operation
  /** @param request whose path is without the path of a server */
  read(request: MockRequest): Call | RequestViolation
  /** Whether the parameters in the path of a request are valid. */
  hasValidPath(request: MockRequest): boolean
  /** Correlates a response to its request by its `x-criteria`. */
  correlate(mockResponse: MockResponse, request: MockRequest, call: Call | undefined): MockResponse
  /** Whether a response conforms to the description: its body is valid and its `x-criteria` are met. */
  accepts(mockResponse: MockResponse, request: MockRequest, call: Call | undefined): boolean
}

/** Returns a function that makes the endpoint of an operation at its first use. */
export function endpointsOf(
  description: Description,
  responses: Schemas,
  options: { apiKeys: readonly string[]; rejectUnknownIds: boolean },
): (operation: Operation) => Endpoint {
  const requests = makeSchemas(description.document, 'request')
  const endpoints = new Map<Operation, Endpoint>()
  return (operation) => {
    let endpoint = endpoints.get(operation)
    if (endpoint === undefined) {
      endpoint = makeEndpoint(description.document, operation, requests, responses, options)
      endpoints.set(operation, endpoint)
    }
    return endpoint
  }
}

function makeEndpoint(
  document: OpenAPIDocument,
  operation: Operation,
  requests: Schemas,
  responses: Schemas,
  options: { apiKeys: readonly string[]; rejectUnknownIds: boolean },
): Endpoint {
  const readSecurity = securityReader(operation, options.apiKeys)
  const readPath = pathReader(operation.path)
  const readParameters = parameterReader(operation, document, requests)
  const readBody = bodyReader(operation, document, requests)
  const correlations = new Map<number, Correlation>()
  const isValid = (response: Response | undefined, mediaType: string, body: unknown): boolean => {
    const content = response?.content.find((candidate) => candidate.mediaType === mediaType)
    return content?.schema === undefined || responses.check(content.schema, body) === undefined
  }
  const correlationOf = (status: number): Correlation => {
    let correlate = correlations.get(status)
    if (correlate === undefined) {
      const response = responseFor(operation, status)
      correlate = correlationFor(response, (mediaType, body) => isValid(response, mediaType, body))
      correlations.set(status, correlate)
    }
    return correlate
  }
  const context = (request: MockRequest, call: Call | undefined): RequestContext => ({
    path: mapValues(readPath(request.path) ?? {}, (text) => decodeOrUndefined(text) ?? text),
    query: Object.fromEntries(new URLSearchParams(request.query)),
    header: mapValues(Object.fromEntries(request.headers), (values) => values.join(', ')),
    body: call?.body,
  })

  return {
    operation,

    read(request) {
      const caller = readSecurity(request)
      if (isViolation(caller)) return caller
      const parameters = readParameters(request, readPath(request.path) ?? {})
      if (isViolation(parameters)) return parameters
      const unknown = options.rejectUnknownIds ? findUnknownParameter(operation, parameters) : undefined
      if (unknown !== undefined) return unknown
      const body = readBody(request)
      if (isViolation(body)) return body
      return { caller, parameters, body: body.value }
    },

    hasValidPath(request) {
      const path = operation.parameters.filter(({ object }) => object.in === 'path')
      return path.length === 0 || !isPathViolation(readParameters(request, readPath(request.path) ?? {}))
    },

    correlate: (mockResponse, request, call) =>
      correlationOf(mockResponse.status).apply(mockResponse, context(request, call), now()),

    accepts: (mockResponse, request, call) =>
      isValid(responseFor(operation, mockResponse.status), contentType(mockResponse), mockResponse.body) &&
      correlationOf(mockResponse.status).isSatisfied(mockResponse, context(request, call), now()),
  }
}

function isPathViolation(parameters: Parameters | RequestViolation): boolean {
  return isViolation(parameters) && parameters.in === 'path'
}

/** Returns the time in Unix seconds, as `$now` is. */
function now(): number {
  return Math.floor(Date.now() / 1000)
}

function mapValues<T>(
  record: Readonly<Record<string, T>>,
  map: (value: T) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]))
}

/**
 * Finds a header or query parameter that names something unknown, if only known resources exist. Parameters that
 * `x-rejections` lists as `unknown` know only the example of the description.
 */
function findUnknownParameter(operation: Operation, parameters: Parameters): RequestViolation | undefined {
  for (const { in: location, name, keyword } of operation.rejections) {
    if ((location !== 'header' && location !== 'query') || keyword !== 'unknown' || name === undefined)
      continue
    const value = parameters[location][name]
    const parameter = operation.parameters.find(
      ({ object }) => object.in === location && object.name === name,
    )
    if (value !== undefined && value !== parameter?.object.example) return { in: location, name, keyword }
  }
  return undefined
}

/** Returns the idempotency key of a request, if the operation has one. */
export function idempotencyKey(operation: Operation, request: MockRequest): string | undefined {
  return operation.idempotency === undefined
    ? undefined
    : headerValues(request, operation.idempotency.header)[0]
}
