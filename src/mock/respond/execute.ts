import type { Idempotency } from '../../description/index.ts'
import type { MockResponse, SerializedResponse } from '../server/mock-response.ts'
import { fingerprintOf } from '../state/idempotency.ts'
import { NONE } from '../state/resources.ts'
import { decide } from './decide.ts'
import type { DocumentedResponses, RoutedRequest } from './documented-responses.ts'
import type { Call } from './endpoint.ts'
import type { Memory, MockRules } from './rules.ts'

export type ValidRequest = RoutedRequest & { readonly call: Call }

/** What executing a request needs. */
export interface Executor {
  readonly rules: MockRules
  readonly memory: Memory
  readonly documentedResponses: DocumentedResponses
  readonly serialize: (
    routedRequest: RoutedRequest,
    mockResponse: MockResponse,
    replayed?: boolean,
  ) => SerializedResponse
}

/** Executes a valid request. All changes of state happen before the first `await`. */
export function execute(
  { rules, memory, documentedResponses }: Executor,
  routedRequest: ValidRequest,
  state: string | undefined,
): Promise<MockResponse> {
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
      return serialize(routedRequest, claim.mockResponse, true)
    case 'mismatch':
    case 'inProgress': {
      const expected = rules.choose.pick(idempotency[claim.kind].responses) ?? { status: '409' }
      return serialize(routedRequest, await documentedResponses.expected(routedRequest, expected))
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
