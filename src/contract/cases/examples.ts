import { canEncode, canCarryBody, encode } from '../../serialization/index.ts'
import { ruleIds } from '../rules/ids.ts'
import type { MakeCases } from './case-factory.ts'
import { validCase } from './case-factory.ts'

/** Sends each named request example, except those that are invalid against their own schema. */
export const examples: MakeCases = ({ operation, description, schemas }) =>
  (operation.body?.content ?? []).flatMap((content) => {
    if (!canEncode(content)) return []
    return Object.entries(content.object.examples ?? {}).flatMap(([name, { value }]) => {
      if (value === undefined || !canCarryBody(description.document, content, value)) return []
      if (content.schema !== undefined && !schemas.mayBeValid(content.schema, value)) return []
      return [
        validCase({
          family: 'examples',
          operation,
          name,
          rules: [ruleIds.example(operation, name), ruleIds.bodyMediaType(operation, content.mediaType)],
          plan: { body: encode(content, value) },
        }),
      ]
    })
  })
