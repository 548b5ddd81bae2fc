import type { Content } from '../../../description/index.ts'
import { shapeOf } from '../../../schema/index.ts'
import { canEncode, encode } from '../../../serialization/index.ts'
import { CONFLICT, isConflict } from '../../expected/conflict.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { Case } from '../case.ts'
import type { CaseInput } from '../case-factory.ts'
import { makeCase } from '../case-factory.ts'
import { CaseSkipped } from '../case-skipped.ts'
import { sendDistinct } from '../conflicts.ts'
import { samplesOf } from '../samples.ts'
import { toleratedResponses } from './tolerated.ts'

/** The longest text of a query to send. */
const LONGEST = 200

/**
 * Makes the cases in which undescribed parameters of the query have the names of properties of the body, and other values,
 * or values that the body does not have. A server that merges all parameters of a request acts on the wrong ones. The
 * conditions of the response show it.
 */
export function bodyPropertiesInQuery(input: CaseInput, content: Content): Case[] {
  const { operation, description } = input
  const { schema } = content
  if (schema === undefined || !canEncode(content)) return []
  const inQuery = new Set(operation.parameters.map(({ object }) => object.name))
  const texts = textsByName(input, content)
  return [...shapeOf(description.document, schema).properties.keys()]
    .filter((name) => !inQuery.has(name))
    .flatMap((name) => {
      const [first, other] = texts.get(name) ?? []
      return first === undefined || other === undefined
        ? []
        : [inQueryCase(input, content, name, first, other)]
    })
}

/** Returns for each property bodies that differ in its text, each with the text. */
function textsByName(
  input: CaseInput,
  content: Content,
): ReadonlyMap<string, { value: unknown; text: string }[]> {
  const byName = new Map<string, { value: unknown; text: string }[]>()
  for (const { valid, value, path } of samplesOf(input, content)) {
    const [name] = path
    if (!valid || name === undefined || path.length > 1) continue
    const text: unknown = (Object(value) as Record<string, unknown>)[name]
    if (typeof text !== 'string' || !/^[ -~]+$/.test(text) || text.length >= LONGEST) continue
    const texts = byName.get(name) ?? []
    byName.set(name, texts)
    texts.push({ value, text })
  }
  return byName
}

function inQueryCase(
  { operation, description }: CaseInput,
  content: Content,
  name: string,
  first: { value: unknown },
  other: { text: string },
): Case {
  const body = encode(content, first.value, description.document)
  const isOptional = operation.body?.required !== true
  return makeCase({
    family: 'malformed',
    operation,
    name: `${name} in the query and another one${isOptional ? ', or none,' : ''} in the body`,
    rules: [ruleIds.bodyMediaType(operation, content.mediaType)],
    run: async (context) => {
      for (const plan of [{ body }, ...(isOptional ? [{ body: null }] : [])]) {
        const exchange = await sendDistinct(context, {
          resource: await context.resource(),
          ...plan,
          parameters: [{ in: 'query', name, value: other.text }],
          mayBeHandledUpstream: true,
        })
        if (isConflict(exchange)) throw new CaseSkipped(CONFLICT)
        if (plan.body !== null) await context.controlRequest({ resource: await context.resource() })
        context.expect(exchange, toleratedResponses(operation))
      }
    },
  })
}
