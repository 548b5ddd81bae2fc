import { DescriptionError } from '../../description/index.ts'
import type { Description, Idempotency } from '../../description/index.ts'
import type { Chooser } from './choose.ts'
import { decide, wrongState } from './decide.ts'
import { makeDrafts } from './drafts.ts'
import type { Visit } from './drafts.ts'
import { endpointsOf, idempotencyKey } from './endpoint.ts'
import type { Call } from './endpoint.ts'
import { preferred } from './examples.ts'
import { finish } from './finish.ts'
import { fingerprintOf } from '../state/idempotency.ts'
import type { IdempotencyKeys } from '../state/idempotency.ts'
import { readPreferences } from '../read/prefer.ts'
import { createPrism } from '../prism/prism.ts'
import { problem } from './problem.ts'
import type { Draft, Reply } from '../server/reply.ts'
import type { MockRequest } from '../server/request.ts'
import { NONE } from '../state/resources.ts'
import type { Resources } from '../state/resources.ts'
import { nearestOperation, routeOf } from '../prism/routing.ts'
import { isViolation } from '../read/violation.ts'
import { toReply } from '../server/wire.ts'

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
  answer(request: MockRequest, pause: () => Promise<void>): Promise<Reply>
  /** The answer with a status, as of a server that fails before it has looked at the request. */
  fail(request: MockRequest, status: number): Promise<Reply>
}

type ValidVisit = Visit & { readonly call: Call }

/**
 * Makes a mock that serves nothing yet: it answers requests that it is handed.
 *
 * @param memory what it remembers, and changes
 * @throws DescriptionError for a description without an operation
 */
export async function createMock(description: Description, rules: MockRules, memory: Memory): Promise<Mock> {
  if (description.operations.length === 0) {
    throw new DescriptionError([{ place: description.api, message: 'It has no operation to answer for.' }])
  }
  const prism = await createPrism(description)
  const closed = rules.unknownIds === 'missing'
  const endpointOf = endpointsOf(description, prism, { apiKeys: rules.apiKeys, closed })
  const drafts = makeDrafts(prism, rules.choose)

  const sent = (visit: Visit, draft: Draft, replayed = false): Reply =>
    toReply(finish(description.document, visit, draft, { replayed, directs: rules.choose.maybe() }))

  /** Executes a valid request. What it changes is changed before anything is waited for. */
  const execute = (visit: ValidVisit, state: string | undefined): Promise<Draft> => {
    const { operation } = visit.endpoint
    const decision = decide(operation, visit.call, state, rules, memory.resources)
    if (decision === NONE) {
      const name = [...operation.path.matchAll(/\{([^}]+)\}/g)].at(-1)?.[1] ?? ''
      return drafts.refusal(visit, { in: 'path', name, keyword: 'unknown' })
    }
    return decision === undefined || decision.status.startsWith('2')
      ? drafts.success(visit, decision)
      : drafts.answer(visit, decision)
  }

  /** Executes a valid request once, however often it comes with its key. */
  const executeOnce = async (
    visit: ValidVisit,
    key: string,
    promise: Idempotency,
    state: string | undefined,
    pause: () => Promise<void>,
  ): Promise<Reply> => {
    const { request, call } = visit
    const fingerprint = fingerprintOf(request.method, request.path, call.body)
    const claim = memory.keys.claim(promise, call.caller.id, key, fingerprint)
    switch (claim.kind) {
      case 'replay':
        await pause()
        return sent(visit, claim.draft, true)
      case 'reused':
      case 'inProgress': {
        const answer = rules.choose.of(promise[claim.kind].answers) ?? { status: '409' }
        return sent(visit, await drafts.answer(visit, answer))
      }
      case 'execute': {
        let draft: Draft | undefined
        try {
          await pause()
          draft = await execute(visit, state)
        } finally {
          claim.finish(draft)
        }
        return sent(visit, draft)
      }
    }
  }

  const answerValid = async (visit: ValidVisit, pause: () => Promise<void>): Promise<Reply> => {
    const { operation } = visit.endpoint
    const prefer = readPreferences(visit.request)
    const choice = preferred(operation, prefer)
    const mistake = typeof choice === 'string' ? choice : wrongState(operation.lifecycle, prefer.state)
    if (mistake !== undefined) return toReply(problem(400, 'Prefer asks for what there is not', mistake))
    if (typeof choice === 'object') {
      await pause()
      // Asked for, not executed: nothing changes, and no key is used.
      return sent(visit, await drafts.choice(visit, choice))
    }
    const key = rules.stateless ? undefined : idempotencyKey(operation, visit.request)
    if (key !== undefined && operation.idempotency !== undefined) {
      return executeOnce(visit, key, operation.idempotency, prefer.state, pause)
    }
    await pause()
    return sent(visit, await execute(visit, prefer.state))
  }

  return {
    async answer(request, pause) {
      const routed = routeOf(prism, request)
      if ('unrouted' in routed) {
        await pause()
        const operation =
          routed.unrouted === 'method' ? routed.operation : nearestOperation(description, request.path)
        const visit: Visit = { endpoint: endpointOf(operation), request, call: undefined }
        return sent(visit, await drafts.refusal(visit, { in: routed.unrouted, keyword: 'unknown' }))
      }
      const endpoint = endpointOf(routed)
      const call = endpoint.read(request)
      if (!isViolation(call)) return answerValid({ endpoint, request, call }, pause)
      await pause()
      const visit: Visit = { endpoint, request, call: undefined }
      return sent(visit, await drafts.refusal(visit, call))
    },

    async fail(request, status) {
      const routed = routeOf(prism, request)
      const operation = 'unrouted' in routed ? nearestOperation(description, request.path) : routed
      const visit: Visit = { endpoint: endpointOf(operation), request, call: undefined }
      return sent(visit, await drafts.answer(visit, { status: String(status) }))
    },
  }
}
