import type * as FastCheck from 'fast-check'
import type { Schema } from '../schema.ts'
import type { Fc } from '../fast-check.ts'
import { compileFor, textsMatching } from '../pattern/index.ts'
import { multipleOf, wholeBounds } from './number.ts'
import { LONGEST_TEXT, simplestValue } from './scalar-example.ts'

type Arbitrary = FastCheck.Arbitrary<unknown>

/** Returns integers within the limits of a schema. Its simplest value if there are none. */
export function integerArbitrary(fc: Fc, schema: Schema): Arbitrary {
  const { min, max } = wholeBounds(schema)
  const { multipleOf: step = 1 } = schema
  const low = Math.ceil(Math.max(min, Number.MIN_SAFE_INTEGER) / step)
  const high = Math.floor(Math.min(max, Number.MAX_SAFE_INTEGER) / step)
  if (!(low <= high)) return fc.constant(simplestValue(schema))
  return fc.maxSafeInteger().map((value) => multipleOf(step, wrapIntoRange(low, high, value)))
}

/** Returns numbers within the limits of a schema. Its simplest value if there are none. */
export function numberArbitrary(fc: Fc, schema: Schema): Arbitrary {
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf: step } = schema
  const min = minimum ?? exclusiveMinimum ?? Math.min(-1e15, (maximum ?? exclusiveMaximum ?? 0) - 1)
  const max = maximum ?? exclusiveMaximum ?? Math.max(1e15, min + 1)
  if (!(min < max)) return fc.constant(simplestValue(schema))
  if (step === undefined) return fc.double({ noNaN: true, min, max })
  const [low, high] = [Math.ceil(min / step), Math.floor(max / step)]
  if (low > high || Math.max(-low, high) > Number.MAX_SAFE_INTEGER) return fc.constant(simplestValue(schema))
  return fc.maxSafeInteger().map((value) => multipleOf(step, wrapIntoRange(low, high, value)))
}

/** Returns a value between two bounds unchanged, and another value moved between them. */
function wrapIntoRange(low: number, high: number, value: number): number {
  return value >= low && value <= high ? value : low + (Math.abs(value) % (high - low + 1))
}

/** Returns texts for the pattern, the format and the length of a schema. */
export function textArbitrary(fc: Fc, schema: Schema): Arbitrary {
  if (schema.pattern !== undefined) {
    const known = schema.examples ?? []
    return known.length > 0 ? fc.constantFrom(...known) : patternArbitrary(fc, schema)
  }
  if (schema.format === 'date')
    return fc
      .date({ noInvalidDate: true, min: new Date('2000-01-01'), max: new Date('2100-01-01') })
      .map((date) => date.toISOString().slice(0, 10))
  if (schema.format === 'uuid') return fc.uuid()
  if (schema.format !== undefined && !UNRESTRICTED.has(schema.format))
    return fc.constant(simplestValue(schema))
  const { minLength: wanted = 0, maxLength = Infinity } = schema
  const minLength = Math.min(Math.max(0, Math.ceil(wanted)), LONGEST_TEXT)
  if (!(minLength <= maxLength)) return fc.constant('')
  const unit = fc.constantFrom(...UNITS)
  return fc
    .string({ unit, minLength, maxLength: Math.floor(Math.min(maxLength, minLength + 60)) })
    .filter((value) => [...value].length >= minLength && [...value].length <= maxLength)
}

/** Formats that allow every text. */
const UNRESTRICTED = new Set(['password', 'binary'])

/** Generates matching texts. Only the simplest one if fast-check does not support the pattern, as a lookahead. */
function patternArbitrary(fc: Fc, schema: Schema): Arbitrary {
  const { pattern } = compileFor('any', schema.pattern ?? '')
  try {
    const texts = pattern && textsMatching(fc, pattern)
    if (texts !== undefined) return texts
  } catch {
    // fast-check does not support the pattern.
  }
  return fc.constant(simplestValue(schema))
}

/**
 * The characters of generated texts: printable ASCII, and characters of two to four bytes in UTF-8 that programs often
 * process incorrectly. No lone surrogates, because UTF-8 cannot carry them. No NUL, because a database may reject it.
 * (The `binary` unit of fast-check takes two seconds to set up.)
 */
const UNITS = [
  ...Array.from({ length: 95 }, (_, index) => String.fromCharCode(0x20 + index)),
  ...['\t', '\n', '\r', '\u007f', '\u0085', '\u00a0', 'é', 'ß', 'İ', 'ı', 'ǅ', 'Ω', 'Ж', 'א', 'ع', 'ﷺ'],
  ...[
    'e\u0301',
    '\u0301',
    '\u200b',
    '\u200d',
    '\u202e',
    '\u2028',
    '\ufeff',
    '\ufffd',
    '\uffff',
    '重',
    'ｱ',
    '₹',
  ],
  ...['💳', '👩‍👩‍👧', '🏳️‍🌈', '🇩🇪', '𝒹', '𠜎', '\u{10ffff}'],
]
