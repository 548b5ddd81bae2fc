import type { Operation } from '../../description/index.ts'
import type { Preferences } from '../read/prefer.ts'
import type { Choice } from '../prism/prism.ts'
import { statusFits } from '../../description/index.ts'

/**
 * What `Prefer` chooses: an example without a code is found in whichever response has it.
 *
 * @returns undefined where it chooses nothing; a text that says what there is, where it asks for what there is not
 */
export function preferred(operation: Operation, preferences: Preferences): Choice | string | undefined {
  const { code, example, dynamic, seed } = preferences
  if (code === undefined && example === undefined && dynamic === undefined) return undefined
  const responses = operation.responses.filter(
    ({ status }) => code === undefined || statusFits(status, String(code)),
  )
  if (responses.length === 0) {
    const known = operation.responses.map(({ status }) => status).join(', ')
    return `${operation.id} documents no status ${code ?? ''}; it has: ${known}.`
  }
  const choice: Choice = {
    ...(code !== undefined && { code }),
    ...(dynamic !== undefined && { dynamic }),
    ...(seed !== undefined && { seed }),
  }
  if (example === undefined) return choice
  const response = responses.find(({ content }) =>
    content.some(({ object }) => Object.hasOwn(object.examples ?? {}, example)),
  )
  if (response !== undefined) return { ...choice, code: code ?? statusNumber(response.status), example }
  const known = responses.flatMap(({ content }) =>
    content.flatMap(({ object }) => Object.keys(object.examples ?? {})),
  )
  return `${operation.id} has no example \`${example}\`; it has: ${[...new Set(known)].join(', ')}.`
}

/** A status of its own for a range or a default. */
export function statusNumber(status: string): number {
  if (status === 'default') return 500
  return Number(status.replaceAll(/x/gi, '0'))
}

/**
 * The success that goes with a request: the example that is named as the request example with the same properties is,
 * so that a request with a reason gets the answer with a reason. Undefined: Prism's own choice, the first.
 */
export function pairedExample(operation: Operation, body: unknown): string | undefined {
  const properties = (value: unknown): string =>
    typeof value === 'object' && value !== null ? Object.keys(value).sort().join('\n') : ''
  const wanted = properties(body)
  const exampleNames = successExamples(operation)
  const requestExamples =
    operation.body?.content.flatMap(({ object }) => Object.entries(object.examples ?? {})) ?? []
  return requestExamples.find(
    ([name, { value }]) => exampleNames.includes(name) && properties(value) === wanted,
  )?.[0]
}

/** The named examples of the lowest success. */
export function successExamples(operation: Operation): string[] {
  const [success] = operation.responses
    .filter(({ status }) => /^2\d\d$/.test(status))
    .sort((a, b) => Number(a.status) - Number(b.status))
  return success?.content.flatMap(({ object }) => Object.keys(object.examples ?? {})) ?? []
}
