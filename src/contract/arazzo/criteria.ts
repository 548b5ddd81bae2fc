import { get, parseCondition, references } from '../../description/index.ts'
import type { Description, ExpectedResponse, Operation } from '../../description/index.ts'
import { identifyingValues } from '../expected/match.ts'
import type { Criterion } from './model.ts'

/** Returns the criteria of a step that any of these responses meets. */
export function criteriaFor(
  description: Description,
  operation: Operation,
  expected: readonly ExpectedResponse[],
): Criterion[] {
  const conditions = [...new Set(expected.map((response) => conditionFor(description, operation, response)))]
  const [only] = conditions
  if (conditions.length < 2) return only === undefined ? [] : splitAnd(only)
  // `&&` binds more closely than `||` without parentheses, which not every runner reads.
  return [{ condition: conditions.join(' || ') }]
}

/**
 * Returns the conditions of `x-criteria` for a success. They have the syntax of Arazzo, without our `$now`. Arazzo reads no
 * property that a request does not have.
 *
 * @param payload the body of the request
 */
export function conditionsOf(
  { responses }: Operation,
  expected: readonly ExpectedResponse[],
  payload: unknown,
): Criterion[] {
  const [only, ...others] = expected
  if (only === undefined || others.length > 0) return []
  const response = responses.find(({ status }) => status === only.status)
  return (response?.object['x-criteria'] ?? [])
    .filter(({ condition }) => {
      const parsed = parseCondition(condition)
      return !ordersParameters(parsed) && references(parsed).every((each) => canRead(each, payload))
    })
    .map(({ condition }) => ({ condition }))
}

function canRead(reference: ReturnType<typeof references>[number], payload: unknown): boolean {
  if (reference.kind === 'now') return false
  if (reference.kind !== 'body' || reference.message === 'response') return true
  return get(payload, reference.pointer) !== undefined
}

/** Returns whether a condition has an order of two headers or parameters: Arazzo orders their texts, not their numbers. */
function ordersParameters(condition: ReturnType<typeof parseCondition>): boolean {
  switch (condition.kind) {
    case 'or':
    case 'and':
      return ordersParameters(condition.left) || ordersParameters(condition.right)
    case 'not':
      return ordersParameters(condition.condition)
    case 'compare':
      return (
        /[<>]/.test(condition.operator) &&
        condition.left.kind === 'parameter' &&
        condition.right.kind === 'parameter'
      )
    case 'truth':
      return false
  }
}

function conditionFor(description: Description, operation: Operation, expected: ExpectedResponse): string {
  const values = identifyingValues(description, operation, expected).filter(([, value]) => isLiteral(value))
  return [
    statusCondition(expected.status),
    ...values.map(([pointer, value]) => `$response.body#${pointer} == ${literal(value)}`),
  ].join(' && ')
}

function statusCondition(status: string): string {
  const range = /^(\d)XX$/i.exec(status)?.[1]
  return range === undefined
    ? `$statusCode == ${status}`
    : `$statusCode >= ${range}00 && $statusCode <= ${range}99`
}

function splitAnd(condition: string): Criterion[] {
  return condition.split(' && ').map((each) => ({ condition: each }))
}

function isLiteral(value: unknown): boolean {
  // Arazzo has no escape but the doubled quote, and runners differ in it.
  return (
    value === null ||
    /^(?:number|boolean)$/.test(typeof value) ||
    (typeof value === 'string' && !value.includes("'"))
  )
}

function literal(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : JSON.stringify(value)
}
