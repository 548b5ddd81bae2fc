import { DescriptionError } from '../description/index.ts'
import type { Answer, Description } from '../description/index.ts'
import { decide, wrongState } from './decide.ts'
import { endpointsOf, idempotencyKey } from './endpoint.ts'
import type { Call, Endpoint } from './endpoint.ts'
import { pairedExample, preferred } from './examples.ts'
import { finish } from './finish.ts'
import { fingerprintOf } from './idempotency.ts'
import type { IdempotencyKeys } from './idempotency.ts'
import { readPreferences } from './prefer.ts'
import type { Preferences } from './prefer.ts'
import { createPrism } from './prism.ts'
import type { Choice } from './prism.ts'
import { problem } from './problem.ts'
import { refusalFor, usualStatuses } from './refusals.ts'
import type { Draft, Reply } from './reply.ts'
import { withHeaders } from './reply.ts'
import type { MockRequest } from './request.ts'
import { NONE } from './resources.ts'
import type { Resources } from './resources.ts'
import { nearestOperation, routeOf } from './routing.ts'
import { inWords, told } from './told.ts'
import { isViolation } from './violation.ts'
import type { Violation } from './violation.ts'
import { toReply } from './wire.ts'

/** What survives a reload of the description. */
export interface Memory {
  readonly resources: Resources
  readonly keys: IdempotencyKeys
}

export interface MockRules {
  readonly stateless: boolean
  readonly unknownIds: 'succeed' | 'missing'
  readonly apiKeys: readonly string[]
}

/** Answers requests as a description says. */
export interface Mock {
  /** @param pause waits as long as an answer is to take, while the request counts as running */
  answer(request: MockRequest, pause: () => Promise<void>): Promise<Reply>
  /** The answer with a status, as of a server that fails before it has looked at the request. */
  fail(request: MockRequest, status: number): Promise<Reply>
}

export async function createMock(description: Description, rules: MockRules, memory: Memory): Promise<Mock> {
  if (description.operations.length === 0) {
    throw new DescriptionError([{ place: description.api, message: 'It has no operation to answer for.' }])
  }
  const prism = await createPrism(description)
  const endpointOf = endpointsOf(description, prism, {
    apiKeys: rules.apiKeys,
    closed: rules.unknownIds === 'missing',
  })

  /** The documented answer that Prism makes of a choice, tied to its request. */
  const draftOf = async (
    endpoint: Endpoint,
    request: MockRequest,
    call: Call | undefined,
    choice: Choice,
  ): Promise<Draft> => {
    const draft = await prism.negotiate(endpoint.operation, request, choice)
    if (draft instanceof Error)
      return problem(choice.code ?? 500, 'The description has no such answer', draft.message)
    const now = Math.floor(Date.now() / 1000)
    return endpoint.tie(draft.status)(draft, endpoint.context(request, call), now)
  }

  const draftOfAnswer = (endpoint: Endpoint, request: MockRequest, call: Call | undefined, answer: Answer) =>
    draftOf(endpoint, request, call, {
      code: Number(answer.status),
      ...(answer.example !== undefined && { example: answer.example }),
    })

  const refuse = async (
    endpoint: Endpoint,
    request: MockRequest,
    violation: Violation,
    call?: Call,
  ): Promise<Draft> => {
    const answer = refusalFor(endpoint.operation, violation)
    const draft =
      answer === undefined
        ? problem(Number(usualStatuses(violation)[0]), 'Invalid request', inWords(violation))
        : await draftOfAnswer(endpoint, request, call, answer)
    return { ...draft, headers: withHeaders(draft.headers, { 'sl-violations': told(violation) }) }
  }

  const sent = (endpoint: Endpoint, request: MockRequest, draft: Draft, replayed = false): Reply =>
    toReply(finish(description.document, endpoint.operation, request, draft, replayed))

  /** Executes a valid request. What it changes is changed before anything is waited for. */
  const execute = (
    endpoint: Endpoint,
    request: MockRequest,
    call: Call,
    prefer: Preferences,
  ): Promise<Draft> => {
    const { operation } = endpoint
    const decision = decide(operation, call, prefer.state, rules, memory.resources)
    if (decision === NONE) {
      const name = [...operation.path.matchAll(/\{([^}]+)\}/g)].at(-1)?.[1] ?? ''
      return refuse(endpoint, request, { in: 'path', name, keyword: 'unknown' }, call)
    }
    if (decision !== undefined && !decision.status.startsWith('2')) {
      return draftOfAnswer(endpoint, request, call, decision)
    }
    const example = decision?.example ?? pairedExample(operation, call.body)
    return draftOf(endpoint, request, call, {
      ...(decision !== undefined && { code: Number(decision.status) }),
      ...(example !== undefined && { example }),
    })
  }

  const answerValid = async (
    endpoint: Endpoint,
    request: MockRequest,
    call: Call,
    pause: () => Promise<void>,
  ): Promise<Reply> => {
    const { operation } = endpoint
    const prefer = readPreferences(request)
    const choice = preferred(operation, prefer)
    if (choice !== undefined) {
      await pause()
      // Asked for, not executed: nothing changes, and no key is used.
      if (typeof choice === 'string')
        return toReply(problem(404, 'Prefer asks for what there is not', choice))
      return sent(endpoint, request, await draftOf(endpoint, request, call, choice))
    }
    const wrong = wrongState(operation.lifecycle, prefer.state)
    if (wrong !== undefined) return toReply(problem(400, 'Prefer asks for what there is not', wrong))

    const key = rules.stateless ? undefined : idempotencyKey(operation, request)
    const rule = operation.idempotency
    if (key === undefined || rule === undefined) {
      await pause()
      return sent(endpoint, request, await execute(endpoint, request, call, prefer))
    }
    const claim = memory.keys.claim(
      rule,
      call.caller.id,
      key,
      fingerprintOf(request.method, request.path, call.body),
    )
    switch (claim.kind) {
      case 'replay':
        await pause()
        return sent(endpoint, request, claim.draft, true)
      case 'reused':
      case 'inProgress': {
        const [answer] = rule[claim.kind].answers
        if (claim.kind === 'reused') await pause()
        return sent(
          endpoint,
          request,
          await draftOfAnswer(endpoint, request, call, answer ?? { status: '409' }),
        )
      }
      case 'execute': {
        let draft: Draft | undefined
        try {
          await pause()
          draft = await execute(endpoint, request, call, prefer)
          return sent(endpoint, request, draft)
        } finally {
          claim.finish(draft)
        }
      }
    }
  }

  return {
    async answer(request, pause) {
      const routed = routeOf(prism, request)
      if ('unrouted' in routed) {
        await pause()
        const operation =
          routed.unrouted === 'method' ? routed.operation : nearestOperation(description, request.path)
        const endpoint = endpointOf(operation)
        const draft = await refuse(endpoint, request, { in: routed.unrouted, keyword: 'unknown' })
        return sent(endpoint, request, draft)
      }
      const endpoint = endpointOf(routed)
      const call = endpoint.read(request)
      if (!isViolation(call)) return answerValid(endpoint, request, call, pause)
      await pause()
      return sent(endpoint, request, await refuse(endpoint, request, call))
    },

    async fail(request, status) {
      const routed = routeOf(prism, request)
      const endpoint = endpointOf('unrouted' in routed ? nearestOperation(description, request.path) : routed)
      return sent(
        endpoint,
        request,
        await draftOfAnswer(endpoint, request, undefined, { status: String(status) }),
      )
    },
  }
}
