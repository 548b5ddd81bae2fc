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
 * Makes the cases with lists whose items have empty brackets, `a[]=1`, and with one item twice. OpenAPI does not define
 * how `deepObject` writes a list. So they are sent only where the text of the description writes a list so.
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
    const text = Buffer.from(encode(content, withRepeatedItem(input, schema, value, name), document).bytes)
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

/**
 * Returns a body whose list ends with its first item again, if it is valid. A server that uses each item once reads the
 * same.
 */
function withRepeatedItem({ schemas }: CaseInput, schema: string, value: unknown, name: string): unknown {
  const items = (value as Body)[name] as unknown[]
  const repeated = { ...(value as Body), [name]: [...items, items[0]] }
  return schemas.isDefinitelyValid(schema, repeated) ? repeated : value
}

function textAt(document: object, pointer: string): string | undefined {
  return dereference<{ description?: string }>(document, pointer).value.description
}
