import { isForm } from '../../../description/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import { canEncode, encode, raw } from '../../../serialization/index.ts'
import type { Case } from '../case.ts'
import type { CaseInput } from '../case-factory.ts'
import { validExamples } from './bodies.ts'
import { clauseCase } from './clause-case.ts'
import { sendObservableFirst } from './replay-observable.ts'

/**
 * Makes a case that replays a request with other bytes of the same value: white space and escapes in JSON, escapes in a
 * form.
 */
export function equivalentBytes(input: CaseInput): Case[] {
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

/** Returns a character as an escape of JSON (RFC 8259, section 7). */
function jsonEscape(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
}
