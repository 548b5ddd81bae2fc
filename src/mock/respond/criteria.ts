import { evaluate, get, parseCondition, read, remove, set } from '../../description/index.ts'
import type { Response } from '../../description/index.ts'
import type { MockResponse } from '../server/mock-response.ts'
import { contentType, withHeaders } from '../server/mock-response.ts'

type Condition = ReturnType<typeof parseCondition>
type Comparison = Extract<Condition, { kind: 'compare' }>
type Operand = Comparison['left']
type Context = Parameters<typeof evaluate>[1]

/** Whether a body is valid for a response. */
type Accepts = (mediaType: string, body: unknown) => boolean

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
export function correlationFor(response: Response | undefined, accepts: Accepts): Correlation {
  const criteria = response?.object['x-criteria'] ?? []
  const conditions = criteria.map(({ condition }) => parseCondition(condition))
  return {
    isSatisfied(mockResponse, request, now) {
      const exchange = new CorrelatedExchange(request, now, accepts)
      return conditions.every((condition) => exchange.isMet(condition, mockResponse))
    },
    apply(mockResponse, request, now) {
      const exchange = new CorrelatedExchange(request, now, accepts)
      let correlated = mockResponse
      // One condition can break another, for example the time of a change and an order of times. Hence a second round.
      for (let round = 0; round < 2; round += 1)
        for (const condition of conditions) correlated = exchange.correlate(condition, correlated)
      return correlated
    },
  }
}

/** A request, and how its response is changed to meet a condition. */
class CorrelatedExchange {
  private readonly request: RequestContext
  private readonly now: number
  private readonly accepts: Accepts

  constructor(request: RequestContext, now: number, accepts: Accepts) {
    this.request = request
    this.now = now
    this.accepts = accepts
  }

  isMet(condition: Condition, mockResponse: MockResponse): boolean {
    return evaluate(condition, this.contextOf(mockResponse))
  }

  /** Returns the response, changed to meet a condition. A value of the request is preferred to a literal. */
  correlate(condition: Condition, mockResponse: MockResponse): MockResponse {
    const adjusted = this.satisfy(condition, mockResponse, false)
    return this.isMet(condition, adjusted) ? adjusted : this.satisfy(condition, adjusted, true)
  }

  /** @param literals whether literals of the condition may be written into the response */
  private satisfy(condition: Condition, mockResponse: MockResponse, literals: boolean): MockResponse {
    if (this.isMet(condition, mockResponse)) return mockResponse
    switch (condition.kind) {
      case 'and':
        return this.satisfy(condition.right, this.satisfy(condition.left, mockResponse, literals), literals)
      case 'or':
        return (
          [condition.right, condition.left]
            .map((side) => this.satisfy(side, mockResponse, literals))
            .find((candidate) => this.isMet(condition, candidate)) ?? mockResponse
        )
      case 'compare':
        return this.write(condition, mockResponse, literals)
      case 'not':
      case 'truth':
        return mockResponse
    }
  }

  private write(comparison: Comparison, mockResponse: MockResponse, literals: boolean): MockResponse {
    const [target, source] = sidesOf(comparison)
    if (target === undefined || (source.kind === 'literal' && !literals)) return mockResponse
    const value = source.kind === 'now' ? this.now : read(source, this.contextOf(mockResponse))
    return setOperand(mockResponse, target, value, this.accepts)
  }

  private contextOf(mockResponse: MockResponse): Context {
    return {
      statusCode: mockResponse.status,
      request: this.request,
      response: { header: mockResponse.headers, body: mockResponse.body },
      now: { from: this.now, to: this.now },
    }
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
  accepts: Accepts,
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
  if (value === null) {
    bodies.push(remove(mockResponse.body, target.pointer))
    bodies.push(withReference(mockResponse.body, target.pointer))
  }
  const [first] = bodies
  if (bodies.length === 1) return { ...mockResponse, body: first }
  return { ...mockResponse, body: bodies.find((body) => accepts(contentType(mockResponse), body)) ?? first }
}

/** Returns a body with a member of an object in place of the object: a reference may be an id or the object with it. */
function withReference(body: unknown, pointer: string): unknown {
  const parent = pointer.slice(0, pointer.lastIndexOf('/'))
  const member = get(body, pointer)
  return parent === '' || member === undefined ? body : set(body, parent, member)
}
