import { evaluate, parseCondition, read } from '../description/criteria.js'
import { remove, set } from '../description/index.ts'
import type { Response } from '../description/index.ts'
import type { Draft } from './reply.ts'
import { withHeaders } from './reply.ts'

type Condition = ReturnType<typeof parseCondition>
type Comparison = Extract<Condition, { kind: 'compare' }>
type Operand = Comparison['left']
type Context = Parameters<typeof evaluate>[1]

/** The request's part of an exchange. */
export type RequestContext = Context['request']

/** Fills a draft in so that every condition holds that can be made to hold. */
export type Tie = (draft: Draft, request: RequestContext, now: number) => Draft

/**
 * Ties an example to its request by the `x-criteria` of its response: where `==` has a place in the response on one
 * side, that place takes the value of the other. What holds already is left alone.
 *
 * @param accepts whether a body is valid for the response
 */
export function tieBy(response: Response, accepts: (mediaType: string, body: unknown) => boolean): Tie {
  const conditions = (response.object['x-criteria'] ?? []).map(({ condition }) => parseCondition(condition))
  if (conditions.length === 0) return (draft) => draft
  return (draft, request, now) => {
    const context = (current: Draft): Context => ({
      statusCode: current.status,
      request,
      response: { header: current.headers, body: current.body },
      now: { from: now, to: now },
    })
    const write = (comparison: Comparison, current: Draft, literals: boolean): Draft => {
      const [target, source] = isResponse(comparison.left)
        ? [comparison.left, comparison.right]
        : [comparison.right, comparison.left]
      if (comparison.operator !== '==' || (source.kind === 'literal' && !literals)) return current
      return put(current, target, source.kind === 'now' ? now : read(source, context(current)), accepts)
    }
    const fulfil = (condition: Condition, current: Draft, literals: boolean): Draft => {
      if (evaluate(condition, context(current))) return current
      switch (condition.kind) {
        case 'and':
          return fulfil(condition.right, fulfil(condition.left, current, literals), literals)
        case 'or':
          return (
            [condition.right, condition.left]
              .map((side) => fulfil(side, current, literals))
              .find((candidate) => evaluate(condition, context(candidate))) ?? current
          )
        case 'compare':
          return write(condition, current, literals)
        case 'not':
        case 'truth':
          return current
      }
    }
    return conditions.reduce((current, condition) => {
      // A value of the request tells more than the literal that is allowed beside it.
      const tied = fulfil(condition, current, false)
      return evaluate(condition, context(tied)) ? tied : fulfil(condition, tied, true)
    }, draft)
  }
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
  if (target.kind === 'parameter' && target.message === 'response') {
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
    return { ...draft, headers: withHeaders(draft.headers, { [target.name]: text }) }
  }
  if (target.kind !== 'body' || target.message !== 'response') return draft
  const mediaType =
    Object.entries(draft.headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  const bodies = [set(draft.body, target.pointer, value)]
  // A parameter is text, even where the response repeats it as a number; what was not sent is null, or left out.
  if (typeof value === 'string' && /^-?\d+$/.test(value))
    bodies.push(set(draft.body, target.pointer, Number(value)))
  if (value === null) bodies.push(remove(draft.body, target.pointer))
  const body =
    bodies.length === 1 ? bodies[0] : (bodies.find((candidate) => accepts(mediaType, candidate)) ?? bodies[0])
  return { ...draft, body }
}
