import { _ } from 'ajv'
import type { ErrorObject, ValidateFunction } from 'ajv'
import type { Ajv2020 } from 'ajv/dist/2020.js'
import { useLateReferences } from './late-references.ts'

/** The result of a schema for a part of the value. */
interface Result {
  readonly data: unknown
  isRunning: boolean
  valid: boolean
  errors: ErrorObject[] | null | undefined
  evaluated: ValidateFunction['evaluated']
}

type Context = { instancePath: string } & Record<string, unknown>
type Validate = ((data: unknown, context: Context) => boolean) &
  Pick<ValidateFunction, 'errors' | 'evaluated'>

/** The results of the validation that runs, and how many errors may still be repeated. */
let results = new Map<Validate, Map<string, Result>>()
let repeatable = 0

const MAX_REPEATED_ERRORS = 10_000

/** Thrown when ajv cannot compile the target of a reference. Its message names the pointer of the target. */
export class SchemaCompileError extends Error {
  constructor(key: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    super(`The schema at \`${decodeURIComponent(key.slice(1))}\` cannot be compiled: ${reason}.`, { cause })
  }
}

/**
 * Makes ajv evaluate the target of a reference once for each part of a value. Otherwise 25 schemas that each refer to
 * the next one twice would be evaluated 33 million times.
 */
export function rememberReferences(ajv: Ajv2020): void {
  const targets = new Map<string, LateTarget>()
  useLateReferences(ajv, ({ gen }, key) => {
    const known = targets.get(key) ?? lateTarget(ajv, key)
    targets.set(key, known)
    return _`${gen.scopeValue('wrapper', { ref: known })}.validate`
  })
}

/** A schema that is compiled when a value first needs it. */
interface LateTarget {
  readonly validate: Validate
}

function lateTarget(ajv: Ajv2020, key: string): LateTarget {
  let compiled: Validate | SchemaCompileError | undefined
  return {
    get validate() {
      compiled ??= compile(ajv, key)
      if (compiled instanceof SchemaCompileError) throw compiled
      return compiled
    },
  }
}

function compile(ajv: Ajv2020, key: string): Validate | SchemaCompileError {
  try {
    return rememberedOnce(ajv.getSchema(key) as unknown as Validate)
  } catch (error) {
    return new SchemaCompileError(key, error)
  }
}

/** Runs a validation. References are remembered until it ends. */
export function withRememberedReferences<T>(validate: () => T): T {
  const outer = { results, repeatable }
  results = new Map()
  repeatable = MAX_REPEATED_ERRORS
  try {
    return validate()
  } finally {
    ;({ results, repeatable } = outer)
  }
}

function rememberedOnce(validate: Validate): Validate {
  const remembered: Validate = (data, context) => {
    const { valid, errors, evaluated } = resultOf(validate, data, context)
    remembered.errors = errors ?? null
    if (evaluated !== undefined) remembered.evaluated = evaluated
    return valid
  }
  return remembered
}

function resultOf(validate: Validate, data: unknown, context: Context): Result {
  const byPath = results.get(validate) ?? new Map<string, Result>()
  results.set(validate, byPath)
  // The name of a property has the path of its object.
  const known = byPath.get(context.instancePath)
  if (known !== undefined && known.data === data) {
    if (known.isRunning) throw new RangeError('A schema refers to itself without end.')
    return repeated(known)
  }
  const result: Result = { data, isRunning: true, valid: false, errors: null, evaluated: undefined }
  byPath.set(context.instancePath, result)
  result.valid = validate(data, context)
  result.errors = validate.errors
  if (validate.evaluated !== undefined) result.evaluated = { ...validate.evaluated }
  result.isRunning = false
  return result
}

/** Returns the result again, with only one of its errors if too many are repeated. */
function repeated(result: Result): Result {
  const errors = result.errors ?? []
  if (errors.length <= repeatable) {
    repeatable -= errors.length
    return result
  }
  return { ...result, errors: errors.slice(0, 1) }
}
