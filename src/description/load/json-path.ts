import { paths } from 'jsonpath-rfc9535'
import { joinPointer } from '../../schema/index.ts'

/**
 * Returns the JSON Pointers of all values that a JSONPath (RFC 9535) selects.
 *
 * @throws an error if the expression is not valid
 */
export function selectPointers(document: unknown, expression: string): string[] {
  // A parsed description is JSON.
  const found = paths(document as Parameters<typeof paths>[0], expression)
  return [...new Set(found)].map((path) => joinPointer('', ...tokensOf(path)))
}

/** Returns the tokens of a normalized path, such as `$['a'][0]` (RFC 9535, section 2.7). */
function tokensOf(path: string): string[] {
  return [...path.matchAll(/\['((?:[^'\\]|\\.)*)'\]|\[(\d+)\]/g)].map(([, name, index]) =>
    name === undefined ? (index ?? '') : unescape(name),
  )
}

function unescape(name: string): string {
  return JSON.parse(`"${name.replaceAll("\\'", "'").replaceAll('"', '\\"')}"`) as string
}
