import type { Content } from '../../../description/index.ts'
import { isRecord } from '../../../schema/index.ts'
import { canEncode, encode } from '../../../serialization/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { Case } from '../case.ts'
import type { CaseInput } from '../case-factory.ts'
import { describedSamples, validExamples } from './bodies.ts'
import { clauseCase } from './clause-case.ts'

/**
 * Makes a case in which a key is used again with a list that differs only after its first item. A server that compares
 * less of a list than all its items takes the two for the same request.
 */
export function otherLists(input: CaseInput): Case[] {
  const { operation } = input
  const content = operation.body?.content.find(canEncode)
  const { mismatch } = operation.idempotency ?? {}
  if (content === undefined || mismatch?.differs.includes('body') !== true) return []
  const [first, ...others] = listBodies(input, content)
  if (first === undefined || others.length === 0) return []
  const reused = clauseCase(
    operation,
    'key reused with a similar list',
    ['mismatch/body'],
    async (context) => {
      const plan = { resource: await context.resource(), key: context.key() }
      await context.controlRequest({ ...plan, body: encode(content, first) })
      for (const other of others)
        context.expect(
          await context.send({ ...plan, body: encode(content, other) }),
          mismatch.responses,
          ruleIds.idempotency(operation, 'mismatch/body'),
        )
    },
  )
  return [reused]
}

/** Returns a valid body with a list, one with another last item, and one without the last item. */
function listBodies(input: CaseInput, content: Content): Record<string, unknown>[] {
  const isValid = (value: unknown): boolean =>
    content.schema === undefined || input.schemas.isDefinitelyValid(content.schema, value)
  const samples = describedSamples(input, content).filter(({ valid }) => valid)
  const examples = validExamples(input, content).filter(isRecord)
  const values = [...examples, ...samples.map(({ value }) => value)].filter(isRecord)
  for (const value of values)
    for (const [name, list] of Object.entries(value)) {
      if (!Array.isArray(list) || list.length < 2) continue
      const known = new Set(list.map((item) => JSON.stringify(item)))
      const start = list.slice(0, -1) as unknown[]
      // A server may reject an invented item before it looks at the key.
      const others = examples
        .flatMap((other): unknown[] => (Array.isArray(other[name]) ? other[name] : []))
        .filter((item) => !known.has(JSON.stringify(item)))
        // One that begins like the last item may count as the same.
        .sort((one, two) => sharedStart(two, list.at(-1)) - sharedStart(one, list.at(-1)))
        .map((item) => ({ ...value, [name]: [...start, item] }))
      return [value, ...others.filter(isValid).slice(0, 1), ...[{ ...value, [name]: start }].filter(isValid)]
    }
  return []
}

/** Returns how many characters the starts of two items have in common. */
function sharedStart(one: unknown, other: unknown): number {
  const [left, right] = [String(one), String(other)]
  const different = [...left].findIndex((char, index) => char !== right[index])
  return different < 0 ? left.length : different
}
