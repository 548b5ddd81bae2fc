import { get } from '../../description/index.ts'
import type { Operation } from '../../description/index.ts'
import { isSuccess } from '../blocks/response-examples.ts'
import { codes } from './aspect.ts'
import type { AspectGroup } from './aspect.ts'

/** A case is told by its example's summary. */
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
              name: caseOf(operation, status, example),
              label: summary ?? example,
              says: `\`${status}\` ${codes(parts)}`,
            }
          }),
        ),
      )
  },
}

/** Refusals that every API has: whatever an example of them is called, they are the same case. */
const COMMON = ['route', 'method', 'security', 'path']

/** Examples of the same name are the same case in every description; so are those of the same common refusal. */
function caseOf(operation: Operation, status: string, example: string): string {
  for (const { in: location, keyword, responses } of operation.rejections) {
    const index = responses.findIndex(
      (response) => response.status === status && response.example === example,
    )
    if (index >= 0 && COMMON.includes(location)) return `${location} ${keyword ?? ''} ${index}`
  }
  return example
}
