/** Returns the first line of an error's message, with the message of its cause in parentheses. */
export function firstLine(error: unknown): string {
  if (!(error instanceof Error)) return String(error).split('\n')[0] ?? ''
  // The reason of `fetch failed` is only in its cause.
  const cause = error.cause instanceof Error ? ` (${firstLine(error.cause)})` : ''
  return `${error.message.split('\n')[0] ?? ''}${cause}`
}
