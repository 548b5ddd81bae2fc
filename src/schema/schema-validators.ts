import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import type { Ajv2020 } from 'ajv/dist/2020.js'
import { UsageError } from '../command/index.ts'
import { makeAjv } from './ajv.ts'
import { CompilableSchemas } from './compilable.ts'
import { isSmall } from './small.ts'
import { SchemaCompileError } from './late-target.ts'
import { rememberReferences, withRememberedReferences } from './remembered-references.ts'
import type { ExcludedMark } from './shape.ts'
import type { Mode } from './unsupported.ts'

/** Validates values by the schemas of a document, for one direction. ajv compiles a schema when it is first needed. */
export class SchemaValidators {
  /** Made when the first schema is compiled: a run may need only one direction. */
  private made: Ajv2020 | undefined
  private readonly allErrors: boolean
  private readonly schemas: CompilableSchemas
  private readonly validators = new Map<string, ValidateFunction>()
  /** The same by key: hundreds of operations may refer to one schema. */
  private readonly byKey = new Map<string, ValidateFunction>()
  /** The same by the JSON of schemas that refer to no other: thousands of parameters may have the same one. */
  private readonly byContent = new Map<string, ValidateFunction>()
  private readonly sharesEqual: boolean

  /**
   * @param excludedMark the mark of properties that this direction excludes and so does not require
   * @param allErrors whether a validator collects all errors or stops at the first
   */
  constructor(document: object, excludedMark: ExcludedMark, mode: Mode = 'lenient', allErrors = true) {
    // An error names the place of its schema, so that equal schemas are not the same.
    this.sharesEqual = !allErrors
    this.schemas = new CompilableSchemas(document, excludedMark, mode, undefined, 'any', this.sharesEqual)
    this.allErrors = allErrors
  }

  private get ajv(): Ajv2020 {
    if (this.made === undefined) {
      this.made = this.makeAjv(this.allErrors)
      // The code that stops at the first error has a level for each property.
      rememberReferences(this.made, () => this.makeAjv(true))
    }
    return this.made
  }

  private makeAjv(allErrors: boolean): Ajv2020 {
    // The generated code runs a few times at most: to optimize it would take longer than it saves.
    const ajv = makeAjv({ allErrors, verbose: allErrors, code: { optimize: false } })
    // Only two keywords need to know which properties and items are evaluated. All references are pointers.
    ajv.opts.unevaluated = this.schemas.evaluates
    ajv.opts.dynamicRef = false
    return ajv
  }

  /**
   * Returns ajv's result for a value. Undefined if ajv throws an error, as for a schema that refers to itself without
   * end.
   *
   * @throws UsageError if the schema at `pointer` cannot be compiled
   */
  validate(pointer: string, value: unknown): { valid: boolean; errors: readonly ErrorObject[] } | undefined {
    const validate = this.validatorOf(pointer)
    try {
      const valid = withRememberedReferences(() => validate(value))
      return { valid, errors: validate.errors ?? [] }
    } catch (error) {
      if (error instanceof SchemaCompileError && !(error.cause instanceof RangeError))
        throw new UsageError(error.message)
      return undefined
    }
  }

  /** Returns the pointer of an error's schema. Undefined below an alternative: its errors are not failures. */
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
      this.addSchemas(this.schemas.takeNewKeys())
      const validate = this.byKey.get($ref) ?? this.compileOnce($ref)
      this.byKey.set($ref, validate)
      return validate
    } catch (error) {
      if (error instanceof RangeError) return withoutResult
      const reason = error instanceof Error ? error.message : String(error)
      throw new UsageError(`The schema at \`${pointer}\` cannot be compiled: ${reason}.`)
    }
  }

  private compileOnce($ref: string): ValidateFunction {
    const schema = this.schemas.schemas.get($ref)
    const content = this.sharesEqual && isSmall(schema) ? JSON.stringify(schema) : undefined
    const validate = this.byContent.get(content ?? '') ?? this.ajv.compile({ $ref })
    if (content !== undefined) this.byContent.set(content, validate)
    return validate
  }

  private addSchemas(keys: Iterable<string>): void {
    for (const key of keys) {
      const schema = this.schemas.schemas.get(key)
      if (schema !== undefined) this.ajv.addSchema(schema, key)
    }
  }
}

/** Stands for a schema that ajv cannot compile because it is nested too deeply: no value has a result. */
const withoutResult = Object.assign(
  (): never => {
    throw new RangeError('The schema is nested too deeply.')
  },
  { schema: true, schemaEnv: {} },
) as unknown as ValidateFunction
