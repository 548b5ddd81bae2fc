import { DescriptionError, joinPointer } from '../../description/index.ts'
import type { Description, RequestBody } from '../../description/index.ts'
import { pascalCase } from '../identifier.ts'
import { directionalIn } from './directional.ts'

/** A schema with its own validator. */
export interface NamedSchema {
  /** The name of the validator. */
  name: string
  /** The pointer of the schema in the bundled document. */
  pointer: string
  /** The direction to validate. A request may omit required `readOnly` properties, a response `writeOnly` ones. */
  direction: 'request' | 'response'
  /** The TypeScript type of a valid value, from `types.ts`. */
  type: string
}

/** The validators of a description. */
export interface NamedSchemas {
  schemas: NamedSchema[]
  /** operationId → status code or range of the description → the name of a validator. */
  responses: Record<string, Record<string, string>>
  /** operationId → the name of a validator. */
  requests: Record<string, string>
}

/**
 * Names the validators. Each component schema has one (`validateOrder`). A request or response body has its own if its
 * schema is inline (`validateListOrders200`) or requires other properties in requests than in responses.
 *
 * @throws DescriptionError if two validators would have the same name
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
  const message = `The validator \`${name}\` would have the same name as the one for ${other.file}:${other.line}. Rename one of the schemas.`
  return new DescriptionError([{ source: `${file}:${line}`, message }])
}
