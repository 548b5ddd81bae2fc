import { isRecord } from '../schema/index.ts'
import { mapParts } from './parts.ts'
import type { Json } from './json.ts'

/** The names of our extensions (explained in openapi/README.md). */
export const EXTENSION =
  /^x-(?:idempotency|lifecycle|rejections|criteria|credentials|errors|version|request-id|client-name)$/

/** Returns whether a document has one of our extensions, where we read it. */
export function hasExtensions(document: Json): boolean {
  let found = false
  mapParts(document, 'document', (part, _kind, pointer) => {
    if (isRecord(part) && Object.keys(part).some((key) => EXTENSION.test(key))) found = true
    if (pointer === '' && isRecord(part) && hasSpecial(part)) found = true
    return part
  })
  return found
}

/** `info` and security schemes are not parts that contain schemas. */
function hasSpecial({ info, components }: Json): boolean {
  const schemes = isRecord(components) ? components['securitySchemes'] : undefined
  const objects = [info, ...Object.values(isRecord(schemes) ? schemes : {})]
  return objects.some((object) => isRecord(object) && Object.keys(object).some((key) => EXTENSION.test(key)))
}
