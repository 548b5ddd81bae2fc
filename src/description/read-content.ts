import type { MediaTypeObject, OpenAPIDocument, OperationObject, RequestBodyObject } from './openapi.ts'
import type { Content, RequestBody } from './operation.ts'
import { joinPointer } from '../schema/index.ts'
import { dereference } from '../schema/index.ts'

/** Returns the request body of an operation, if it has one. */
export function readRequestBody(
  document: OpenAPIDocument,
  object: OperationObject,
  pointer: string,
): RequestBody | undefined {
  if (object.requestBody === undefined) return undefined
  const { value, pointer: at } = dereference<RequestBodyObject>(document, joinPointer(pointer, 'requestBody'))
  return { pointer: at, required: value.required ?? false, content: readContent(value.content, at) }
}

/** Returns the bodies of a `content` map, one for each media type. */
export function readContent(
  content: Record<string, MediaTypeObject> | undefined,
  pointer: string,
): Content[] {
  return Object.entries(content ?? {}).map(([mediaType, object]) => {
    const at = joinPointer(pointer, 'content', mediaType)
    const schema = object.schema === undefined ? undefined : joinPointer(at, 'schema')
    return { mediaType, object, pointer: at, schema }
  })
}
