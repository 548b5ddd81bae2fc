/** The length of a text as JSON Schema counts it: in code points (RFC 8259, section 8.2, and ajv's `ucs2length`). */
export function length(text: string): number {
  return [...text].length
}
