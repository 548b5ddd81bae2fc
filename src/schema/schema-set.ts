import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import { get, joinPointer } from '../description/index.ts'
import type { OpenAPIDocument } from '../description/index.ts'
import { jsonTypeOfFormat } from './formats.ts'
import { relaxUnsupported } from './relax-unsupported.ts'
import { SchemaNodes } from './schema-nodes.ts'
import { SchemaValidators } from './schema-validators.ts'

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
  const schemas =
    compiled.get(document) ??
    new SchemaSet(relaxUnsupported(document, 'mayFit'), relaxUnsupported(document, 'mayNotFit'))
  compiled.set(document, schemas)
  return schemas
}

/** What the document's schemas say of values. */
export class SchemaSet {
  private readonly document: OpenAPIDocument
  private readonly requests: SchemaValidators
  private readonly strict: SchemaValidators
  private readonly responses: SchemaValidators
  private readonly nodes: SchemaNodes

  /** @param strict the document in which nothing fits that cannot be told */
  constructor(document: OpenAPIDocument, strict = document) {
    this.document = document
    this.requests = new SchemaValidators(document, 'readOnly')
    this.strict = strict === document ? this.requests : new SchemaValidators(strict, 'readOnly')
    this.responses = new SchemaValidators(document, 'writeOnly')
    this.nodes = new SchemaNodes(document)
  }

  /** Every breach of the schema at `pointer` by a `value` of a response. */
  check(pointer: string, value: unknown): SchemaError[] {
    const validate = this.responses.validatorOf(pointer)
    if (tryValidate(validate, value) ?? true) return []
    const errors = (validate.errors ?? []).flatMap((error) => this.explain(error))
    if (errors.length > 0) return errors
    return [
      { pointer, instancePath: '', expected: 'a value of the described schema', actual: excerpt(value) },
    ]
  }

  /** Whether a request may send `value` for the schema at `pointer`, as far as that can be told. */
  mayBeValid(pointer: string, value: unknown): boolean {
    return tryValidate(this.requests.validatorOf(pointer), value) ?? true
  }

  /** Whether `value` fits for sure: not where only a pattern could tell that JavaScript does not read. */
  isDefinitelyValid(pointer: string, value: unknown): boolean {
    return tryValidate(this.strict.validatorOf(pointer), value) ?? false
  }

  /** The keywords of the schema at `pointer` that had something to say about `value`. */
  applicableKeywords(pointer: string, value: unknown): string[] {
    return this.nodes.applicableKeywords(pointer, value)
  }

  /** Whether the keyword at `pointer` is judged: not an unknown format, and no pattern that JavaScript does not read. */
  isChecked(pointer: string): boolean {
    const value = get(this.document, pointer)
    const isFormat = pointer.endsWith('/format') && typeof value === 'string'
    return value !== undefined && (!isFormat || jsonTypeOfFormat(value) !== undefined)
  }

  private explain(error: ErrorObject): SchemaError[] {
    const at = this.responses.pointerOfError(error)
    if (at === undefined) return []
    const missing: unknown = error.keyword === 'required' ? error.params['missingProperty'] : undefined
    const index =
      typeof missing === 'string'
        ? (get(this.document, joinPointer(at, 'required')) as string[]).indexOf(missing)
        : -1
    const pointer = index >= 0 ? joinPointer(at, 'required', index) : joinPointer(at, error.keyword)
    const where = error.instancePath === '' ? '' : `${error.instancePath}: `
    return [
      {
        pointer,
        instancePath: error.instancePath,
        expected: where + expectation(error),
        actual: where + (typeof missing === 'string' ? `no \`${missing}\`` : excerpt(invalidPart(error))),
      },
    ]
  }
}

/**
 * What ajv says of a value; undefined where it fails over it: a `valueOf` among items that have to differ, a schema that
 * asks for itself without end, marks for `unevaluatedProperties` across such a schema.
 */
function tryValidate(validate: ValidateFunction, value: unknown): boolean | undefined {
  try {
    return validate(value)
  } catch {
    return undefined
  }
}

function invalidPart(error: ErrorObject): unknown {
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
