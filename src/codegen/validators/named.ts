import { isForm, joinPointer } from '../../description/index.ts'
import type { Content, Description, OpenAPIDocument, RequestBody } from '../../description/index.ts'
import { bodyFormats } from '../body-format.ts'
import { pascalCase } from '../identifier.ts'
import { nameOperations } from '../operation-names.ts'
import { literal } from '../printed.ts'
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
 * schema is inline (`validateListOrders200`) or requires other properties in requests than in responses. A name that is
 * in use already gets a number.
 */
export function nameSchemas(description: Description): NamedSchemas {
  const names = known.get(description) ?? nameAll(description)
  known.set(description, names)
  return names
}

/** The client and the validators need the same names. */
const known = new WeakMap<Description, NamedSchemas>()

function nameAll(description: Description): NamedSchemas {
  const namer = new Namer(description)
  const responses: NamedSchemas['responses'] = {}
  const requests: NamedSchemas['requests'] = {}
  for (const [operation, { typeKey, type: name }] of nameOperations(description.operations)) {
    if (Object.hasOwn(responses, typeKey) || Object.hasOwn(requests, typeKey)) continue
    const type = `operations[${literal(typeKey)}]`
    const statuses = operation.responses.flatMap((response) => {
      const key = /^\d+$/.test(response.status) ? response.status : literal(response.status)
      return namer
        .addBody(`${name} ${response.status}`, response.content, `${type}['responses'][${key}]`, 'response')
        .map((validator) => [response.status, validator] as const)
    })
    if (statuses.length > 0) responses[typeKey] = Object.fromEntries(statuses)
    if (operation.body === undefined) continue
    const body = `NonNullable<${type}['requestBody']>`
    for (const validator of namer.addBody(`${name} Request`, operation.body.content, body, 'request'))
      requests[typeKey] = validator
  }
  return { schemas: namer.schemas, responses, requests }
}

/** Collects the schemas with a validator, and gives each a name of its own. */
class Namer {
  readonly schemas: NamedSchema[] = []
  private readonly byPointer = new Map<string, NamedSchema>()
  private readonly names = new Set<string>()
  private readonly isDirectional: (pointer: string) => boolean
  private readonly document: OpenAPIDocument

  constructor({ document }: Description) {
    this.document = document
    this.isDirectional = directionalIn(document)
    for (const name of Object.keys(document.components?.schemas ?? {})) {
      const type = `components['schemas'][${literal(name)}]`
      this.add(name, joinPointer('', 'components', 'schemas', name), type, 'response')
    }
  }

  /** Names the validator of a body. Empty if its schema describes no value. */
  addBody(
    base: string,
    content: RequestBody['content'],
    type: string,
    direction: NamedSchema['direction'],
  ): [string] | [] {
    const body =
      content.find((one) => bodyFormats(this.document, one)[0] === 'json') ??
      content.find((one) => this.isValue(one))
    const { schema } = body?.object ?? {}
    if (body === undefined || schema === undefined) return []
    const component = /^#(\/components\/schemas\/[^/]+)$/.exec(schema.$ref ?? '')?.[1]
    const target = this.byPointer.get(`response ${component ?? ''}`)
    const pointer = joinPointer(body.pointer, 'schema')
    const isSame = target !== undefined && Object.keys(schema).length === 1
    if (isSame && !(direction === 'request' && this.isDirectional(pointer))) return [target.name]
    return [this.add(base, pointer, `${type}['content'][${literal(body.mediaType)}]`, direction)]
  }

  /** Whether a schema describes the value of a body: of a text or a form, but not of bytes and of XML. */
  private isValue(content: Content): boolean {
    if (isForm(content.mediaType)) return true
    return bodyFormats(this.document, content)[0] === 'text' && !/xml/i.test(content.mediaType)
  }

  private add(base: string, pointer: string, type: string, direction: NamedSchema['direction']): string {
    // A shared response has one validator, whatever the number of its status codes.
    const key = `${this.isDirectional(pointer) ? direction : 'response'} ${pointer}`
    const existing = this.byPointer.get(key)
    if (existing !== undefined) return existing.name
    const plain = `validate${asciiName(pascalCase(base))}`
    let name = plain
    for (let number = 2; this.names.has(name); number++) name = `${plain}${number}`
    const schema = { name, pointer, type, direction }
    this.names.add(name)
    this.schemas.push(schema)
    this.byPointer.set(key, schema)
    return name
  }
}

/** ajv exports functions with ASCII names only: accents are removed, and other letters become their code. */
function asciiName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w$]/gu, (letter) => `U${(letter.codePointAt(0) ?? 0).toString(16)}`)
}
