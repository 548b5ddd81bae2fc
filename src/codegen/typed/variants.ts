import { escapeToken, get, joinPointer, unescapeToken } from '../../description/index.ts'
import type { OpenAPIDocument, Schema } from '../../description/index.ts'
import { excludedNames, mapSchema, MarkedSchemas } from '../../schema/index.ts'
import { isBinarySchema } from '../body-format.ts'

/** A form of a schema: as a response, a request or a multipart request has it. */
type Variant = 'response' | 'request' | 'multipart'

const SUFFIXES = { request: 'Request', multipart: 'Multipart' } as const

const BLOB = { type: 'string', 'x-typescript-type': 'Blob' } as unknown as Schema

/**
 * Makes the schemas of each direction: a request has no `readOnly` properties, a response no `writeOnly` ones, and a
 * multipart request has files. A component schema that differs has a copy for requests: `Order` and `OrderRequest`.
 */
export class SchemaVariants {
  private readonly document: OpenAPIDocument
  private readonly directional: MarkedSchemas
  private readonly binary: MarkedSchemas
  private readonly names = new Map<string, string>()
  private readonly copies = new Map<string, Schema>()

  constructor(document: OpenAPIDocument) {
    this.document = document
    this.directional = new MarkedSchemas(document, (_, at) =>
      (['readOnly', 'writeOnly'] as const).some((mark) => excludedNames(document, at, mark).size > 0),
    )
    this.binary = new MarkedSchemas(document, isBinarySchema)
  }

  /** Returns the schema at a pointer as a variant. */
  of(pointer: string, variant: Variant): Schema {
    const schema = get(this.document, pointer) as Schema
    return this.differs(pointer, variant) ? this.change(schema, pointer, variant) : schema
  }

  /** Returns the component schemas with all copies; undefined if they are those of the document. */
  componentSchemas(): Record<string, Schema> | undefined {
    const schemas = Object.entries(this.document.components?.schemas ?? {}).map(([name]) => {
      const pointer = joinPointer('', 'components', 'schemas', name)
      return [name, this.of(pointer, 'response')] as const
    })
    return schemas.length === 0 ? undefined : Object.fromEntries([...schemas, ...this.copies])
  }

  private differs(pointer: string, variant: Variant): boolean {
    return this.directional.has(pointer) || (variant === 'multipart' && this.binary.has(pointer))
  }

  private change(schema: Schema, pointer: string, variant: Variant): Schema {
    return mapSchema(schema, pointer, (copy, at) => {
      if (variant === 'multipart' && copy.$ref === undefined && isBinarySchema(copy)) return BLOB
      const changed = this.withoutExcluded(copy, at, variant === 'response' ? 'writeOnly' : 'readOnly')
      return variant === 'response' ? changed : this.withReferences(changed, variant)
    }) as Schema
  }

  private withoutExcluded(schema: Schema, at: string, mark: 'readOnly' | 'writeOnly'): Schema {
    const excluded = excludedNames(this.document, at, mark)
    if (excluded.size === 0) return schema
    const { properties = {}, required, ...others } = schema
    const kept = Object.entries(properties).filter(([name]) => !excluded.has(name))
    return {
      ...others,
      ...(schema.properties !== undefined && { properties: Object.fromEntries(kept) }),
      ...(required !== undefined && { required: required.filter((name) => !excluded.has(name)) }),
    }
  }

  private withReferences(schema: Schema, variant: 'request' | 'multipart'): Schema {
    const { $ref, discriminator } = schema as { $ref?: string; discriminator?: Discriminator }
    const mapping = Object.entries(discriminator?.mapping ?? {}).map(
      ([value, reference]) => [value, this.reference(reference, variant)] as const,
    )
    return {
      ...schema,
      ...($ref !== undefined && { $ref: this.reference($ref, variant) }),
      ...(mapping.length > 0 && {
        discriminator: { ...discriminator, mapping: Object.fromEntries(mapping) },
      }),
    }
  }

  /** Returns a reference to the variant of a component schema, which is made when it is first needed. */
  private reference(reference: string, variant: 'request' | 'multipart'): string {
    const token = /^#\/components\/schemas\/([^/]+)$/.exec(reference)?.[1]
    if (token === undefined) return reference
    const name = unescapeToken(decodeURIComponent(token))
    const pointer = joinPointer('', 'components', 'schemas', name)
    if (!this.differs(pointer, variant)) return reference
    const key = `${variant} ${name}`
    let copyName = this.names.get(key)
    if (copyName === undefined) {
      copyName = this.freeName(`${name}${SUFFIXES[variant]}`)
      this.names.set(key, copyName)
      this.copies.set(copyName, {})
      this.copies.set(copyName, this.change(get(this.document, pointer) as Schema, pointer, variant))
    }
    return `#/components/schemas/${encodeURIComponent(escapeToken(copyName))}`
  }

  private freeName(name: string): string {
    const isTaken = (one: string): boolean =>
      Object.hasOwn(this.document.components?.schemas ?? {}, one) || this.copies.has(one)
    let free = name
    for (let number = 2; isTaken(free); number++) free = `${name}${number}`
    return free
  }
}

interface Discriminator {
  mapping?: Record<string, string>
}
