import { get, set } from '../../description/index.ts'
import type { Answer } from '../../description/index.ts'
import type { Chooser } from './choose.ts'
import type { Call, Endpoint } from './endpoint.ts'
import { pairedExample, statusNumber, successExamples } from './examples.ts'
import type { Choice, Prism } from '../prism/prism.ts'
import { problem } from './problem.ts'
import { refusalsFor, usualStatuses } from './rejections.ts'
import type { Draft } from '../server/reply.ts'
import { withHeaders } from '../server/reply.ts'
import type { MockRequest } from '../server/request.ts'
import { inWords, told } from './violations-header.ts'
import type { Violation } from '../read/violation.ts'

/** A request at the operation that it asks for; `call` is undefined where it is not valid. */
export interface Visit {
  readonly endpoint: Endpoint
  readonly request: MockRequest
  readonly call: Call | undefined
}

/** Documented answers, tied to their request. */
export interface Drafts {
  choice(visit: Visit, choice: Choice): Promise<Draft>
  answer(visit: Visit, answer: Answer): Promise<Draft>
  refusal(visit: Visit, violation: Violation): Promise<Draft>
  /** @param answer undefined: the lowest success */
  success(visit: Visit, answer: Answer | undefined): Promise<Draft>
}

/**
 * Makes answers by the description. What it documents none for is a problem document (RFC 9457), never an error that
 * is thrown.
 */
export function makeDrafts(prism: Prism, choose: Chooser): Drafts {
  const choice = async (visit: Visit, wanted: Choice): Promise<Draft> => {
    const { endpoint, request, call } = visit
    const draft = await prism.negotiate(endpoint.operation, request, wanted)
    if (draft instanceof Error) {
      return problem(wanted.code ?? 500, 'The description has no such answer', draft.message)
    }
    return endpoint.tie(draft, request, call)
  }

  const answer = (visit: Visit, { status, example }: Answer): Promise<Draft> =>
    choice(visit, { code: statusNumber(status), ...(example !== undefined && { example }) })

  /** A success that is made from the schema; undefined where what comes of it is not what the description says. */
  const generated = async (visit: Visit, code: object): Promise<Draft | undefined> => {
    const draft = await choice(visit, { ...code, dynamic: true, seed: choose.seed() })
    return visit.endpoint.accepts(draft, visit.request, visit.call) ? draft : undefined
  }

  return {
    choice,
    answer,

    async refusal(visit, violation) {
      const refused = choose.of(refusalsFor(visit.endpoint.operation, violation))
      const draft =
        refused === undefined
          ? problem(Number(usualStatuses(violation)[0]), 'Invalid request', inWords(violation))
          : await answer(visit, refused)
      return { ...draft, headers: withHeaders(draft.headers, { 'sl-violations': told(violation) }) }
    },

    async success(visit, wanted) {
      const { operation } = visit.endpoint
      const code = wanted === undefined ? {} : { code: statusNumber(wanted.status) }
      const made = choose.maybe() ? await generated(visit, code) : undefined
      const example =
        wanted?.example ??
        (choose.varies ? choose.of(successExamples(operation)) : pairedExample(operation, visit.call?.body))
      const draft = made ?? (await choice(visit, { ...code, ...(example !== undefined && { example }) }))
      return inState(draft, operation.lifecycle)
    },
  }
}

/** The body tells the state that follows, whatever its example does. */
function inState(draft: Draft, lifecycle: { state: string; to: string } | undefined): Draft {
  if (lifecycle === undefined || get(draft.body, lifecycle.state) === lifecycle.to) return draft
  if (get(draft.body, lifecycle.state) === undefined) return draft
  return { ...draft, body: set(draft.body, lifecycle.state, lifecycle.to) }
}
