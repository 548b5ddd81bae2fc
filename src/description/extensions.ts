import { mapParts } from './parts.ts'
import { isObject } from './upgrade/json.ts'
import type { Json } from './upgrade/json.ts'

/** The names of our extensions (explained in openapi/README.md). */
export const EXTENSION =
  /^x-(?:idempotency|lifecycle|rejections|criteria|credentials|errors|version|request-id|client-name)$/

/** Returns whether a document has one of our extensions, where we read it. */
export function hasExtensions(document: Json): boolean {
  let found = false
  mapParts(document, 'document', (part, _kind, pointer) => {
    if (isObject(part) && Object.keys(part).some((key) => EXTENSION.test(key))) found = true
    if (pointer === '' && isObject(part) && hasSpecial(part)) found = true
    return part
  })
  return found
}

/** `info` and security schemes are not parts that contain schemas. */
function hasSpecial({ info, components }: Json): boolean {
  const schemes = isObject(components) ? components['securitySchemes'] : undefined
  const objects = [info, ...Object.values(isObject(schemes) ? schemes : {})]
  return objects.some((object) => isObject(object) && Object.keys(object).some((key) => EXTENSION.test(key)))
}
