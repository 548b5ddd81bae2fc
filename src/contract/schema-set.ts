import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
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

/** The document's schemas, compiled by ajv when they are first needed. */
export class SchemaSet {
  private readonly document: OpenAPIDocument
  private readonly ajv: Ajv2020
  private readonly validators = new Map<string, ValidateFunction>()
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
    })
    addFormats.default(this.ajv)
    this.ajv.addFormat('unix-time', { type: 'number', validate: Number.isInteger })
    for (const name of Object.keys(document.components?.schemas ?? {})) {
      const pointer = joinPointer('/components/schemas', name)
      this.ajv.addSchema(this.clean(get(document, pointer), pointer) as object, `#${pointer}`)
    }
  }

  /** Every breach of the schema at `pointer` by `value`. */
  check(pointer: string, value: unknown): SchemaError[] {
    const validate = this.validatorOf(pointer)
    if (validate(value)) return []
    const errors = (validate.errors ?? []).flatMap((error) => this.explain(error))
    return errors.length > 0
      ? errors
      : [{ pointer, instancePath: '', expected: 'a value of the described schema', actual: excerpt(value) }]
  }

  isValid(pointer: string, value: unknown): boolean {
    return this.validatorOf(pointer)(value)
  }

  /** The keywords of the schema at `pointer` that had something to say about `value`. */
  reached(pointer: string, value: unknown): string[] {
    const { value: schema, pointer: at } = dereference<Schema>(this.document, pointer)
    if (typeof schema !== 'object') return []
    const own = applicable(schema, value).map((keyword) => joinPointer(at, keyword))
    const below = (schema.allOf ?? []).flatMap((_, index) =>
      this.reached(joinPointer(at, 'allOf', index), value),
    )
    if (Array.isArray(value)) {
      const items =
        schema.items === undefined ? [] : value.flatMap((item) => this.reached(`${at}/items`, item))
      return [...own, ...below, ...items]
    }
    if (typeof value !== 'object' || value === null) return [...own, ...below]
    const required = (schema.required ?? []).map((_, index) => joinPointer(at, 'required', index))
    const closed = schema.additionalProperties === false ? [`${at}/additionalProperties`] : []
    const properties = Object.entries(value).flatMap(([name, child]) => {
      if (Object.hasOwn(schema.properties ?? {}, name))
        return this.reached(joinPointer(at, 'properties', name), child)
      return typeof schema.additionalProperties === 'object'
        ? this.reached(`${at}/additionalProperties`, child)
        : []
    })
    return [...own, ...below, ...required, ...closed, ...properties]
  }

  private validatorOf(pointer: string): ValidateFunction {
    let validate = this.validators.get(pointer)
    if (validate === undefined) {
      const { value, pointer: at } = dereference<Schema>(this.document, pointer)
      const known = this.ajv.getSchema(`#${at}`)
      validate = known ?? this.ajv.compile(this.clean(value, at) as object)
      this.validators.set(pointer, validate)
    }
    return validate
  }

  /** A copy without what is no JSON Schema, so that nothing but schemas reaches ajv; every object remembers its place. */
  private clean(node: unknown, pointer: string): unknown {
    if (Array.isArray(node)) return node.map((item, index) => this.clean(item, joinPointer(pointer, index)))
    if (typeof node !== 'object' || node === null) return node
    const copy = Object.fromEntries(
      Object.entries(node)
        .filter(([key]) => key !== 'example' && key !== 'examples' && !key.startsWith('x-'))
        .map(([key, child]) => [
          key,
          key === 'const' || key === 'enum' ? child : this.clean(child, joinPointer(pointer, key)),
        ]),
    )
    if (!OPAQUE.test(pointer)) this.pointers.set(copy, pointer)
    return copy
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

/** Below these a broken keyword is no breach by itself: another branch may fit. */
const OPAQUE = /\/(anyOf|oneOf)\/\d+|\/(not|if|contains)(\/|$)/

function applicable(schema: Schema, value: unknown): string[] {
  const kinds: (keyof typeof ASSERTIONS)[] = ['any']
  if (typeof value === 'string') kinds.push('string')
  if (typeof value === 'number') kinds.push('number')
  if (Array.isArray(value)) kinds.push('array')
  else if (typeof value === 'object' && value !== null) kinds.push('object')
  const keywords = kinds.flatMap((kind) => [...ASSERTIONS[kind]])
  // ajv applies a numeric format to numbers, the others to strings.
  if (typeof value === 'number' && schema.format === 'unix-time') keywords.push('format')
  return keywords.filter((keyword) => schema[keyword] !== undefined)
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
