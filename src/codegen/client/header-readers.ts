import type { Operation, Schema } from '../../description/index.ts'
import type { ClientSource } from './source.ts'
import { objectOf, quoted } from './text.ts'
import { typeOf } from './type-of.ts'

/**
 * What reads the headers that an operation's answers have; empty where the description has none.
 *
 * @throws DescriptionError where the client cannot read one
 */
export function headerReaderOf(source: ClientSource, { id, responses }: Operation): string {
  const readers = new Map<string, string>()
  const headers = responses.flatMap((response) => response.headers)
  if (headers.length === 0) return ''
  for (const { name, object, pointer } of headers) {
    const reader = readerOf(source, object.schema, pointer)
    if (reader !== undefined) readers.set(name, source.use(reader))
  }
  return `
/** Reads a header of an answer of \`${id}\`, as what the description says it is; \`null\` for none that is such a thing. */
export const ${id}Header = /* @__PURE__ */ ${source.use('headerReader')}<operations[${quoted(id)}]["responses"]>(
  ${objectOf([...readers])},
)
`
}

function readerOf(source: ClientSource, schema: Schema | undefined, pointer: string): string | undefined {
  const type = typeOf(source, schema)
  if (type === '' || type === 'string') return undefined
  if (type === 'integer' || type === 'number' || type === 'boolean') return type
  throw source.problem(pointer, `The client reads headers of text, numbers and booleans, not of \`${type}\`.`)
}
