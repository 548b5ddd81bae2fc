import { exampleTextOf } from '../generate/scalar-example.ts'
import { multipleOf } from '../generate/number.ts'
import { textMatching } from '../pattern/index.ts'
import type { Schema } from '../schema.ts'
import { patternTexts } from './pattern-text.ts'

/** The longest text that is made. */
const LONGEST_TEXT = 5_000_000

/** Yields texts that satisfy some schemas: their patterns, formats and lengths. Validate a value before you use it. */
export function* textCandidates(schemas: readonly Schema[], variant: number): Generator<string, void> {
  const min = Math.max(0, ...schemas.map(({ minLength = 0 }) => minLength))
  const max = Math.min(Infinity, ...schemas.map(({ maxLength = Infinity }) => maxLength))
  if (min > max || min > LONGEST_TEXT) return
  const patterns = schemas.flatMap(({ pattern }) => (pattern === undefined ? [] : [pattern]))
  for (const schema of schemas) {
    const example = exampleTextOf(schema)
    if (example !== undefined) yield* formatTexts(schema.format ?? '', example, { min, max }, variant)
  }
  for (const pattern of patterns) {
    yield* patternTexts(pattern, { min, max }, variant)
    const text = textMatching({ pattern, minLength: min, ...(max < Infinity && { maxLength: max }) })
    if (text !== undefined) yield text
  }
  const suffix = variant === 0 ? '' : String(variant)
  for (const base of ['string', 'a', 'A', '1', '', 'Aa1!']) {
    const length = Math.max(min, Math.min(max, base.length + suffix.length))
    const filler = base === '' ? 'a' : base
    const text = base + suffix
    if (text.length >= length) yield text.slice(text.length - length)
    else yield filler.repeat(Math.ceil(length / filler.length)).slice(0, length - suffix.length) + suffix
  }
}

function* formatTexts(
  format: string,
  example: string,
  { min, max }: { min: number; max: number },
  variant: number,
): Generator<string, void> {
  const missing = Math.max(0, min - example.length)
  const different = VARIED[format]?.(variant) ?? example
  yield variant === 0 ? example : different
  if (missing === 0 && example.length <= max) return
  const filler = 'a'.repeat(Math.max(0, missing))
  yield* [example + filler, `${filler}${example}`]
  yield* SHORT[format] ?? []
  if (format === 'byte') yield 'YWFh'.repeat(Math.ceil(min / 4))
  if (/date-time|^time/.test(format)) yield example.replace('Z', `.${'0'.repeat(Math.max(1, missing - 1))}Z`)
  if (/email/.test(format))
    yield `${'a'.repeat(Math.min(64, min))}@${'a.'.repeat(Math.ceil(min / 2))}example.com`
  if (/hostname/.test(format)) yield `${'a.'.repeat(Math.ceil(missing / 2))}${example}`
}

/** Format → its shortest texts. */
const SHORT: Readonly<Record<string, readonly string[]>> = {
  email: ['a@b.c', 'a@b.co'],
  uri: ['a:b', 'http://a.b', 'urn:a:b'],
  url: ['a:b', 'http://a.b'],
  hostname: ['a', 'a.b'],
  ipv4: ['1.1.1.1'],
  ipv6: ['::', '::1'],
  byte: ['', 'YQ=='],
  duration: ['P1D'],
}

const digits = (variant: number, length: number): string =>
  String(variant).padStart(length, '0').slice(-length)

/** Format → a text that differs for each variant. */
const VARIED: Readonly<Record<string, (variant: number) => string>> = {
  date: (variant) => new Date(Date.UTC(2026, 2, 9 + variant)).toISOString().slice(0, 10),
  'date-time': (variant) => new Date(Date.UTC(2026, 2, 9, 12, variant)).toISOString().replace('.000', ''),
  time: (variant) => `${digits(Math.floor(variant / 60) % 24, 2)}:${digits(variant % 60, 2)}:00Z`,
  duration: (variant) => `P${variant + 1}D`,
  email: (variant) => `someone${variant}@example.com`,
  'idn-email': (variant) => `someone${variant}@example.com`,
  hostname: (variant) => `host${variant}.example.com`,
  'idn-hostname': (variant) => `host${variant}.example.com`,
  ipv4: (variant) => `192.0.${Math.floor(variant / 256) % 256}.${variant % 256}`,
  ipv6: (variant) => `2001:db8::${variant.toString(16)}`,
  uri: (variant) => `https://example.com/${variant}`,
  url: (variant) => `https://example.com/${variant}`,
  iri: (variant) => `https://example.com/${variant}`,
  'uri-reference': (variant) => `/${variant}`,
  'iri-reference': (variant) => `/${variant}`,
  'uri-template': (variant) => `/${variant}`,
  'json-pointer': (variant) => `/${variant}`,
  'relative-json-pointer': (variant) => String(variant),
  uuid: (variant) => `0190b9a5-7c1e-7d3a-9b1f-${variant.toString(16).padStart(12, '0')}`,
  byte: (variant) => Buffer.from(String(variant)).toString('base64'),
}

/** Yields numbers that satisfy some schemas: their bounds and steps. Validate a value before you use it. */
export function* numberCandidates(
  schemas: readonly Schema[],
  variant: number,
  isWhole: boolean,
): Generator<number, void> {
  const { low, high } = boundsOf(schemas)
  const steps = schemas.flatMap(({ multipleOf: step }) => (step === undefined || step <= 0 ? [] : [step]))
  const step = Math.max(isWhole && !steps.some(Number.isInteger) ? 1 : 0, ...steps)
  const common = steps.reduce((product, each) => product * each, 1)
  for (const each of new Set([step, common, ...steps])) {
    if (each === 0) continue
    const first = low === -Infinity ? Math.min(1, Math.floor(high / each)) : Math.ceil(low / each)
    for (let more = 0; more < MAX_MULTIPLES; more += 1) {
      const value = multipleOf(each, first + variant + more)
      if (value > high) break
      yield value
    }
    if (high < Infinity)
      for (let less = 0; less < 3; less += 1) yield multipleOf(each, Math.floor(high / each) - less)
  }
  const base = low === -Infinity ? Math.min(1, high - 1) : low
  yield* [base + variant, base + variant + 1, base + variant + 0.5]
  if (high < Infinity) {
    yield* [high - variant, base + (high - base) / (2 + variant), base + (high - base) * 0.9]
  }
  yield* [0, -1]
}

/** How many multiples of a step are tried, for schemas with several steps. */
const MAX_MULTIPLES = 40

function boundsOf(schemas: readonly Schema[]): { low: number; high: number } {
  const all = (keyword: string): number[] =>
    schemas.map((schema) => schema[keyword]).filter((value) => typeof value === 'number')
  return {
    low: Math.max(-Infinity, ...all('minimum'), ...all('exclusiveMinimum')),
    high: Math.min(Infinity, ...all('maximum'), ...all('exclusiveMaximum')),
  }
}
