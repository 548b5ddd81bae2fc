import { get, isSuccess, valuesOfExamples } from '../../description/index.ts'
import type { Description, ExpectedResponse } from '../../description/index.ts'
import { causes } from '../checks/causes.ts'
import type { Cause } from '../checks/causes.ts'
import { identifyingPointers, identifyingValues } from './match.ts'
import { jsonOf } from '../http/body.ts'
import type { Exchange } from '../http/exchange.ts'

/** Matches a word such as `parameter_missing`. Any other value of a response may differ from run to run. */
const WORD = /^[A-Za-z][A-Za-z_.-]{0,60}$/

/** Returns the cause of a response that differs from every expected one. */
export function causeOfResponse(
  description: Description,
  exchange: Exchange,
  expectedResponses: readonly ExpectedResponse[],
  rule: string,
): Cause {
  const { operation, response } = exchange
  const body = jsonOf(response)
  const received = identityOf(description, body)
  const rejections = expectedResponses.filter(({ status }) => !/^[23]/.test(status))
  const ofStatus = rejections.find(({ status }) => status === String(response.status))
  const best = ofStatus ?? rejections[0]
  const isAccepted = response.status < 400
  if (isAccepted && isErrorBody(description, exchange, rejections))
    return causes.errorAsSuccess(response.status)
  if (best === undefined && isAccepted) return causes.rule(rule)
  const accepts = rejections.length < expectedResponses.length
  if (best === undefined || (!isAccepted && accepts && ofStatus === undefined))
    return causes.rejected(rule, `${response.status} ${received}`.trim())
  const expected = identifyingValues(description, operation, best)
  const wrong = expected.filter(([pointer, value]) => get(body, pointer) !== value)
  if (isAccepted) return causes.accepted(rule)
  if (best.status !== String(response.status)) {
    if (expected.length > 0 && wrong.length === 0)
      return causes.error(`status ${best.status}`, String(response.status))
    return causes.otherError(rule, `${response.status} ${received}`.trim())
  }
  if (wrong.every(([pointer]) => get(body, pointer) === undefined))
    return causes.error(wrong.map(([pointer]) => pointer).join(', '), 'missing')
  const from = wrong.map(([pointer, value]) => `${pointer} ${String(value)}`).join(', ')
  const to = wrong.map(([pointer]) => word(get(body, pointer))).join(', ')
  return causes.error(from, to)
}

/** Returns whether the body of a success is that of an error: an expected one, or one that no success has. */
function isErrorBody(
  description: Description,
  { operation, response }: Exchange,
  rejections: readonly ExpectedResponse[],
): boolean {
  const body = jsonOf(response)
  const isExpected = rejections.some((one) => {
    const values = identifyingValues(description, operation, one)
    return values.length > 0 && values.every(([pointer, value]) => get(body, pointer) === value)
  })
  if (isExpected) return true
  const successes = operation.responses.filter(({ status }) => isSuccess(status))
  const examples = successes.flatMap(({ content }) =>
    content.flatMap(({ object }) => valuesOfExamples(object)),
  )
  return (
    identityOf(description, body) !== '' &&
    examples.length > 0 &&
    examples.every((example) => identityOf(description, example) === '')
  )
}

/** Returns the cause of a replay that differs from the stored response. */
export function causeOfReplay(
  description: Description,
  { operation, response }: Exchange,
  earlier: Exchange,
): Cause {
  const received =
    response.status === earlier.response.status
      ? 'another body'
      : `${response.status} ${identityOf(description, jsonOf(response))}`.trim()
  return causes.replay(operation.id, received)
}

/** Returns the values that identify an error. */
function identityOf(description: Description, body: unknown): string {
  return identifyingPointers(description)
    .flatMap((pointer) => {
      const value = get(body, pointer)
      return typeof value === 'string' && WORD.test(value) ? [value] : []
    })
    .join(' ')
}

function word(value: unknown): string {
  if (value === undefined) return 'nothing'
  return typeof value === 'string' && WORD.test(value) ? value : 'another value'
}
