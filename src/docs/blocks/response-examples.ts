import type { ExpectedResponse, ExampleObject, Operation } from '../../description/index.ts'

/** The example that an answer names, wherever in the response it stands. */
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

/** Whether a status says that the operation took place. */
export const isSuccess = (status: string): boolean => status.startsWith('2')

/** A list in a sentence: `a, b or c`. */
export function listed(words: readonly string[], last: 'and' | 'or'): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1) ?? ''}`
}
