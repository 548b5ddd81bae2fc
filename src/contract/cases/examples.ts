import { canEncode, canCarryBody, encode } from '../../serialization/index.ts'
import type { MakeCases } from './case-factory.ts'
import { validCase } from './case-factory.ts'

/** Each named request example is accepted; one that contradicts its own schema says nothing. */
export const examples: MakeCases = ({ operation, description, schemas }) =>
  (operation.body?.content ?? []).flatMap((content) => {
    if (!canEncode(content)) return []
    const accepted = `${operation.id}/body/${content.mediaType}`
    return Object.entries(content.object.examples ?? {}).flatMap(([name, { value }]) => {
      if (value === undefined || !canCarryBody(description.document, content, value)) return []
      if (content.schema !== undefined && !schemas.mayBeValid(content.schema, value)) return []
      return [
        validCase({
          family: 'examples',
          operation,
          name,
          rules: [`${operation.id}/examples/${name}`, accepted],
          plan: { body: encode(content, value) },
        }),
      ]
    })
  })
