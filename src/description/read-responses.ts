import type { HeaderObject, OpenAPIDocument, OperationObject, ResponseObject } from './openapi.ts'
import { isIgnoredResponseHeader } from './ignored-headers.ts'
import type { Response } from './operation.ts'
import { joinPointer } from '../schema/index.ts'
import { readContent } from './read-content.ts'
import { isWithoutContent } from './response.ts'
import { schemaOf } from './read-parameters.ts'
import { dereference } from '../schema/index.ts'

/** Returns the responses of an operation, in the order of the description. */
export function readResponses(
  document: OpenAPIDocument,
  object: OperationObject,
  pointer: string,
): Response[] {
  const statuses = Object.keys(object.responses ?? {}).filter((status) => !status.startsWith('x-'))
  return statuses.map((status) => {
    const { value, pointer: at } = dereference<ResponseObject>(
      document,
      joinPointer(pointer, 'responses', status),
    )
    const names = Object.keys(value.headers ?? {}).filter((name) => !isIgnoredResponseHeader(name))
    const headers = names.map((name) => {
      const headerPointer = joinPointer(at, 'headers', name)
      const header = dereference<HeaderObject>(document, headerPointer)
      return { name, object: header.value, pointer: headerPointer, ...schemaOf(header.value, header.pointer) }
    })
    return {
      status,
      pointer: at,
      object: value,
      headers,
      content: isWithoutContent(status) ? [] : readContent(value.content, at),
    }
  })
}
