import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import { UsageError } from '../command/index.ts'
import { makeAjv } from './ajv.ts'
import { CompilableSchemas } from './compilable.ts'
import type { ExcludedMark } from './shape.ts'
import type { Mode } from './unsupported.ts'

/** The schemas of a document as one direction reads them, compiled by ajv when they are first needed. */
export class SchemaValidators {
  private readonly ajv
  private readonly schemas: CompilableSchemas
  private readonly validators = new Map<string, ValidateFunction>()
  private readonly added = new Set<string>()

  /**
   * @param excludedMark properties that do not go this way, and so are not required
   * @param allErrors whether a validator collects every error, or ends with the first
   */
  constructor(document: object, excludedMark: ExcludedMark, mode: Mode = 'lenient', allErrors = true) {
    this.schemas = new CompilableSchemas(document, excludedMark, mode)
    this.ajv = makeAjv({ allErrors, verbose: true })
  }

  /**
   * Returns what ajv says of a value; undefined where it fails over it: a schema that asks for itself without end, marks
   * for `unevaluatedProperties` across such a schema.
   *
   * @throws UsageError where the schema at `pointer` cannot be compiled
   */
  validate(pointer: string, value: unknown): { valid: boolean; errors: readonly ErrorObject[] } | undefined {
    const validate = this.validatorOf(pointer)
    try {
      return { valid: validate(value), errors: validate.errors ?? [] }
    } catch {
      return undefined
    }
  }

  /** Where the schema stands that an error is about; undefined below an alternative, which is no failure by itself. */
  pointerOfError({ parentSchema }: ErrorObject): string | undefined {
    return this.schemas.pointerOf(parentSchema)
  }

  private validatorOf(pointer: string): ValidateFunction {
    let validate = this.validators.get(pointer)
    if (validate === undefined) {
      validate = this.compile(pointer)
      this.validators.set(pointer, validate)
    }
    return validate
  }

  private compile(pointer: string): ValidateFunction {
    try {
      const $ref = this.schemas.add(pointer)
      for (const [key, schema] of this.schemas.schemas) {
        if (!this.added.has(key)) this.ajv.addSchema(schema, key)
        this.added.add(key)
      }
      return this.ajv.compile({ $ref })
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw new UsageError(`The schema at ${pointer} cannot be used: ${reason}.`)
    }
  }
}
