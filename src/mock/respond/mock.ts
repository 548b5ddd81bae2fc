import { DescriptionError } from '../../description/index.ts'
import type { Description, Idempotency } from '../../description/index.ts'
import type { Chooser } from './choose.ts'
import { decide, stateError } from './decide.ts'
import { makeDocumentedResponses } from './documented-responses.ts'
import type { RoutedRequest } from './documented-responses.ts'
import { endpointsOf, idempotencyKey } from './endpoint.ts'
import type { Call } from './endpoint.ts'
import { preferred } from './examples.ts'
import { withDynamicHeaders } from './dynamic-headers.ts'
import { fingerprintOf } from '../state/idempotency.ts'
import type { IdempotencyKeys } from '../state/idempotency.ts'
import { readPreferences } from '../read/prefer.ts'
import { createPrism } from '../prism/prism.ts'
import { problem } from './problem.ts'
import type { MockResponse, SerializedResponse } from '../server/mock-response.ts'
import type { MockRequest } from '../server/request.ts'
import { NONE } from '../state/resources.ts'
import type { Resources } from '../state/resources.ts'
import { nearestOperation, routeOf } from '../prism/routing.ts'
import { isViolation } from '../read/violation.ts'
import { serializeResponse } from '../server/serialize-response.ts'

/** What survives a reload of the description. */
export interface Memory {
  readonly resources: Resources
  readonly keys: IdempotencyKeys
}

/** What a mock does where the description leaves it open; the defaults stand at `MockOptions`. */
export interface MockRules {
  readonly stateless: boolean
  readonly unknownIds: 'succeed' | 'missing'
  readonly apiKeys: readonly string[]
  readonly choose: Chooser
}

/** Answers requests as a description says. */
export interface Mock {
  /** @param pause waits as long as an answer is to take, while the request counts as running */
  respond(request: MockRequest, pause: () => Promise<void>): Promise<SerializedResponse>
  /** The answer with a status, as of a server that fails before it has looked at the request. */
  fail(request: MockRequest, status: number): Promise<SerializedResponse>
}

type ValidRequest = RoutedRequest & { readonly call: Call }

/**
 * Makes a mock that serves nothing yet: it answers requests that it is handed.
 *
 * @param memory what it remembers, and changes
 * @throws DescriptionError for a description without an operation
 */
export async function createMock(description: Description, rules: MockRules, memory: Memory): Promise<Mock> {
  if (description.operations.length === 0) {
    throw new DescriptionError([{ source: description.api, message: 'It has no operation to answer for.' }])
  }
  const prism = await createPrism(description)
  const rejectUnknownIds = rules.unknownIds === 'missing'
  const endpointOf = endpointsOf(description, prism, { apiKeys: rules.apiKeys, rejectUnknownIds })
  const documentedResponses = makeDocumentedResponses(prism, rules.choose)

  const serialize = (
    routedRequest: RoutedRequest,
    mockResponse: MockResponse,
    replayed = false,
  ): SerializedResponse =>
    serializeResponse(
      withDynamicHeaders(description.document, routedRequest, mockResponse, {
        replayed,
        includeRetryDirective: rules.choose.maybe(),
      }),
    )

  /** Executes a valid request. What it changes is changed before anything is waited for. */
  const execute = (routedRequest: ValidRequest, state: string | undefined): Promise<MockResponse> => {
    const { operation } = routedRequest.endpoint
    const decision = decide(operation, routedRequest.call, state, rules, memory.resources)
    if (decision === NONE) {
      const name = [...operation.path.matchAll(/\{([^}]+)\}/g)].at(-1)?.[1] ?? ''
      return documentedResponses.rejection(routedRequest, { in: 'path', name, keyword: 'unknown' })
    }
    return decision === undefined || decision.status.startsWith('2')
      ? documentedResponses.success(routedRequest, decision)
      : documentedResponses.expected(routedRequest, decision)
  }

  /** Executes a valid request once, however often it comes with its key. */
  const executeOnce = async (
    routedRequest: ValidRequest,
    key: string,
    idempotency: Idempotency,
    state: string | undefined,
    pause: () => Promise<void>,
  ): Promise<SerializedResponse> => {
    const { request, call } = routedRequest
    const fingerprint = fingerprintOf(request.method, request.path, call.body)
    const claim = memory.keys.claim(idempotency, call.caller.id, key, fingerprint)
    switch (claim.kind) {
      case 'replay':
        await pause()
        return serialize(routedRequest, claim.mockResponse, true)
      case 'mismatch':
      case 'inProgress': {
        const respond = rules.choose.pick(idempotency[claim.kind].responses) ?? { status: '409' }
        return serialize(routedRequest, await documentedResponses.expected(routedRequest, respond))
      }
      case 'execute': {
        let mockResponse: MockResponse | undefined
        try {
          await pause()
          mockResponse = await execute(routedRequest, state)
        } finally {
          claim.finish(mockResponse)
        }
        return serialize(routedRequest, mockResponse)
      }
    }
  }

  const respondToValid = async (
    routedRequest: ValidRequest,
    pause: () => Promise<void>,
  ): Promise<SerializedResponse> => {
    const { operation } = routedRequest.endpoint
    const prefer = readPreferences(routedRequest.request)
    const choice = preferred(operation, prefer)
    const preferError = typeof choice === 'string' ? choice : stateError(operation.lifecycle, prefer.state)
    if (preferError !== undefined)
      return serializeResponse(problem(400, 'Prefer asks for what there is not', preferError))
    if (typeof choice === 'object') {
      await pause()
      // Asked for, not executed: nothing changes, and no key is used.
      return serialize(routedRequest, await documentedResponses.choice(routedRequest, choice))
    }
    const key = rules.stateless ? undefined : idempotencyKey(operation, routedRequest.request)
    if (key !== undefined && operation.idempotency !== undefined) {
      return executeOnce(routedRequest, key, operation.idempotency, prefer.state, pause)
    }
    await pause()
    return serialize(routedRequest, await execute(routedRequest, prefer.state))
  }

  return {
    async respond(request, pause) {
      const routed = routeOf(prism, request)
      if ('unmatched' in routed) {
        await pause()
        const operation =
          routed.unmatched === 'method' ? routed.operation : nearestOperation(description, request.path)
        const routedRequest: RoutedRequest = { endpoint: endpointOf(operation), request, call: undefined }
        return serialize(
          routedRequest,
          await documentedResponses.rejection(routedRequest, { in: routed.unmatched, keyword: 'unknown' }),
        )
      }
      const endpoint = endpointOf(routed)
      const call = endpoint.read(request)
      if (!isViolation(call)) return respondToValid({ endpoint, request, call }, pause)
      await pause()
      const routedRequest: RoutedRequest = { endpoint, request, call: undefined }
      return serialize(routedRequest, await documentedResponses.rejection(routedRequest, call))
    },

    async fail(request, status) {
      const routed = routeOf(prism, request)
      const operation = 'unmatched' in routed ? nearestOperation(description, request.path) : routed
      const routedRequest: RoutedRequest = { endpoint: endpointOf(operation), request, call: undefined }
      return serialize(
        routedRequest,
        await documentedResponses.expected(routedRequest, { status: String(status) }),
      )
    },
  }
}
