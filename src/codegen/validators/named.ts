import { DescriptionError, joinPointer } from '../../description/index.ts'
import type { Description, RequestBody } from '../../description/index.ts'
import { pascalCase } from '../identifier.ts'
import { directionalIn } from './directional.ts'

/** A schema that gets a validator of its own. */
export interface NamedSchema {
  /** The name of its validator. */
  name: string
  /** Where the schema stands in the bundled document. */
  pointer: string
  /** Whose reading is meant: what is `writeOnly` is not required of a response, nor `readOnly` of a request. */
  direction: 'request' | 'response'
  /** The TypeScript type that a valid value has, in terms of `types.ts`. */
  type: string
}

/** The validators of a description. */
export interface NamedSchemas {
  schemas: NamedSchema[]
  /** operationId → status, as the description writes it → the name of a validator. */
  responses: Record<string, Record<string, string>>
  /** operationId → the name of a validator. */
  requests: Record<string, string>
}

/**
 * One validator for each component schema, called after it (`validateOrder`), and one for each body of a
 * request or a response whose schema is written in place (`validateListOrders200`), or is read in another way by a
 * request than by a response.
 * @throws DescriptionError where two get the same name
 */
export function nameSchemas(description: Description): NamedSchemas {
  const isDirectional = directionalIn(description.document)
  const schemas: NamedSchema[] = []
  const add = (base: string, pointer: string, type: string, direction: NamedSchema['direction']): string => {
    const name = `validate${pascalCase(base)}`
    const existing = schemas.find((other) => other.name === name)
    if (existing === undefined) schemas.push({ name, pointer, type, direction })
    else if (existing.pointer !== pointer) throw sameName(description, name, pointer, existing.pointer)
    return name
  }
  for (const name of Object.keys(description.document.components?.schemas ?? {})) {
    const type = `components["schemas"][${JSON.stringify(name)}]`
    add(name, joinPointer('', 'components', 'schemas', name), type, 'response')
  }
  const addBody = (
    base: string,
    content: RequestBody['content'],
    type: string,
    direction: NamedSchema['direction'],
  ): [string] | [] => {
    const body = content.find(({ mediaType }) => /[/+]json\b/i.test(mediaType)) ?? content[0]
    if (body?.object.schema === undefined) return []
    const component = /^#(\/components\/schemas\/[^/]+)$/.exec(body.object.schema.$ref ?? '')?.[1]
    const target = schemas.find(({ pointer }) => pointer === component)
    const pointer = joinPointer(body.pointer, 'schema')
    const isSame = target !== undefined && Object.keys(body.object.schema).length === 1
    if (isSame && !(direction === 'request' && isDirectional(pointer))) return [target.name]
    return [add(base, pointer, `${type}["content"][${JSON.stringify(body.mediaType)}]`, direction)]
  }
  const responses: NamedSchemas['responses'] = {}
  const requests: NamedSchemas['requests'] = {}
  for (const operation of description.operations) {
    const type = `operations[${JSON.stringify(operation.id)}]`
    const statuses = operation.responses.flatMap((response) => {
      const key = /^\d+$/.test(response.status) ? response.status : JSON.stringify(response.status)
      return addBody(
        `${operation.id} ${response.status}`,
        response.content,
        `${type}["responses"][${key}]`,
        'response',
      ).map((name) => [response.status, name] as const)
    })
    if (statuses.length > 0) responses[operation.id] = Object.fromEntries(statuses)
    if (operation.body === undefined) continue
    const body = `NonNullable<${type}["requestBody"]>`
    for (const name of addBody(`${operation.id} Request`, operation.body.content, body, 'request')) {
      requests[operation.id] = name
    }
  }
  return { schemas, responses, requests }
}

function sameName(
  description: Description,
  name: string,
  pointer: string,
  existing: string,
): DescriptionError {
  const { file, line } = description.source(pointer)
  const other = description.source(existing)
  const message = `Its validator would be called \`${name}\`, like that of ${other.file}:${other.line}: rename one of them.`
  return new DescriptionError([{ source: `${file}:${line}`, message }])
}
