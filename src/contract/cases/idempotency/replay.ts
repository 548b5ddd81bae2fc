import { isForm } from '../../../description/index.ts'
import type { Operation } from '../../../description/index.ts'
import type { Case } from '../case.ts'
import type { Exchange } from '../../http/exchange.ts'
import type { CaseContext } from '../case-context.ts'
import { canEncode, encode, raw } from '../../../serialization/index.ts'
import type { CaseInput, PartialPlan } from '../case-factory.ts'
import { makeCase } from '../case-factory.ts'
import { sendObservableFirst } from './replay-observable.ts'
import { validExamples } from './bodies.ts'

export async function replay(context: CaseContext, part: PartialPlan): Promise<void> {
  const plan = { resource: await context.resource(), key: context.key(), ...part }
  const first = await sendObservableFirst(context, plan)
  const again = await context.send({ ...plan, mayBeReplay: true })
  const { id } = first.operation
  const storesSuccess = first.operation.idempotency?.stores.includes('success') === true
  const rules = ['replay', ...(storesSuccess ? ['stores/success'] : [])].map(
    (clause) => `${id}/idempotency/${clause}`,
  )
  const isSameResponse = context.expectSame(again, first, ...rules)
  if (isSameResponse) replayHeaders(context, again, first)
}

export function replayHeaderRules(operation: Operation): string[] {
  return Object.keys(operation.idempotency?.replay?.headers ?? {}).map(
    (name) => `${operation.id}/idempotency/replay/${name}`,
  )
}

/** A replayed answer says that it is one, and the first answer does not. */
export function replayHeaders(context: CaseContext, again: Exchange, first: Exchange): void {
  for (const [name, value] of Object.entries(again.operation.idempotency?.replay?.headers ?? {})) {
    const rule = `${again.operation.id}/idempotency/replay/${name}`
    const headerOf = ({ response }: Exchange): string | undefined =>
      response.headers.get(name.toLowerCase())?.[0]
    context.record(
      rule,
      headerOf(again) === value,
      () => `${name}: ${value}`,
      () => (headerOf(again) === undefined ? `no ${name}` : `${name}: ${headerOf(again) ?? ''}`),
    )
    context.record(
      rule,
      headerOf(first) !== value,
      () => `no \`${name}: ${value}\` on the first answer`,
      () => `${name}: ${value}`,
    )
  }
}

/** A character as JSON may write it (RFC 8259, section 7). */
function escaped(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** The same parameters in other bytes are the same request: white space and escapes in JSON, escapes in a form. */
export function sameParameters(input: CaseInput, rule: string): Case[] {
  const { operation } = input
  const content = operation.body?.content.find(canEncode)
  const [value] = content === undefined ? [] : validExamples(input, content)
  if (content === undefined || value === undefined) return []
  const body = encode(content, value)
  const text = Buffer.from(body.bytes).toString()
  const other = isForm(content.mediaType)
    ? text.replace(/=([a-z])/, (_, char: string) => `=%${char.charCodeAt(0).toString(16)}`)
    : JSON.stringify(value, null, 2).replace(/(?<=: ")[a-z]/i, escaped)
  if (other === text) return []
  return [
    makeCase({
      family: 'idempotency',
      operation,
      name: 'a replay in other bytes',
      rules: [rule],
      stateful: true,
      run: async (context) => {
        const plan = { resource: await context.resource(), key: context.key() }
        const first = await sendObservableFirst(context, { ...plan, body })
        const again = await context.send({
          ...plan,
          body: raw(content.mediaType, other, value),
          mayBeReplay: true,
        })
        context.expectSame(again, first, rule)
      },
    }),
  ]
}
