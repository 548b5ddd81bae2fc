import { mapSchema } from '../../schema/index.ts'
import type { Schema } from '../../schema/index.ts'
import type { Json } from '../json.ts'

/** Where the shared parts of OpenAPI 2.0 are in 3.x. */
const MOVED: readonly (readonly [RegExp, string])[] = [
  [/^#\/definitions\//, '#/components/schemas/'],
  [/^#\/parameters\//, '#/components/parameters/'],
  [/^#\/responses\//, '#/components/responses/'],
]

/** Returns a reference with its new target. */
export function rewriteRef(ref: unknown): unknown {
  if (typeof ref !== 'string') return ref
  const [pattern, target] = MOVED.find(([from]) => from.test(ref)) ?? []
  return pattern === undefined || target === undefined ? ref : ref.replace(pattern, target)
}

/** Keywords of OpenAPI 2.0 with another form in 3.x. */
export function rewriteSchema(schema: unknown): unknown {
  return mapSchema(schema, '', (each) => {
    const { $ref, discriminator, 'x-nullable': xNullable, ...others } = each as Schema & Json
    const changed: Json = { ...others }
    if ($ref !== undefined) changed['$ref'] = rewriteRef($ref)
    if (xNullable === true) changed['nullable'] = true
    if (typeof discriminator === 'string') changed['discriminator'] = { propertyName: discriminator }
    else if (discriminator !== undefined) changed['discriminator'] = discriminator
    if (others['type'] === ('file' as string)) Object.assign(changed, { type: 'string', format: 'binary' })
    return changed
  })
}
