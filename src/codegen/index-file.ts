import { get, joinPointer, refToPointer } from '../description/index.ts'
import type { Api, Description } from '../description/index.ts'
import type { Artefact } from './artefact.ts'
import { docComment, oneLine } from './client/text.ts'
import { header } from './header.ts'
import { literal, printedAlias } from './printed.ts'
import { limitsOf } from './typed/limits.ts'

/** The names that the file imports or declares itself. */
const TAKEN = ['Open', 'Schemas', 'components']

/**
 * Generates the index of an API: its client, and a type for each component schema. A schema with the name of an export of
 * the client is called `NameSchema`.
 *
 * @param client the text of `client.ts`
 * @param schemaNames short name → the name in `components["schemas"]`
 */
export function makeIndexFile(
  api: Api,
  description: Description,
  client: string,
  schemaNames: ReadonlyMap<string, string>,
): Artefact {
  const received = receivedSchemas(description)
  const reserved = new Set([...exportsOf(client), ...TAKEN])
  const taken = new Set([...reserved, ...schemaNames.keys()])
  const types = [...schemaNames].map(([short, name]) => {
    const unique = reserved.has(short) ? freeName(`${short}Schema`, taken) : short
    const type = `Schemas[${literal(name)}]`
    const alias = received.has(name) ? printedAlias(unique, 'Open', type) : printedAlias(unique, type)
    return `${commentOf(description, name)}${alias}\n`
  })
  const isOpen = [...schemaNames.values()].some((name) => received.has(name))
  const imports = [
    ...(isOpen ? ["import type { Open } from './runtime/index.ts'\n"] : []),
    "import type { components } from './types.ts'\n",
  ]
  const text = `/** The client, and the types of its arguments, results and errors. */
export * from './client.ts'
${
  types.length === 0
    ? ''
    : `\n/** The schemas of the description. \`Open\`, in responses: the API may add values to an enumeration later. */
type Schemas = components['schemas']\n\n${types.join('\n')}`
}`
  return {
    name: 'index.ts',
    text: `${header(api)}\n${types.length === 0 ? '' : `${imports.join('')}\n`}${text}`,
  }
}

function exportsOf(client: string): Set<string> {
  const declared = [...client.matchAll(/^export (?:const|type|interface) ([\p{ID_Continue}$]+)/gmu)]
  const listed = [...client.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, list = '']) => list.split(','))
  return new Set([...declared.map(([, name = '']) => name), ...listed.map((name) => name.trim())])
}

function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted
  for (let number = 2; taken.has(name); number++) name = `${wanted}${number}`
  taken.add(name)
  return name
}

/** Returns the component schemas of responses. The client opens their enumerations, because an API may add values. */
function receivedSchemas({ document, operations }: Description): Set<string> {
  const contents = operations.flatMap(({ responses }) => responses.flatMap(({ content }) => content))
  const waiting = contents.map(({ schema }) => (schema === undefined ? undefined : get(document, schema)))
  const pointers = new Set<string>()
  // A list instead of recursion: chains of references may be long.
  for (let value = waiting.pop(); value !== undefined || waiting.length > 0; value = waiting.pop()) {
    if (typeof value !== 'object' || value === null) continue
    const { $ref } = value as { $ref?: unknown }
    const pointer = typeof $ref === 'string' ? refToPointer($ref) : undefined
    if (pointer !== undefined && !pointers.has(pointer)) {
      pointers.add(pointer)
      waiting.push(get(document, pointer))
    }
    waiting.push(...(Object.values(value) as unknown[]))
  }
  const names = Object.keys(document.components?.schemas ?? {})
  return new Set(names.filter((name) => pointers.has(joinPointer('', 'components', 'schemas', name))))
}

/** Writes the first paragraph of a schema's description, its limits and its place in the document as a comment. */
function commentOf({ document }: Description, name: string): string {
  const schema = document.components?.schemas?.[name] ?? {}
  const { description } = schema
  const text = typeof description === 'string' ? oneLine(description.trim().split(/\n\s*\n/)[0] ?? '') : ''
  const known = text === '' ? `The schema \`${oneLine(name)}\`.` : text
  const byDefault = schema.default === undefined ? '' : `Default: \`${JSON.stringify(schema.default)}\`.`
  const sentences = [known, limitsOf(schema), byDefault].filter((part) => part !== '').join(' ')
  const place = `@see openapi.json#${joinPointer('', 'components', 'schemas', name)}`
  return docComment(`${oneLine(sentences)}\n\n${place}`, '')
}
