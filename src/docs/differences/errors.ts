import { get, isSuccess } from '../../description/index.ts'
import type { Operation } from '../../description/index.ts'
import { codes } from './aspect.ts'
import type { AspectGroup } from './aspect.ts'

/** Labels each error by the summary of its example. */
export const errors: AspectGroup = {
  title: 'Errors',
  read: ({ document }, operation) => {
    const pointers = document['x-errors']?.identifiedBy ?? []
    return operation.responses
      .filter(({ status }) => !isSuccess(status))
      .flatMap(({ status, content }) =>
        content.flatMap(({ object }) =>
          Object.entries(object.examples ?? {}).map(([example, { summary, value }]) => {
            const parts = pointers
              .map((pointer) => get(value, pointer))
              .filter((part): part is string => typeof part === 'string')
            return {
              name: errorName(operation, status, example),
              label: summary ?? example,
              value: `\`${status}\` ${codes(parts)}`,
            }
          }),
        ),
      )
  },
}

/** Rejections that every API has. They are the same error whatever their examples are called. */
const COMMON = ['route', 'method', 'security', 'path']

/** Returns a name that is equal for the same error of two descriptions. */
function errorName(operation: Operation, status: string, example: string): string {
  for (const { in: location, keyword, responses } of operation.rejections) {
    const index = responses.findIndex(
      (response) => response.status === status && response.example === example,
    )
    if (index >= 0 && COMMON.includes(location)) return `${location} ${keyword ?? ''} ${index}`
  }
  return example
}
