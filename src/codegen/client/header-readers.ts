import type { Operation, Schema } from '../../description/index.ts'
import type { ClientSource } from './source.ts'
import { objectOf, quoted } from './text.ts'
import { typeOf } from './type-of.ts'

/**
 * Writes the function that reads the response headers of an operation. Empty if the description has no headers.
 *
 * @throws DescriptionError for a header that the client cannot parse
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
/** Reads a response header of \`${id}\` with its described type. \`null\` if it is absent or has another type. */
export const ${id}Header = /* @__PURE__ */ ${source.use('headerReader')}<operations[${quoted(id)}]["responses"]>(
  ${objectOf([...readers])},
)
`
}

function readerOf(source: ClientSource, schema: Schema | undefined, pointer: string): string | undefined {
  const type = typeOf(source, schema)
  if (type === '' || type === 'string') return undefined
  if (type === 'integer' || type === 'number' || type === 'boolean') return type
  throw source.problem(
    pointer,
    `The client reads string, number and boolean headers only. Received the type \`${type}\`.`,
  )
}
