import { isForm } from '../../../description/index.ts'
import type { Content } from '../../../description/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import { canEncode, encode, raw } from '../../../serialization/index.ts'
import type { Case } from '../case.ts'
import type { CaseInput } from '../case-factory.ts'
import { CaseSkipped } from '../case-skipped.ts'
import { samplesOf } from '../samples.ts'
import { validExamples } from './bodies.ts'
import { isRecord } from '../../../schema/index.ts'
import { clauseCase } from './clause-case.ts'
import { isReplayObservable, REPLAY_NOT_OBSERVABLE, sendObservableFirst } from './replay-observable.ts'

/** Makes cases that replay a request with other bytes of the same value. */
export function equivalentBytes(input: CaseInput): Case[] {
  return [...otherSpelling(input), ...otherOrder(input)]
}

/** White space and escapes in JSON, escapes in a form. */
function otherSpelling(input: CaseInput): Case[] {
  const { operation } = input
  const content = operation.body?.content.find(canEncode)
  const [value] = content === undefined ? [] : validExamples(input, content)
  if (content === undefined || value === undefined) return []
  const body = encode(content, value)
  const text = Buffer.from(body.bytes).toString()
  const other = isForm(content.mediaType)
    ? text.replace(/=([a-z])/, (_, char: string) => `=%${char.charCodeAt(0).toString(16)}`)
    : JSON.stringify(value, null, 2).replace(/(?<=: ")[a-z]/i, jsonEscape)
  if (other === text) return []
  const replayed = clauseCase(operation, 'replay with equivalent bytes', ['replay'], async (context) => {
    const plan = { resource: await context.resource(), key: context.key() }
    const first = await sendObservableFirst(context, { ...plan, body })
    const again = await context.send({
      ...plan,
      body: raw(content.mediaType, other, value),
      mayBeReplay: true,
    })
    context.expectSame(again, first, ruleIds.idempotency(operation, 'replay'))
  })
  return [replayed]
}

/** Another order of properties, which have none (RFC 8259, section 4). One of them may be undescribed. */
function otherOrder(input: CaseInput): Case[] {
  const { operation } = input
  const content = operation.body?.content.find(canEncode)
  const value = content && twoProperties(input, content)
  if (content === undefined || value === undefined) return []
  const [body, other] = [value, Object.fromEntries(Object.entries(value).reverse())].map((one) =>
    encode(content, one),
  )
  if (body === undefined || other === undefined || Buffer.from(body.bytes).equals(other.bytes)) return []
  const replayed = clauseCase(operation, 'replay in another order', ['replay'], async (context) => {
    const plan = { resource: await context.resource(), key: context.key(), body }
    const first = await context.send(plan)
    if (!context.succeeded(first)) throw new CaseSkipped('a body with two properties was rejected')
    if (!(await isReplayObservable(context, plan, first))) throw new CaseSkipped(REPLAY_NOT_OBSERVABLE)
    const again = await context.send({ ...plan, body: other, mayBeReplay: true })
    context.expectSame(again, first, ruleIds.idempotency(operation, 'replay'))
  })
  return [replayed]
}

/** Returns a valid body with at least two properties: an example, and what another example or sample has besides. */
function twoProperties(input: CaseInput, content: Content): Record<string, unknown> | undefined {
  const samples = samplesOf(input, content).filter(({ valid }) => valid)
  const values = [...validExamples(input, content), ...samples.map(({ value }) => value)].filter(isRecord)
  const first = values.find((value) => Object.keys(value).length > 0)
  return values
    .map((value) => ({ ...value, ...first }))
    .find((value) => {
      const isValid = content.schema === undefined || input.schemas.isDefinitelyValid(content.schema, value)
      return isValid && Object.keys(value).length > 1
    })
}

/** Returns a character as an escape of JSON (RFC 8259, section 7). */
function jsonEscape(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
}
