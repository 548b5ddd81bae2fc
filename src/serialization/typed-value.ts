import type { OpenAPIDocument } from '../description/index.ts'
import { possibleTypes } from './possible-types.ts'
import { JsonValue, recordOf } from './raw.ts'
import type { Raw } from './raw.ts'
import { itemSchema, propertySchema } from './subschema.ts'

/** The schemas that decide how a text is parsed. */
export interface ParseContext {
  readonly document: OpenAPIDocument
  readonly schemas: { mayBeValid(pointer: string, value: unknown): boolean }
  /** Whether a server wrote the text: JSON's numbers, counts without an exponent, but with zeros before or after. */
  readonly isResponse?: boolean
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/
/** As in `Retry-After` and `Age` (RFC 9110, section 10.2.3; RFC 9111, section 5.1). */
const DIGITS = /^\d+$/

/**
 * Returns the scalars, other than strings, that a text may represent for the schema at `pointer`. Text is parsed, never
 * coerced: `0x10`, `12px`, ` 1` and `Infinity` are not numbers.
 */
export function scalarCandidates(context: ParseContext, pointer: string, text: string): unknown[] {
  const { document, isResponse = false } = context
  const jsonTypes = possibleTypes(document, pointer)
  const allows = (jsonType: string): boolean => jsonTypes === undefined || jsonTypes.has(jsonType)
  const number = (isResponse ? JSON_NUMBER : NUMBER).test(text) ? Number(text) : undefined
  const isWhole = Number.isSafeInteger(number) && !(isResponse ? /e/i : /\./).test(text)
  const digits = isResponse && DIGITS.test(text) ? Number(text) : undefined
  const isCount = number === undefined && Number.isSafeInteger(digits) && jsonTypes?.has('integer') === true
  return [
    ...(number !== undefined && (allows('number') || (allows('integer') && isWhole)) ? [number] : []),
    ...(isCount ? [digits] : []),
    ...(/^(?:true|false)$/.test(text) && allows('boolean') ? [text === 'true'] : []),
    ...(/^(?:null)?$/.test(text) && jsonTypes?.has('null') === true ? [null] : []),
  ]
}

/**
 * Gives texts the types of the schema at `pointer`: the first valid candidate. For an invalid text, the candidate
 * that describes the failure best.
 */
export function typedValue(context: ParseContext, pointer: string | undefined, raw: Raw): unknown {
  if (raw instanceof JsonValue) return raw.value
  if (typeof raw === 'string') return pointer === undefined ? raw : typedScalar(context, pointer, raw)
  const { document } = context
  if (isList(raw)) {
    const schemaOf = (index: number): string | undefined =>
      pointer === undefined ? undefined : itemSchema(document, pointer, index)
    return raw.map((item, index) => typedValue(context, schemaOf(index), item))
  }
  const schemaOf = (name: string): string | undefined =>
    pointer === undefined ? undefined : propertySchema(document, pointer, name)
  return recordOf(
    Object.entries(raw).map(([name, child]) => [name, typedValue(context, schemaOf(name), child)] as const),
  )
}

function typedScalar(context: ParseContext, pointer: string, text: string): unknown {
  const jsonTypes = possibleTypes(context.document, pointer)
  const scalars = scalarCandidates(context, pointer, text)
  // Without a type, a text most likely is a string.
  const candidates = jsonTypes === undefined ? [text, ...scalars] : scalars
  if (jsonTypes?.has('string') === true) candidates.push(text)
  const valid = candidates.find((value) => context.schemas.mayBeValid(pointer, value))
  if (valid !== undefined) return valid
  if (jsonTypes === undefined || jsonTypes.has('string')) return text
  // A number too large to be exact is still a number, and `1.0` an integer.
  return candidates[0] ?? (NUMBER.test(text) ? Number(text) : text)
}

function isList(raw: Raw): raw is readonly Raw[] {
  return Array.isArray(raw)
}

/** Returns the first valid candidate as a typed value, or the first candidate. */
export function bestCandidate(
  context: ParseContext,
  pointer: string | undefined,
  candidates: readonly Raw[],
): unknown {
  const typed = candidates.map((raw) => typedValue(context, pointer, raw))
  const valid =
    pointer === undefined || typed.length < 2
      ? undefined
      : typed.find((value) => context.schemas.mayBeValid(pointer, value))
  return valid ?? typed[0]
}
