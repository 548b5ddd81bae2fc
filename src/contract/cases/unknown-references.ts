import { get } from '../../description/index.ts'
import type { ExpectedResponse, Operation } from '../../description/index.ts'

/** Returns the responses to a generated body whose references may not exist (`x-rejections`, keyword `unknown`). */
export function unknownReferenceResponses(operation: Operation, value: unknown): ExpectedResponse[] {
  return operation.rejections
    .filter((rejection) => rejection.in === 'body' && rejection.keyword === 'unknown')
    .filter(({ pointer }) => pointer === undefined || get(value, pointer) !== undefined)
    .flatMap(({ responses }) => responses)
}
