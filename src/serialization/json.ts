/** The value of a JSON text, or the text, shortened, if it is not JSON. */
export type ParsedJson = { readonly value: unknown } | { readonly fault: string }

/** Parses a JSON text, strictly. */
export function parseJson(text: string): ParsedJson {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return { fault: text.length > 120 ? `${text.slice(0, 120)}…` : text }
  }
}
