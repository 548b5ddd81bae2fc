import { joinPointer } from '../description/index.ts'
import type { Description, Operation } from '../description/index.ts'
import { tieBy } from './criteria.ts'
import type { RequestContext, Tie } from './criteria.ts'
import type { Prism } from './prism.ts'
import { bodyReader } from './read/body.ts'
import { parameterReader } from './read/parameters.ts'
import type { Parameters } from './read/parameters.ts'
import { pathReader } from './read/path.ts'
import { fits } from './refusals.ts'
import { headerValues } from './request.ts'
import type { MockRequest } from './request.ts'
import { makeSchemas } from './schemas.ts'
import type { Schemas } from './schemas.ts'
import { securityReader } from './security.ts'
import type { Caller } from './security.ts'
import { isViolation } from './violation.ts'
import type { Violation } from './violation.ts'

/** A request that is valid. */
export interface Call {
  readonly caller: Caller
  readonly parameters: Parameters
  readonly body: unknown
}

/** One operation, ready to answer. */
export interface Endpoint {
  readonly operation: Operation
  read(request: MockRequest): Call | Violation
  /** What `x-criteria` may refer to, as far as the request can be read. */
  context(request: MockRequest, call: Call | undefined): RequestContext
  /** Ties a response of this status to its request. */
  tie(status: number): Tie
}

/** Makes the endpoints of a description, each when it is first called. */
export function endpointsOf(
  description: Description,
  prism: Prism,
  options: { apiKeys: readonly string[]; closed: boolean },
): (operation: Operation) => Endpoint {
  const requests = makeSchemas(description.document, 'request')
  const responses = makeSchemas(description.document, 'response')
  const made = new Map<Operation, Endpoint>()
  return (operation) => {
    let endpoint = made.get(operation)
    if (endpoint === undefined) {
      endpoint = makeEndpoint(description, prism, operation, requests, responses, options)
      made.set(operation, endpoint)
    }
    return endpoint
  }
}

function makeEndpoint(
  description: Description,
  prism: Prism,
  operation: Operation,
  requests: Schemas,
  responses: Schemas,
  options: { apiKeys: readonly string[]; closed: boolean },
): Endpoint {
  const readSecurity = securityReader(description, operation, options.apiKeys)
  const readPath = pathReader(operation.path)
  const readParameters = parameterReader(operation, requests)
  const readBody = bodyReader(operation, requests)
  const ties = new Map<number, Tie>()

  return {
    operation,

    read(request) {
      const caller = readSecurity(request)
      if (isViolation(caller)) return caller
      const parameters = readParameters(request, readPath(request.path) ?? {})
      if (isViolation(parameters)) return parameters
      const unknown = options.closed ? unknownName(operation, parameters) : undefined
      if (unknown !== undefined) return unknown
      const body = readBody(request)
      if (isViolation(body)) return body
      if (body.unchecked && !prism.acceptsBody(operation, request, body.value)) {
        return { in: 'body', pointer: '', keyword: 'schema' }
      }
      return { caller, parameters, body: body.value }
    },

    context(request, call) {
      const path = readPath(request.path) ?? {}
      return {
        path: Object.fromEntries(Object.entries(path).map(([name, text]) => [name, decoded(text)])),
        query: Object.fromEntries(new URLSearchParams(request.query)),
        header: Object.fromEntries([...request.headers].map(([name, values]) => [name, values.join(', ')])),
        body: call?.body,
      }
    },

    tie(status) {
      let tie = ties.get(status)
      if (tie === undefined) {
        const response =
          operation.responses.find((candidate) => candidate.status === String(status)) ??
          operation.responses.find((candidate) => fits(candidate.status, String(status)))
        tie =
          response === undefined
            ? (draft) => draft
            : tieBy(response, (mediaType, body) => {
                const content = response.content.find((candidate) => candidate.mediaType === mediaType)
                if (content?.object.schema === undefined) return true
                return responses.check(joinPointer(content.pointer, 'schema'), body) === undefined
              })
        ties.set(status, tie)
      }
      return tie
    },
  }
}

/**
 * Where only what was given out exists: a header or query parameter that can be `unknown` by `x-refusals` names nothing
 * but the description's own example.
 */
function unknownName(operation: Operation, parameters: Parameters): Violation | undefined {
  for (const { in: place, name, keyword } of operation.object['x-refusals'] ?? []) {
    if ((place !== 'header' && place !== 'query') || keyword !== 'unknown' || name === undefined) continue
    const value = parameters[place][name]
    const parameter = operation.parameters.find(({ object }) => object.in === place && object.name === name)
    if (value !== undefined && value !== parameter?.object.example) return { in: place, name, keyword }
  }
  return undefined
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export function idempotencyKey(operation: Operation, request: MockRequest): string | undefined {
  return operation.idempotency === undefined
    ? undefined
    : headerValues(request, operation.idempotency.header)[0]
}
