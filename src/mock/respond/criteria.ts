import { evaluate, parseCondition, read, remove, set } from '../../description/index.ts'
import type { Response } from '../../description/index.ts'
import type { MockResponse } from '../server/mock-response.ts'
import { contentType, withHeaders } from '../server/mock-response.ts'

type Condition = ReturnType<typeof parseCondition>
type Comparison = Extract<Condition, { kind: 'compare' }>
type Operand = Comparison['left']
type Context = Parameters<typeof evaluate>[1]

/** The request of an exchange. */
export type RequestContext = Context['request']

/** Correlates the responses with one status code to their requests. */
export interface Correlation {
  /** Returns the response, changed so that it meets as many conditions as possible. @param now in Unix seconds */
  apply(mockResponse: MockResponse, request: RequestContext, now: number): MockResponse
  /** Whether the response meets every condition. */
  isSatisfied(mockResponse: MockResponse, request: RequestContext, now: number): boolean
}

/**
 * Returns the correlation that the `x-criteria` of a response describe. If one side of a comparison selects a value of
 * the response, that value is replaced by the other side. Conditions that are already met change nothing.
 *
 * @param accepts whether a body is valid for the response
 */
export function correlationFor(
  response: Response | undefined,
  accepts: (mediaType: string, body: unknown) => boolean,
): Correlation {
  const criteria = response?.object['x-criteria'] ?? []
  const conditions = criteria.map(({ condition }) => parseCondition(condition))
  const contextOf = (mockResponse: MockResponse, request: RequestContext, now: number): Context => ({
    statusCode: mockResponse.status,
    request,
    response: { header: mockResponse.headers, body: mockResponse.body },
    now: { from: now, to: now },
  })
  const isSatisfied: Correlation['isSatisfied'] = (mockResponse, request, now) =>
    conditions.every((condition) => evaluate(condition, contextOf(mockResponse, request, now)))
  if (conditions.length === 0) return { apply: (mockResponse) => mockResponse, isSatisfied: () => true }

  return {
    isSatisfied,
    apply(mockResponse, request, now) {
      const isMet = (condition: Condition, current: MockResponse): boolean =>
        evaluate(condition, contextOf(current, request, now))
      const write = (comparison: Comparison, current: MockResponse, literals: boolean): MockResponse => {
        const [target, source] = sidesOf(comparison)
        if (target === undefined || (source.kind === 'literal' && !literals)) return current
        const value = source.kind === 'now' ? now : read(source, contextOf(current, request, now))
        return setOperand(current, target, value, accepts)
      }
      const satisfy = (condition: Condition, current: MockResponse, literals: boolean): MockResponse => {
        if (isMet(condition, current)) return current
        switch (condition.kind) {
          case 'and':
            return satisfy(condition.right, satisfy(condition.left, current, literals), literals)
          case 'or':
            return (
              [condition.right, condition.left]
                .map((side) => satisfy(side, current, literals))
                .find((candidate) => isMet(condition, candidate)) ?? current
            )
          case 'compare':
            return write(condition, current, literals)
          case 'not':
          case 'truth':
            return current
        }
      }
      let correlated = mockResponse
      // One condition can break another, for example the time of a change and an order of times. Hence a second round.
      for (let round = 0; round < 2; round += 1) {
        for (const condition of conditions) {
          // A value of the request is preferred to a literal.
          const adjusted = satisfy(condition, correlated, false)
          correlated = isMet(condition, adjusted) ? adjusted : satisfy(condition, adjusted, true)
        }
      }
      return correlated
    },
  }
}

/**
 * Returns the side of a comparison that is written and the side that is read: `==` writes the side of the response; an
 * order between two values of the response writes the right one.
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

function setOperand(
  mockResponse: MockResponse,
  target: Operand,
  value: unknown,
  accepts: (mediaType: string, body: unknown) => boolean,
): MockResponse {
  if (target.kind === 'parameter') {
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
    return { ...mockResponse, headers: withHeaders(mockResponse.headers, { [target.name]: text }) }
  }
  if (target.kind !== 'body') return mockResponse
  const bodies = [set(mockResponse.body, target.pointer, value)]
  // A parameter is text, but the response can repeat it as a number. A missing parameter is null, or omitted.
  if (typeof value === 'string' && /^-?\d+$/.test(value))
    bodies.push(set(mockResponse.body, target.pointer, Number(value)))
  if (value === null) bodies.push(remove(mockResponse.body, target.pointer))
  const [first] = bodies
  if (bodies.length === 1) return { ...mockResponse, body: first }
  return { ...mockResponse, body: bodies.find((body) => accepts(contentType(mockResponse), body)) ?? first }
}
