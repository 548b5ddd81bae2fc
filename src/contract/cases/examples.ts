import { canEncode, encode } from '../values/payload.ts'
import type { MakeCases } from './family.ts'
import { validCase } from './family.ts'

/** Each named request example is accepted. */
export const examples: MakeCases = ({ operation }) =>
  (operation.body?.content ?? []).flatMap((content) => {
    if (!canEncode(content.mediaType)) return []
    const accepted = `${operation.id}/body/${content.mediaType}`
    return Object.entries(content.object.examples ?? {}).map(([name, example]) =>
      validCase({
        family: 'examples',
        operation,
        name,
        rules: [`${operation.id}/examples/${name}`, accepted],
        plan: { body: encode(content.mediaType, example.value) },
      }),
    )
  })
