import type { HeaderObject, Operation } from '../../description/index.ts'
import { limitsOf } from '../typed/limits.ts'
import { typeOf } from './operation.ts'
import type { ClientSource } from './source.ts'
import { docComment, objectOf, oneLine } from './text.ts'
import { typeOf as typeOfSchema } from './type-of.ts'

/** Writes the function that reads the response headers of an operation. Empty if the description has no headers. */
export function headerReaderOf(source: ClientSource, operation: Operation): string {
  const headers = operation.responses.flatMap((response) => response.headers)
  if (headers.length === 0) return ''
  const readers = new Map<string, string>()
  for (const { name, object, mediaType } of headers) {
    const reader =
      mediaType === undefined ? readerOf(typeOfSchema(source.description.document, object.schema)) : undefined
    if (reader !== undefined) readers.set(name, source.use(reader))
  }
  const { method } = source.namesOf(operation)
  const lines = new Map(headers.map(({ name, object }) => [name, describe(name, object)]))
  const text = `Reads a response header of \`${oneLine(method)}\` with its described type. \`null\` if it is absent or has another type.`
  return `
${docComment([text, '', ...lines.values()].join('\n'), '')}export const ${method}Header: ${source.useType('DescribedHeader')}<${typeOf(source, operation)}["responses"]> = /* @__PURE__ */ ${source.use('headerReader')}(
  ${objectOf([...readers])},
)
`
}

/** Returns what a header contains, with its unit and its limits. */
function describe(name: string, { description, schema }: HeaderObject): string {
  const text = typeof description === 'string' ? oneLine(description.trim()) : ''
  const limits = typeof schema === 'object' ? oneLine(limitsOf(schema)) : ''
  return `- \`${oneLine(name)}\`: ${[text, limits].filter((part) => part !== '').join(' ')}`
}

/** Returns the function that reads a type. Lists, records and other types stay text, also in `types.ts`. */
export function readerOf(type: string): 'integer' | 'number' | 'boolean' | undefined {
  const plain = type.replace(/,?null,?/, '')
  return plain === 'integer' || plain === 'number' || plain === 'boolean' ? plain : undefined
}
