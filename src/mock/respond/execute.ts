import { isRecord } from '../../schema/index.ts'
import { isSuccess } from '../../description/index.ts'
import type { Description, Idempotency } from '../../description/index.ts'
import type { MockResponse, SerializedResponse } from '../server/mock-response.ts'
import { fingerprintOf } from '../state/idempotency.ts'
import { NONE, resourceKey } from '../state/resources.ts'
import { decide } from './decide.ts'
import { namedParameter } from './named-parameter.ts'
import type { DocumentedResponses, RoutedRequest, ValidRequest } from './documented-responses.ts'
import type { Crud } from './crud/crud.ts'
import type { Memory, MockRules } from './rules.ts'
import { withShownResource } from './shown-resource.ts'

/** What executing a request needs. */
export interface Executor {
  readonly description: Description
  readonly rules: MockRules
  readonly memory: Memory
  readonly documentedResponses: DocumentedResponses
  /** Undefined for a mock without state. */
  readonly crud: Crud | undefined
  readonly serialize: (
    routedRequest: RoutedRequest,
    mockResponse: MockResponse,
    replayed?: boolean,
  ) => SerializedResponse
}

/**
 * Executes a valid request. The state of resources changes before the first `await`. Only a new object is stored when its
 * response is made, because it has a new id.
 */
export async function execute(
  { description, rules, memory, documentedResponses, crud }: Executor,
  routedRequest: ValidRequest,
  state: string | undefined,
): Promise<MockResponse> {
  const { operation } = routedRequest.endpoint
  const deleted = crud?.deletedParameter(routedRequest)
  if (deleted !== undefined) {
    const status = crud?.goneStatus(operation)
    const gone =
      status === undefined || status === '404'
        ? documentedResponses.rejection(routedRequest, { in: 'path', name: deleted, keyword: 'unknown' })
        : documentedResponses.expected(routedRequest, { status })
    return { ...(await gone), reason: `the resource was deleted: path ${deleted}` }
  }
  const id = namedParameter(description, operation, memory)
  const decision = decide(
    { operation, call: routedRequest.call, preferred: state, id },
    rules,
    memory.resources,
  )
  if (decision === NONE) {
    const violation = { in: 'path', name: id ?? '', keyword: 'unknown' } as const
    const unknown = await documentedResponses.rejection(routedRequest, violation)
    return { ...unknown, reason: `no such resource for this caller: path ${id ?? ''}` }
  }
  const key = resourceKey(operation, routedRequest.call.parameters.path, id)
  if (decision !== undefined && !isSuccess(decision.status)) {
    const rejection = await documentedResponses.expected(routedRequest, decision)
    return { ...withResource(rejection, routedRequest, memory, key), reason: decision.reason }
  }
  crud?.change(routedRequest)
  const success = await documentedResponses.success(routedRequest, decision)
  const complete = crud === undefined ? success : crud.apply(routedRequest, success)
  const stored = key === undefined ? undefined : memory.resources.get(key)
  if (key !== undefined && stored !== undefined && operation.lifecycle !== undefined)
    memory.resources.set(key, { ...stored, shown: complete.body })
  return { ...complete, reason: decision?.reason ?? 'success' }
}

/** Returns a rejection with the resource as the mock has shown it. */
function withResource(
  rejection: MockResponse,
  { endpoint, request, call }: ValidRequest,
  { resources }: Memory,
  key: string | undefined,
): MockResponse {
  const shown = key === undefined ? undefined : resources.get(key)?.shown
  const { lifecycle } = endpoint.operation
  if (!isRecord(shown) || lifecycle === undefined) return rejection
  const showing = withShownResource(rejection, lifecycle, Object.values(call.parameters.path), shown)
  // The success that showed it belongs to another request, for example one for more of the resource.
  return endpoint.correlate(showing, request, call)
}

/** Executes a valid request once for each idempotency key, and replays its response after that. */
export async function executeOnce(
  executor: Executor,
  routedRequest: ValidRequest,
  { key, idempotency, state }: { key: string; idempotency: Idempotency; state: string | undefined },
  pause: () => Promise<void>,
): Promise<SerializedResponse> {
  const { rules, memory, documentedResponses, serialize } = executor
  const { request, call } = routedRequest
  const claim = memory.keys.claim(idempotency, call.caller.id, key, fingerprintOf(request, call.body))
  switch (claim.kind) {
    case 'replay':
      await pause()
      return serialize(routedRequest, { ...claim.mockResponse, reason: 'x-idempotency: replay' }, true)
    case 'mismatch':
    case 'inProgress': {
      const expected = rules.choose.pick(idempotency[claim.kind].responses) ?? { status: '409' }
      const reason = `x-idempotency: ${claim.kind === 'mismatch' ? 'key of another request' : 'key in progress'}`
      return serialize(routedRequest, {
        ...(await documentedResponses.expected(routedRequest, expected)),
        reason,
      })
    }
    case 'execute': {
      let mockResponse: MockResponse | undefined
      try {
        await pause()
        mockResponse = await execute(executor, routedRequest, state)
      } finally {
        claim.finish(mockResponse)
      }
      return serialize(routedRequest, mockResponse)
    }
  }
}
