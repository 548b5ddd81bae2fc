import type { ExpectedResponse, ExampleObject, Operation } from '../../description/index.ts'

/** Returns the example that an expected response names, of whichever media type. */
export function exampleOf(
  operation: Operation,
  { status, example }: ExpectedResponse,
): ExampleObject | undefined {
  if (example === undefined) return undefined
  const response = operation.responses.find((candidate) => candidate.status === status)
  return response?.content
    .map(({ object }) => object.examples?.[example])
    .find((match) => match !== undefined)
}

/** Checks whether a status code is a success. */
export const isSuccess = (status: string): boolean => status.startsWith('2')

/** Joins words for a sentence: `a, b or c`. */
export function listed(words: readonly string[], last: 'and' | 'or'): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1) ?? ''}`
}
