/** Returns the length of a text in code points, as JSON Schema counts it (as ajv's `ucs2length`). */
export function length(text: string): number {
  return [...text].length
}
