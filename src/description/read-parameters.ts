import type { HeaderObject, OpenAPIDocument, ParameterObject } from './openapi.ts'
import { isIgnoredParameter } from './ignored-headers.ts'
import type { Parameter } from './operation.ts'
import { joinPointer } from '../schema/index.ts'
import { readContent } from './read-content.ts'
import { dereference } from '../schema/index.ts'

/** Returns the parameters of an operation. A later list overrides an earlier one (OpenAPI 3.1, Operation Object). */
export function readParameters(
  document: OpenAPIDocument,
  lists: readonly (readonly [string, unknown])[],
): Parameter[] {
  const found = new Map<string, Parameter>()
  for (const [pointer, list] of lists) {
    for (const index of Array.isArray(list) ? list.keys() : []) {
      const { value, pointer: at } = dereference<ParameterObject>(document, joinPointer(pointer, index))
      if (value.in === 'header' && isIgnoredParameter(value.name)) continue
      found.set(`${value.in} ${value.name}`, { pointer: at, object: value, ...schemaOf(value, at) })
    }
  }
  return [...found.values()]
}

/** Returns the pointer of the schema of a parameter or header, and the media type of its value if it has one. */
export function schemaOf(object: HeaderObject, pointer: string): Pick<Parameter, 'schema' | 'mediaType'> {
  const [content] = readContent(object.content, pointer)
  if (content !== undefined) return { schema: content.schema, mediaType: content.mediaType }
  return { schema: object.schema === undefined ? undefined : joinPointer(pointer, 'schema') }
}
