/** Returns a value as text: an object as JSON, `null` as an empty text. */
export const plainText = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
