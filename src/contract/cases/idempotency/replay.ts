import { isForm } from '../../../description/index.ts'
import type { Operation } from '../../../description/index.ts'
import type { Case } from '../case.ts'
import type { Exchange } from '../../http/exchange.ts'
import type { Story } from '../../run/case-context.ts'
import { canEncode, encode, raw } from '../../../serialization/body.ts'
import type { Ground, Part } from '../family.ts'
import { makeCase } from '../family.ts'
import { firstOf } from './observable.ts'
import { validExamples } from './bodies.ts'

export async function replay(story: Story, part: Part): Promise<void> {
  const plan = { resource: await story.resource(), key: story.key(), ...part }
  const first = await firstOf(story, plan)
  const again = await story.send({ ...plan, mayBeReplay: true })
  const { id } = first.operation
  const saves = first.operation.idempotency?.saves.includes('success') === true
  const rules = ['replay', ...(saves ? ['saves/success'] : [])].map((clause) => `${id}/idempotency/${clause}`)
  const held = story.expectSame(again, first, ...rules)
  if (held) replayHeaders(story, again, first)
}

export function replayHeaderRules(operation: Operation): string[] {
  return Object.keys(operation.idempotency?.replay?.headers ?? {}).map(
    (name) => `${operation.id}/idempotency/replay/${name}`,
  )
}

/** A replayed answer says that it is one, and the first answer does not. */
export function replayHeaders(story: Story, again: Exchange, first: Exchange): void {
  for (const [name, value] of Object.entries(again.operation.idempotency?.replay?.headers ?? {})) {
    const rule = `${again.operation.id}/idempotency/replay/${name}`
    const of = ({ response }: Exchange): string | undefined => response.headers.get(name.toLowerCase())?.[0]
    story.hold(
      rule,
      of(again) === value,
      () => `${name}: ${value}`,
      () => (of(again) === undefined ? `no ${name}` : `${name}: ${of(again) ?? ''}`),
    )
    story.hold(
      rule,
      of(first) !== value,
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
export function sameParameters(ground: Ground, rule: string): Case[] {
  const { operation } = ground
  const content = operation.body?.content.find(canEncode)
  const [value] = content === undefined ? [] : validExamples(ground, content)
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
      run: async (story) => {
        const plan = { resource: await story.resource(), key: story.key() }
        const first = await firstOf(story, { ...plan, body })
        const again = await story.send({
          ...plan,
          body: raw(content.mediaType, other, value),
          mayBeReplay: true,
        })
        story.expectSame(again, first, rule)
      },
    }),
  ]
}
