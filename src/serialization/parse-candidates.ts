import { isJson } from '../description/index.ts'
import { parseJson } from './json.ts'
import { possibleTypes } from './possible-types.ts'
import { splitText } from './split.ts'
import { scalarCandidates, typedValue } from './typed-value.ts'
import type { ParseContext } from './typed-value.ts'

/** How a value is written as a text: in a media type, or in the style `simple`, exploded or not. */
interface TextEncoding {
  readonly mediaType?: string | undefined
  readonly explode?: boolean | undefined
}

/** Returns the values that a decoded text may represent for the schema at `pointer`, the most likely first. */
export function parseCandidates(
  context: ParseContext,
  pointer: string,
  text: string,
  { mediaType, explode = false }: TextEncoding = {},
): unknown[] {
  if (mediaType !== undefined && isJson(mediaType)) {
    const read = parseJson(text)
    return 'value' in read ? [read.value] : []
  }
  const jsonTypes = possibleTypes(context.document, pointer)
  const structured = (['list', 'record'] as const).flatMap((structure) => {
    if (jsonTypes?.has(structure === 'list' ? 'array' : 'object') !== true) return []
    const structures = { scalar: false, list: false, record: false, [structure]: true }
    return splitText({ name: 'simple', explode }, text, structures, (part) => part.trim())
  })
  return [
    ...scalarCandidates(context, pointer, text),
    ...structured.map((raw) => typedValue(context, pointer, raw)),
    ...(jsonTypes === undefined || jsonTypes.has('string') ? [text] : []),
  ]
}
