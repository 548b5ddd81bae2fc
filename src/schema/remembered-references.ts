import { _ } from 'ajv'
import type { ErrorObject, ValidateFunction } from 'ajv'
import type { AnyValidateFunction } from 'ajv/dist/types/index.js'
import type { Ajv2020 } from 'ajv/dist/2020.js'
import type { SchemaEnv } from 'ajv/dist/compile/index.js'
import { useLateReferences } from './late-references.ts'
import { lateTarget, SchemaCompileError } from './late-target.ts'
import type { LateTarget, Validate, ValidationContext } from './late-target.ts'
import type { Schema } from './schema.ts'
import { useTablesOfProperties } from './wide-properties.ts'

/** The result of a schema for a part of the value. */
interface Result {
  readonly data: unknown
  isRunning: boolean
  valid: boolean
  errors: ErrorObject[] | null | undefined
  evaluated: ValidateFunction['evaluated']
}

/** The results of the validation that runs, and how many errors may still be repeated. */
let results = new Map<Validate, Map<string, Result>>()
let repeatable = 0

const MAX_REPEATED_ERRORS = 10_000

/**
 * Makes ajv evaluate the target of a reference once for each part of a value. Otherwise 25 schemas that each refer to
 * the next one twice would be evaluated 33 million times.
 *
 * @param makeFlat returns ajv with options for code that is not nested. It compiles large schemas.
 */
export function rememberReferences(ajv: Ajv2020, makeFlat: () => Ajv2020): void {
  let flat: Ajv2020 | undefined
  const targets = new Map<string, LateTarget>()
  const targetOf = (key: string): LateTarget => {
    const target = targets.get(key) ?? lateTarget(() => compile(key))
    targets.set(key, target)
    return target
  }
  const prepare = (made: Ajv2020): Ajv2020 => {
    useLateReferences(
      made,
      // One value in the scope: ajv copies the code of all values for each value that it adds.
      ({ gen }, key) => _`${gen.scopeValue('func', { ref: targetOf })}(${key}).validate`,
      ajv,
    )
    useTablesOfProperties(made, targetOf)
    return made
  }
  const compileFlat = (key: string): AnyValidateFunction => {
    flat ??= prepare(makeFlat())
    return flat.compile((ajv.schemas[key] as SchemaEnv).schema)
  }
  const compile = (key: string): Validate => {
    try {
      const validate = isLarge(ajv, key) ? compileFlat(key) : ajv.getSchema(key)
      // What refers to nothing takes no time again.
      const schema = ajv.schemas[key]?.schema as Schema | boolean | undefined
      return isShortAlone(schema)
        ? (validate as unknown as Validate)
        : remembered(validate as unknown as Validate)
    } catch (error) {
      throw new SchemaCompileError(key, error)
    }
  }
  prepare(ajv)
}

/** The code of a schema with longer JSON could be nested so deeply that V8 takes minutes for it. */
const LONGEST_NESTED = 10_000

function isLarge(ajv: Ajv2020, key: string): boolean {
  return JSON.stringify(ajv.schemas[key]?.schema ?? {}).length > LONGEST_NESTED
}

/** The longest JSON of a schema that is evaluated again, if it refers to no other. */
const LONGEST_AGAIN = 500

function isShortAlone(schema: Schema | boolean | undefined): boolean {
  const text = JSON.stringify(schema ?? {})
  return text.length <= LONGEST_AGAIN && !/"\$(?:ref|dynamicRef|recursiveRef)":/.test(text)
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

function remembered(validate: Validate): Validate {
  const once: Validate = (data, context) => {
    const { valid, errors, evaluated } = resultOf(validate, data, context)
    once.errors = errors ?? null
    if (evaluated !== undefined) once.evaluated = evaluated
    return valid
  }
  return once
}

function resultOf(validate: Validate, data: unknown, context: ValidationContext): Result {
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
