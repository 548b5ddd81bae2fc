import type { Operation } from '../../description/index.ts'
import type { Preferences } from '../read/prefer.ts'
import type { Choice } from '../prism/config.ts'
import { statusMatches } from '../../description/index.ts'

/**
 * Returns the response that `Prefer` chooses. An example without a code selects the response that has the example.
 *
 * @returns undefined if nothing is chosen; a message if the operation documents no such response
 */
export function preferred(operation: Operation, preferences: Preferences): Choice | string | undefined {
  const { code, example, dynamic, seed } = preferences
  if (code === undefined && example === undefined && dynamic === undefined) return undefined
  const responses = operation.responses.filter(
    ({ status }) => code === undefined || statusMatches(status, String(code)),
  )
  if (responses.length === 0) {
    const known = operation.responses.map(({ status }) => status).join(', ')
    return `\`code=${code ?? ''}\`: \`${operation.id}\` does not document this status code. It documents: ${known}.`
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
  const names = [...new Set(known)].join(', ')
  return `\`example=${example}\`: \`${operation.id}\` has no such example. Its examples are: ${names}.`
}

/** Returns a status code for a key of `responses`; for a range or `default`, one that it covers. */
export function statusNumber(status: string): number {
  if (status === 'default') return 500
  return Number(status.replaceAll(/x/gi, '0'))
}

/**
 * Returns the name of the success example for a request body: that of the request example with the same properties. So
 * a request with a reason gets the response with a reason.
 *
 * @returns undefined without such an example: then Prism uses the first
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

/** Returns the names of the examples of the lowest success. */
export function successExamples(operation: Operation): string[] {
  const [success] = operation.responses
    .filter(({ status }) => /^2\d\d$/.test(status))
    .sort((a, b) => Number(a.status) - Number(b.status))
  return success?.content.flatMap(({ object }) => Object.keys(object.examples ?? {})) ?? []
}
