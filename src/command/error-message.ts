/** The first line of what was thrown, with why behind it where that is told. */
export function firstLine(error: unknown): string {
  if (!(error instanceof Error)) return String(error).split('\n')[0] ?? ''
  // `fetch failed` alone says nothing: why stands behind it.
  const cause = error.cause instanceof Error ? ` (${firstLine(error.cause)})` : ''
  return `${error.message.split('\n')[0] ?? ''}${cause}`
}
