import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { UsageError } from '../command/index.ts'
import { dereference, get, joinPointer } from '../description/index.ts'
import type { OpenAPIDocument, Schema } from '../description/index.ts'
import { ASSERTIONS } from './keyword-rules.ts'

/** A value that breaks a schema. */
export interface SchemaError {
  /** The broken keyword in the bundled document. */
  pointer: string
  /** Where in the value: a JSON Pointer. */
  instancePath: string
  expected: string
  actual: string
}

const compiled = new WeakMap<OpenAPIDocument, SchemaSet>()

/** A document's schemas, compiled once however often it is judged by. */
export function schemasOf(document: OpenAPIDocument): SchemaSet {
  const schemas = compiled.get(document) ?? new SchemaSet(document)
  compiled.set(document, schemas)
  return schemas
}

/** The document's schemas, compiled by ajv when they are first needed. */
export class SchemaSet {
  private readonly document: OpenAPIDocument
  private readonly ajv: Ajv2020
  private readonly validators = new Map<string, ValidateFunction>()
  private readonly nodes = new Map<string, SchemaNode>()
  private readonly added = new Set<string>()
  /** Every schema object given to ajv → where it stands. ajv names it in its errors as `parentSchema`. */
  private readonly pointers = new Map<unknown, string>()

  constructor(document: OpenAPIDocument) {
    this.document = document
    this.ajv = new Ajv2020({
      allErrors: true,
      verbose: true,
      strict: false,
      validateSchema: false,
      ownProperties: true,
      logger: false,
    })
    addFormats.default(this.ajv)
    this.ajv.addFormat('unix-time', { type: 'number', validate: Number.isInteger })
    for (const name of Object.keys(document.components?.schemas ?? {})) {
      const pointer = joinPointer('/components/schemas', name)
      this.ajv.addSchema(this.clean(get(document, pointer), pointer) as object, `#${pointer}`)
    }
  }

  /** Every breach of the schema at `pointer` by a `value` of a response. */
  check(pointer: string, value: unknown): SchemaError[] {
    const validate = this.validatorOf(pointer)
    if (validate(value)) return []
    const errors = this.breaches(validate, 'writeOnly').flatMap((error) => this.explain(error))
    if (errors.length > 0 || this.breaches(validate, 'writeOnly').length === 0) return errors
    return [
      { pointer, instancePath: '', expected: 'a value of the described schema', actual: excerpt(value) },
    ]
  }

  /** Whether a request may send `value` for the schema at `pointer`. */
  isValid(pointer: string, value: unknown): boolean {
    const validate = this.validatorOf(pointer)
    return validate(value) || this.breaches(validate, 'readOnly').length === 0
  }

  /** What a validator complained of, but for required properties that go the other way only. */
  private breaches({ errors }: ValidateFunction, absent: 'readOnly' | 'writeOnly'): ErrorObject[] {
    return (errors ?? []).filter(({ keyword, params, parentSchema }) => {
      const name: unknown = keyword === 'required' ? params['missingProperty'] : undefined
      if (typeof name !== 'string') return true
      const property = get(parentSchema, joinPointer('', 'properties', name)) as Schema | undefined
      const $ref = property?.$ref
      const schema = $ref === undefined ? property : dereference<Schema>(this.document, $ref.slice(1)).value
      return schema?.[absent] !== true
    })
  }

  /** The keywords of the schema at `pointer` that had something to say about `value`. */
  reached(pointer: string, value: unknown): string[] {
    const found: string[] = []
    this.collect(this.node(pointer), value, found)
    return found
  }

  private collect(node: SchemaNode, value: unknown, found: string[]): void {
    for (const [keyword, at] of node.assertions) if (applies(keyword, node.schema, value)) found.push(at)
    for (const part of node.allOf) this.collect(this.node(part), value, found)
    if (Array.isArray(value)) {
      if (node.items !== undefined) for (const item of value) this.collect(this.node(node.items), item, found)
    } else if (typeof value === 'object' && value !== null) {
      found.push(...node.ofObjects)
      for (const [name, child] of Object.entries(value)) {
        const below = node.properties.get(name) ?? node.additional
        if (below !== undefined) this.collect(this.node(below), child, found)
      }
    }
  }

  /** What `collect` asks of a schema, worked out once. */
  private node(pointer: string): SchemaNode {
    const known = this.nodes.get(pointer)
    if (known !== undefined) return known
    const { value: schema, pointer: at } = dereference<Schema>(this.document, pointer)
    const node: SchemaNode = {
      schema,
      assertions: KEYWORDS.filter((keyword) => schema[keyword] !== undefined).map((keyword) => [
        keyword,
        joinPointer(at, keyword),
      ]),
      allOf: (schema.allOf ?? []).map((_, index) => joinPointer(at, 'allOf', index)),
      items: schema.items === undefined ? undefined : `${at}/items`,
      ofObjects: [
        ...(schema.required ?? []).map((_, index) => joinPointer(at, 'required', index)),
        ...(schema.additionalProperties === false ? [`${at}/additionalProperties`] : []),
      ],
      properties: new Map(
        Object.keys(schema.properties ?? {}).map((name) => [name, joinPointer(at, 'properties', name)]),
      ),
      additional: typeof schema.additionalProperties === 'object' ? `${at}/additionalProperties` : undefined,
    }
    this.nodes.set(pointer, node)
    return node
  }

