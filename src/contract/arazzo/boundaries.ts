import { isJson } from '../../description/index.ts'
import type { Content, Description, Operation } from '../../description/index.ts'
import { schemasOf } from '../../schema/index.ts'
import type { Sample } from '../../schema/index.ts'
import { pointerOf, samplesOf } from '../cases/samples.ts'
import { rejectionResponses } from '../expected/expected.ts'
import type { Made, Make } from './made.ts'

/** The longest JSON of a body in a workflow. */
const LONGEST = 10_000

/** Makes the workflows of bodies on both sides of each limit. */
export function* boundaryWorkflows(
  description: Description,
  operation: Operation,
  make: Make,
): Generator<Made> {
  const [content] = operation.body?.content ?? []
  if (content === undefined) return
  const samples = samplesOf({ description, schemas: schemasOf(description.document) }, content)
    .filter(({ isGuess }) => isGuess !== true)
    .filter(({ value }) => isExpressible(content, value))
  const atLimits = samples.filter(({ valid, keyword }) => valid && keyword !== undefined)
  for (const [index, { value, ...sample }] of atLimits.entries())
    yield make(`valid_body_${index + 1}`, `a valid body, ${nameOf(sample)}`, (workflow) => {
      workflow.send(operation, `Sends ${nameOf(sample)}.`, { body: value })
    })
  const invalid = samples.filter(({ valid }) => !valid)
  if (invalid.length > 0)
    yield make('invalid_bodies', 'each invalid body is rejected, and changes nothing', (workflow) => {
      const path = workflow.resource(operation)
      for (const sample of invalid) {
        const violation = { in: 'body', pointer: pointerOf(sample), keyword: sample.keyword ?? '' } as const
        const { expectedResponses: expected } = rejectionResponses(operation, violation)
        workflow.send(operation, `Sends ${nameOf(sample)}.`, { path, body: sample.value, expected })
      }
      workflow.send(operation, 'Sends a valid request.', { path })
    })
}

function nameOf({ path, label }: Pick<Sample, 'path' | 'label'>): string {
  return `\`${path.length === 0 ? 'the body' : path.join('.')}\`: ${label}`
}

/** Returns whether a payload can be written: an object without runtime expressions. In a form, each value is a text. */
function isExpressible({ mediaType }: Content, value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const text = JSON.stringify(value)
  const isWritten =
    isJson(mediaType) || Object.values(value).every((one) => typeof one === 'string' && one !== '')
  // A runner reads `$…` and `{$…}` in a payload as expressions, and may not write other signs as they are.
  return isWritten && Object.keys(value).length > 0 && text.length <= LONGEST && /^[ -#%-~]*$/.test(text)
}
