import { _ } from 'ajv'
import type { CodeKeywordDefinition, ErrorObject, KeywordCxt, ValidateFunction } from 'ajv'
import type { Ajv2020 } from 'ajv/dist/2020.js'
import { resolveRef, SchemaEnv } from 'ajv/dist/compile/index.js'
import { callRef, getValidate } from 'ajv/dist/vocabularies/core/ref.js'

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

const remembering = new WeakMap<Validate, Validate>()

/**
 * Makes ajv evaluate the target of a reference once for each part of a value. Otherwise 25 schemas that each refer to
 * the next one twice would be evaluated 33 million times.
 */
export function rememberReferences(ajv: Ajv2020): void {
  const definition = ajv.getKeyword('$ref')
  if (typeof definition !== 'object') return
  const original = (definition as CodeKeywordDefinition).code
  Object.assign(definition, {
    code: (cxt: KeywordCxt) => {
      const { gen, it } = cxt
      const target = resolveRef.call(it.self, it.schemaEnv.root, it.baseId, cxt.schema)
      if (!(target instanceof SchemaEnv)) {
        original(cxt)
        return
      }
      const once = gen.scopeValue('func', { ref: rememberedOnce })
      callRef(cxt, _`${once}(${getValidate(cxt, target)})`, target, false)
    },
  })
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
  const known = remembering.get(validate)
  if (known !== undefined) return known
  const remembered: Validate = (data, context) => {
    const { valid, errors, evaluated } = resultOf(validate, data, context)
    remembered.errors = errors ?? null
    if (evaluated !== undefined) remembered.evaluated = evaluated
    return valid
  }
  remembering.set(validate, remembered)
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
