import type { Description, Parameter } from '../../description/index.ts'
import { jsonTypesOf } from '../../schema/index.ts'
import { decodeOrUndefined } from '../../serialization/index.ts'

/**
 * Returns whether a text of a path is the same number as an id, for a parameter that may be a number. To a server that reads
 * numbers, zeros before one and white space around it mean nothing.
 */
export function isSameNumber(
  { document }: Description,
  { schema }: Parameter,
  [text, id]: readonly [text: string, id: string],
): boolean {
  const jsonTypes = schema === undefined ? undefined : jsonTypesOf(document, schema)
  const mayBeNumber = jsonTypes === undefined || jsonTypes.has('integer') || jsonTypes.has('number')
  const decoded = decodeOrUndefined(text)
  if (!mayBeNumber || decoded === undefined || !/\d/.test(id)) return false
  // Digits may be of full width.
  return Number(decoded.normalize('NFKC')) === Number(id)
}
