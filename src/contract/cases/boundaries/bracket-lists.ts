import { dereference } from '../../../description/index.ts'
import type { Content } from '../../../description/index.ts'
import { shapeOf } from '../../../schema/index.ts'
import { encode, encodingStyle, raw } from '../../../serialization/index.ts'
import { ruleIds } from '../../rules/ids.ts'
import type { Case } from '../case.ts'
import type { CaseInput } from '../case-factory.ts'
import { makeCase } from '../case-factory.ts'
import { validExamples } from '../idempotency/bodies.ts'

/**
 * Makes the cases with lists whose items have empty brackets, `a[]=1`. OpenAPI does not define how `deepObject` writes a
 * list. So they are sent only where the text of the description writes a list so.
 */
export function bracketListCases(input: CaseInput, content: Content): Case[] {
  const { operation, description } = input
  const { schema, object, mediaType } = content
  if (schema === undefined) return []
  const { document } = description
  return [...shapeOf(document, schema).properties].flatMap(([name, at]) => {
    const texts = [document.info.description, operation.object.description, textAt(document, at)]
    const isWritten = texts.some((text) => text?.includes(`${name}[]=`) === true)
    const value = validExamples(input, content).find((one) => Array.isArray((Object(one) as Body)[name]))
    if (!isWritten || value === undefined || encodingStyle(object.encoding, name)?.name !== 'deepObject')
      return []
    const body = encode(content, value, document)
    const text = Buffer.from(body.bytes)
      .toString()
      .replaceAll(/(?:\[|%5B)\d+(?:\]|%5D)=/gi, '[]=')
    return [
      makeCase({
        family: 'boundaries',
        operation,
        name: `${name}: items with empty brackets`,
        rules: [ruleIds.bodyMediaType(operation, mediaType)],
        run: async (context) => {
          // The value may name what the target does not have.
          await context.controlRequest({ resource: await context.resource(), body })
          const plan = { resource: await context.resource(), body: raw(body.contentType, text, value) }
          context.expectSuccess(await context.send(plan))
        },
      }),
    ]
  })
}

type Body = Record<string, unknown>

function textAt(document: object, pointer: string): string | undefined {
  return dereference<{ description?: string }>(document, pointer).value.description
}
