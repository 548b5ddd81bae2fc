import { evaluate, parseCondition, read } from '../../description/criteria.js'
import { remove, set } from '../../description/index.ts'
import type { Response } from '../../description/index.ts'
import type { Draft } from '../server/reply.ts'
import { contentType, withHeaders } from '../server/reply.ts'

type Condition = ReturnType<typeof parseCondition>
type Comparison = Extract<Condition, { kind: 'compare' }>
type Operand = Comparison['left']
type Context = Parameters<typeof evaluate>[1]

/** The request's part of an exchange. */
export type RequestContext = Context['request']

/** How the responses of one kind are tied to their requests. */
export interface Tie {
  /** The draft with every condition fulfilled that can be. @param now in Unix seconds */
  fulfil(draft: Draft, request: RequestContext, now: number): Draft
  /** Whether every condition is fulfilled. */
  holds(draft: Draft, request: RequestContext, now: number): boolean
}

/**
 * Ties an example to its request by the `x-criteria` of its response: where a comparison has a place in the response on
 * one side, that place takes the value of the other. What holds already is left alone.
 *
 * @param accepts whether a body is valid for the response
 */
export function tieBy(
  response: Response | undefined,
  accepts: (mediaType: string, body: unknown) => boolean,
): Tie {
  const criteria = response?.object['x-criteria'] ?? []
  const conditions = criteria.map(({ condition }) => parseCondition(condition))
  const contextOf = (draft: Draft, request: RequestContext, now: number): Context => ({
    statusCode: draft.status,
    request,
    response: { header: draft.headers, body: draft.body },
    now: { from: now, to: now },
  })
  const holds: Tie['holds'] = (draft, request, now) =>
    conditions.every((condition) => evaluate(condition, contextOf(draft, request, now)))
  if (conditions.length === 0) return { fulfil: (draft) => draft, holds: () => true }

  return {
    holds,
    fulfil(draft, request, now) {
      const meets = (condition: Condition, current: Draft): boolean =>
        evaluate(condition, contextOf(current, request, now))
      const write = (comparison: Comparison, current: Draft, literals: boolean): Draft => {
        const [target, source] = sidesOf(comparison)
        if (target === undefined || (source.kind === 'literal' && !literals)) return current
        const value = source.kind === 'now' ? now : read(source, contextOf(current, request, now))
        return put(current, target, value, accepts)
      }
      const make = (condition: Condition, current: Draft, literals: boolean): Draft => {
        if (meets(condition, current)) return current
        switch (condition.kind) {
          case 'and':
            return make(condition.right, make(condition.left, current, literals), literals)
          case 'or':
            return (
              [condition.right, condition.left]
                .map((side) => make(side, current, literals))
                .find((candidate) => meets(condition, candidate)) ?? current
            )
          case 'compare':
            return write(condition, current, literals)
          case 'not':
          case 'truth':
            return current
        }
      }
      let tied = draft
      // One condition can undo another, as the time of a change and an order of times do: a second round settles that.
      for (let round = 0; round < 2; round += 1) {
        for (const condition of conditions) {
          // A value of the request tells more than the literal that is allowed beside it.
          const made = make(condition, tied, false)
          tied = meets(condition, made) ? made : make(condition, made, true)
        }
      }
      return tied
    },
  }
}

/**
 * Which side of a comparison is written, and which is read: `==` writes the response's side, an order of two places of
 * the response its right one.
 */
function sidesOf({ operator, left, right }: Comparison): [Operand | undefined, Operand] {
  if (operator === '==')
    return isResponse(left) ? [left, right] : [isResponse(right) ? right : undefined, left]
  return (operator === '>=' || operator === '<=') && isResponse(left) && isResponse(right)
    ? [right, left]
    : [undefined, left]
}

function isResponse(operand: Operand): boolean {
  return 'message' in operand && operand.message === 'response'
}

function put(
  draft: Draft,
  target: Operand,
  value: unknown,
  accepts: (mediaType: string, body: unknown) => boolean,
): Draft {
  if (target.kind === 'parameter') {
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
    return { ...draft, headers: withHeaders(draft.headers, { [target.name]: text }) }
  }
  if (target.kind !== 'body') return draft
  const bodies = [set(draft.body, target.pointer, value)]
  // A parameter is text, even where the response repeats it as a number; what was not sent is null, or left out.
  if (typeof value === 'string' && /^-?\d+$/.test(value))
    bodies.push(set(draft.body, target.pointer, Number(value)))
  if (value === null) bodies.push(remove(draft.body, target.pointer))
  const [first] = bodies
  if (bodies.length === 1) return { ...draft, body: first }
  return { ...draft, body: bodies.find((body) => accepts(contentType(draft), body)) ?? first }
}
