import { canEncode, carriesBody, encode } from '../../serialization/body.ts'
import type { MakeCases } from './family.ts'
import { validCase } from './family.ts'

/** Each named request example is accepted; one that contradicts its own schema says nothing. */
export const examples: MakeCases = ({ operation, description, schemas }) =>
  (operation.body?.content ?? []).flatMap((content) => {
    if (!canEncode(content)) return []
    const accepted = `${operation.id}/body/${content.mediaType}`
    return Object.entries(content.object.examples ?? {}).flatMap(([name, { value }]) => {
      if (value === undefined || !carriesBody(description.document, content, value)) return []
      if (content.schema !== undefined && !schemas.isValid(content.schema, value)) return []
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
