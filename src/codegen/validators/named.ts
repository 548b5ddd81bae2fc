import { DescriptionError, joinPointer } from '../../description/index.ts'
import type { Description, RequestBody, Schema } from '../../description/index.ts'
import { pascalCase } from '../identifier.ts'

/** A schema that gets a validator of its own. */
export interface NamedSchema {
  /** The name of its validator. */
  name: string
  /** Where the schema stands in the bundled document. */
  pointer: string
  schema: Schema
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
 * request or a response whose schema is written in place (`validateListOrders200`).
 *
 * @throws DescriptionError where two get the same name
 */
export function nameSchemas(description: Description): NamedSchemas {
  const schemas: NamedSchema[] = []
  const add = (base: string, pointer: string, schema: Schema, type: string): string => {
    const name = `validate${pascalCase(base)}`
    const existing = schemas.find((other) => other.name === name)
    if (existing === undefined) schemas.push({ name, pointer, schema, type })
    else if (existing.pointer !== pointer) throw sameName(description, name, pointer, existing.pointer)
    return name
  }
  for (const [name, schema] of Object.entries(description.document.components?.schemas ?? {})) {
    const type = `components["schemas"][${JSON.stringify(name)}]`
    add(name, joinPointer('', 'components', 'schemas', name), schema, type)
  }
  const addBody = (base: string, content: RequestBody['content'], type: string): [string] | [] => {
    const body = content.find(({ mediaType }) => /[/+]json\b/i.test(mediaType)) ?? content[0]
    if (body?.object.schema === undefined) return []
    const component = /^#(\/components\/schemas\/[^/]+)$/.exec(body.object.schema.$ref ?? '')?.[1]
    const target = schemas.find(({ pointer }) => pointer === component)
    if (target !== undefined && Object.keys(body.object.schema).length === 1) return [target.name]
    const pointer = joinPointer(body.pointer, 'schema')
    return [add(base, pointer, body.object.schema, `${type}["content"][${JSON.stringify(body.mediaType)}]`)]
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
      ).map((name) => [response.status, name] as const)
    })
    if (statuses.length > 0) responses[operation.id] = Object.fromEntries(statuses)
    if (operation.body === undefined) continue
    const body = `NonNullable<${type}["requestBody"]>`
    for (const name of addBody(`${operation.id} Request`, operation.body.content, body)) {
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