  private validatorOf(pointer: string): ValidateFunction {
    let validate = this.validators.get(pointer)
    if (validate === undefined) {
      const { value, pointer: at } = dereference<Schema>(this.document, pointer)
      const known = this.ajv.getSchema(`#${at}`)
      validate = known ?? this.compile(value, at)
      this.validators.set(pointer, validate)
    }
    return validate
  }

  private compile(schema: unknown, pointer: string): ValidateFunction {
    try {
      return this.ajv.compile(this.clean(schema, pointer) as object | boolean)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw new UsageError(`The schema at ${pointer} cannot be used: ${reason}.`)
    }
  }

  /** A copy without what is no JSON Schema, so that nothing but schemas reaches ajv; every object remembers its place. */
  private clean(node: unknown, pointer: string): unknown {
    if (Array.isArray(node)) return node.map((item, index) => this.clean(item, joinPointer(pointer, index)))
    if (typeof node !== 'object' || node === null) return node
    const copy = Object.fromEntries(
      Object.entries(node)
        .filter(([key]) => NAMES.test(pointer) || !NO_KEYWORD.test(key))
        .map(([key, child]) => [
          key,
          key === 'const' || key === 'enum' ? child : this.clean(child, joinPointer(pointer, key)),
        ]),
    )
    if (!OPAQUE.test(pointer)) this.pointers.set(copy, pointer)
    if (typeof copy['$ref'] === 'string') this.addTarget(copy['$ref'])
    return copy
  }

  /** What is referred to and is no named component is made known under its own place. */
  private addTarget(reference: string): void {
    if (!reference.startsWith('#/') || /^#\/components\/schemas\/[^/]+$/.test(reference)) return
    if (this.added.has(reference)) return
    this.added.add(reference)
    const pointer = reference.slice(1)
    this.ajv.addSchema(this.clean(get(this.document, pointer), pointer) as object, reference)
  }

  private explain(error: ErrorObject): SchemaError[] {
    const at = this.pointers.get(error.parentSchema)
    if (at === undefined) return []
    const missing: unknown = error.keyword === 'required' ? error.params['missingProperty'] : undefined
    const index =
      typeof missing === 'string' ? (error.parentSchema?.['required'] as string[]).indexOf(missing) : -1
    const pointer = index >= 0 ? joinPointer(at, 'required', index) : joinPointer(at, error.keyword)
    const where = error.instancePath === '' ? '' : `${error.instancePath}: `
    return [
      {
        pointer,
        instancePath: error.instancePath,
        expected: where + expectation(error),
        actual: where + (typeof missing === 'string' ? `no \`${missing}\`` : excerpt(offender(error))),
      },
    ]
  }
}

/** What is no keyword of JSON Schema 2020-12, or no assertion of it and unknown to ajv. */
const NO_KEYWORD = /^(?:examples?|nullable|discriminator|xml|externalDocs|x-.*)$/

/** Where the keys are names, not keywords. */
const NAMES = /\/(?:properties|patternProperties|\$defs|dependentSchemas)$/

/** Below these a broken keyword is no breach by itself: another branch may fit. */
const OPAQUE = /\/(anyOf|oneOf)\/\d+|\/(not|if|contains)(\/|$)/

interface SchemaNode {
  readonly schema: Schema
  readonly assertions: readonly (readonly [string, string])[]
  readonly allOf: readonly string[]
  readonly items: string | undefined
  readonly ofObjects: readonly string[]
  readonly properties: ReadonlyMap<string, string>
  readonly additional: string | undefined
}

const KEYWORDS: readonly string[] = Object.values(ASSERTIONS).flat()
const KIND = new Map<string, string>(
  Object.entries(ASSERTIONS).flatMap(([kind, list]) => list.map((keyword) => [keyword, kind] as const)),
)

/** Whether a keyword has something to say about a value: those of strings about strings, and so on. */
function applies(keyword: string, schema: Schema, value: unknown): boolean {
  // ajv applies a numeric format to numbers, the others to strings.
  if (keyword === 'format' && schema.format === 'unix-time') return typeof value === 'number'
  const kind = KIND.get(keyword)
  if (kind === 'any') return true
  if (kind === 'array') return Array.isArray(value)
  if (kind === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
  return typeof value === kind
}

function offender(error: ErrorObject): unknown {
  if (error.keyword !== 'additionalProperties') return error.data
  const name: unknown = error.params['additionalProperty']
  return typeof name === 'string' ? { [name]: (error.data as Record<string, unknown>)[name] } : error.data
}

function expectation(error: ErrorObject): string {
  const value: unknown = error.schema
  switch (error.keyword) {
    case 'type':
      return Array.isArray(value) ? value.join(' or ') : String(value)
    case 'enum':
      return `one of ${(value as unknown[]).map((item) => JSON.stringify(item)).join(', ')}`
    case 'const':
      return JSON.stringify(value)
    case 'required':
      return `the property \`${String(error.params['missingProperty'])}\``
    case 'additionalProperties':
      return 'no other properties than the described ones'
    default:
      return typeof value === 'object' ? error.keyword : `${error.keyword} ${JSON.stringify(value)}`
  }
}

/** A value as JSON, cut to what a line can show. */
export function excerpt(value: unknown, length = 120): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length > length ? `${text.slice(0, length)}…` : text
}
