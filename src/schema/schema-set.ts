import type { ErrorObject } from 'ajv/dist/2020.js'
import { get, joinPointer, parsePointer } from './pointer.ts'
import type { Schema } from './schema.ts'
import { excerpt } from './excerpt.ts'
import { jsonTypeOfFormat } from './formats.ts'
import { SchemaNodes } from './schema-nodes.ts'
import { SchemaValidators } from './schema-validators.ts'
import { Unsupported } from './unsupported.ts'

/** An error of an invalid value. */
export interface SchemaError {
  /** The pointer of the failed keyword in the bundled document. */
  pointer: string
  /** The pointer of the invalid part of the value. */
  instancePath: string
  expected: string
  actual: string
}

/** How many errors of one keyword are explained. A list of any length may have one for each item. */
const MAX_ERRORS = 20

const compiled = new WeakMap<object, SchemaSet>()

/** Returns the schema set of a document. It is made once. */
export function schemasOf(document: object): SchemaSet {
  const schemas = compiled.get(document) ?? new SchemaSet(document)
  compiled.set(document, schemas)
  return schemas
}

/** Validates values by the schemas of a document. */
export class SchemaSet {
  private readonly document: object
  private readonly requests: SchemaValidators
  /** Collects all errors of requests, as only recorded ones need. */
  private explainedRequests: SchemaValidators | undefined
  private readonly strict: SchemaValidators
  private readonly responses: SchemaValidators
  private readonly unsupported: Unsupported
  private readonly strictlyUnsupported: Unsupported
  private readonly nodes: SchemaNodes
  /** The latest value that was checked. Its keywords are usually looked up next. */
  private checked: { pointer: string; value: unknown; hasResult: boolean } | undefined

  constructor(document: object) {
    this.document = document
    this.requests = new SchemaValidators(document, 'readOnly', 'lenient', false)
    this.strict = new SchemaValidators(document, 'readOnly', 'strict', false)
    this.responses = new SchemaValidators(document, 'writeOnly')
    this.unsupported = new Unsupported(document, 'lenient')
    this.strictlyUnsupported = new Unsupported(document, 'strict')
    this.nodes = new SchemaNodes(document, this.unsupported)
  }

  /**
   * Returns the errors of a response's `value`, the first few of each keyword. Keywords that cannot be checked have no
   * errors.
   */
  check(pointer: string, value: unknown): SchemaError[] {
    return this.errorsOf(this.responses, pointer, value)
  }

  /** The same for the body or a parameter of a request. */
  checkRequest(pointer: string, value: unknown): SchemaError[] {
    this.explainedRequests ??= new SchemaValidators(this.document, 'readOnly')
    return this.errorsOf(this.explainedRequests, pointer, value)
  }

  private errorsOf(validators: SchemaValidators, pointer: string, value: unknown): SchemaError[] {
    const result = validators.validate(pointer, value)
    this.checked = { pointer, value, hasResult: result !== undefined }
    if (result === undefined || result.valid) return []
    const counts = new Map<unknown, number>()
    const errors = result.errors.flatMap((error) => {
      const count = (counts.get(error.schemaPath) ?? 0) + 1
      counts.set(error.schemaPath, count)
      return count > MAX_ERRORS ? [] : this.explain(validators, error)
    })
    if (errors.length > 0) return errors
    return [
      { pointer, instancePath: '', expected: 'a value that is valid for the schema', actual: excerpt(value) },
    ]
  }

  /** Whether `value` is valid in a request if the keywords that cannot be checked allow it. */
  mayBeValid(pointer: string, value: unknown): boolean {
    return this.requests.validate(pointer, value)?.valid ?? true
  }

  /** Whether `value` is valid in a request whatever the keywords that cannot be checked allow. */
  isDefinitelyValid(pointer: string, value: unknown): boolean {
    const hasUnchecked = this.strictlyUnsupported.has(pointer)
    return (hasUnchecked ? this.strict : this.requests).validate(pointer, value)?.valid ?? false
  }

  /**
   * Returns the pointers of the keywords that apply to `value`, in the schema at `pointer`, each once. Values of the same
   * shape get the same list.
   */
  applicableKeywords(pointer: string, value: unknown): readonly string[] {
    // Without a result of the validator, nothing is known about the value.
    const { checked } = this
    const hasResult =
      checked?.pointer === pointer && checked.value === value
        ? checked.hasResult
        : this.responses.validate(pointer, value) !== undefined
    if (!hasResult) return []
    return this.nodes.applicableKeywords(pointer, value)
  }

  /** Whether the keyword at `pointer` is checked. Unknown formats and unsupported patterns are not. */
  isChecked(pointer: string): boolean {
    const value = get(this.document, pointer)
    const at = pointer.slice(0, pointer.lastIndexOf('/'))
    const [keyword = ''] = parsePointer(pointer.slice(at.length))
    const schema = get(this.document, at)
    // An item of `required` has a list as its parent.
    if (value === undefined || typeof schema !== 'object' || schema === null || Array.isArray(schema))
      return value !== undefined
    if (keyword === 'format' && typeof value === 'string') return jsonTypeOfFormat(value) !== undefined
    return Object.hasOwn(this.unsupported.withoutKeywords(schema as Schema, at), keyword)
  }

  private explain(validators: SchemaValidators, error: ErrorObject): SchemaError[] {
    const at = validators.pointerOfError(error)
    if (at === undefined) return []
    const missing: unknown = error.keyword === 'required' ? error.params['missingProperty'] : undefined
    const index =
      typeof missing === 'string'
        ? (get(this.document, joinPointer(at, 'required')) as string[]).indexOf(missing)
        : -1
    const keyword = Object.hasOwn(Object(get(this.document, at)) as object, error.keyword)
      ? error.keyword
      : 'if'
    const pointer = index >= 0 ? joinPointer(at, 'required', index) : joinPointer(at, keyword)
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
      return 'no undescribed property'
    default:
      return typeof value === 'object' ? error.keyword : `${error.keyword} ${JSON.stringify(value)}`
  }
}
