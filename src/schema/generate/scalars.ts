import type { Schema } from '../schema.ts'
import { compileFor, textMatching } from '../pattern/index.ts'
import { LONGEST_TEXT, textOf } from './scalar-example.ts'
import { invalid, valid } from './sample.ts'
import type { SampleWithoutPath } from './sample.ts'

/** Returns valid and invalid scalars for every keyword of a schema. */
export function scalarSamples(schema: Schema): SampleWithoutPath[] {
  return [...typeSamples(schema), ...enumSamples(schema), ...textSamples(schema), ...numberSamples(schema)]
}

/** Returns values of each JSON type that the schema does not allow. */
function typeSamples(schema: Schema): SampleWithoutPath[] {
  const types = [schema.type].flat()
  if (types[0] === undefined) return []
  // A server may take the only value inside of a list or an object: then it must be one that it accepts.
  const inner = schema.enum?.find((value) => typeof value === 'string') ?? 'x'
  const values: [string, unknown, string[]][] = [
    ['a number', 123, ['number', 'integer']],
    ['zero', 0, ['number', 'integer']],
    ['a fraction', 1.5, ['number']],
    ['a boolean', true, ['boolean']],
    ['false', false, ['boolean']],
    // Where an object belongs, a server may unwrap a list of one.
    ['an array', types.includes('object') ? [{}] : [inner], ['array']],
    ['an empty array', [], ['array']],
    ['an object', { a: inner }, ['object']],
    ['a string', 'text', ['string']],
    ['null', null, ['null']],
  ]
  return values
    .filter(([, , allowed]) => !types.some((type) => allowed.includes(type ?? '')))
    .map(([label, value]) => invalid(label, value, 'type'))
    .concat(types.includes('null') ? [valid('null', null, 'type')] : [])
}

/** The most values of an enumeration that are samples. */
const MOST_VALUES = 1000

function enumSamples(schema: Schema): SampleWithoutPath[] {
  const allowed = schema.enum ?? (schema.const === undefined ? undefined : [schema.const])
  if (allowed === undefined) return []
  const keyword = schema.enum === undefined ? 'const' : 'enum'
  const texts = allowed.filter((value) => typeof value === 'string')
  const [first] = texts
  const joined = texts.find((text) => /[-_]/.test(text))
  const outside =
    first === undefined
      ? [Math.max(...allowed.filter((value) => typeof value === 'number')) + 1].filter(Number.isFinite)
      : [
          // A value that servers add, and signs that they drop: `$` in a regular expression allows a line break after it.
          ...['other', first.toUpperCase(), `${first} `, `${first}\n`, `${first}x`, '💳'],
          // An abbreviation, the place in the list, and other signs between the words.
          ...[first.slice(0, 4), '0'],
          ...(joined === undefined ? [] : [withOtherSigns(joined)]),
        ]
  return [
    ...allowed.slice(0, MOST_VALUES).map((value) => valid(textOf(value), value, keyword)),
    ...outside
      .filter((value) => !allowed.includes(value))
      .map((value) => invalid(JSON.stringify(value), value, keyword)),
  ]
}

function withOtherSigns(text: string): string {
  return text.replaceAll(/[-_]/g, (sign) => (sign === '-' ? '_' : '-'))
}

/** Texts with characters of one to four bytes in UTF-8, combining marks, right-to-left text, and escape sequences. */
const TEXTS: readonly (readonly [string, string])[] = [
  ['one byte', 'plain ASCII, with "quotes", it\'s a \\ and a / and <b>&amp;</b>'],
  ['two bytes', 'déjà vu — ñ Ж א'],
  ['three bytes', '重複した注文 ₹ ‏'],
  ['four bytes', '𝒹𝓊𝓅𝓁𝒾𝒸𝒶𝓉𝑒 💳🏳️‍🌈'],
  ['combining marks', 'e\u0301 a\u0308 n\u0303'],
  ['control characters', 'tab\tnew line\nboth\r\ncarriage return\r'],
  ['white space around', '  two spaces on each side  '],
  ['percent and plus', '100% + 1 = %41 &a=b;'],
  ['percent-encoded', '%41%2B'],
  ['invisible characters', '\ufeffa\u200bb\u00adc\u202ed\u2066e \u0001 \u007f \u0085 \u2028'],
  ['typographic signs', '“quoted” – ‘it’s’ … a\u00a0b ﬁ ½ ①'],
  [
    'marks and links',
    '**b** _i_ `c` [a](b) :-) @me #1 $$ https://example.com/a?b=c 4242 4242 4242 4242 a@example.com',
  ],
  ['digits', '1042'],
  ['a digit that means no', '0'],
  ['many digits', '0012345678901234567890'],
  ['a number with an exponent', '1e3'],
  ['a word for no number', 'NaN'],
  ['a word of JSON', 'null'],
  ['another word of JSON', 'true'],
  ['a word that means no', 'false'],
  ['a word for nothing', 'undefined'],
  ['a date', '2024-02-29'],
  ['a formula', '=1+1'],
  ['templates', '{{7*7}} ${7*7} <%= 7*7 %> #{7*7} %s %%'],
  ['mixed case', 'MiXeD CaSe'],
  ['300 characters', 'abc'.repeat(100)],
  ['5,000 characters', 'a long text, '.repeat(385).slice(0, 5000)],
  ['70,000 characters', 'a long text, '.repeat(5385).slice(0, 70_000)],
]

function textSamples(schema: Schema): SampleWithoutPath[] {
  if (![schema.type].flat().includes('string') || schema.enum !== undefined || schema.const !== undefined)
    return []
  const { minLength = 0, maxLength = Infinity, pattern, format } = schema
  const hasValidLength = (text: string): boolean => {
    // No text has more characters than code units. To count the characters of all texts takes long.
    if (minLength === 0 && text.length <= maxLength) return true
    const { length } = [...text]
    return length >= minLength && length <= maxLength
  }
  const samples = (schema.examples ?? []).map((value) => valid(`the example ${JSON.stringify(value)}`, value))
  if (pattern !== undefined) samples.push(...patternSamples(schema, hasValidLength))
  if (format !== undefined)
    samples.push(
      ...invalidForFormat(format).map((text) => invalid(`not a valid ${format}: ${text}`, text, 'format')),
    )
  if (pattern !== undefined || format !== undefined) return samples
  const lengths: [string, number, string][] = [
    ...(minLength > 0 ? [['the shortest', minLength, 'minLength'] as [string, number, string]] : []),
    ...(maxLength < Infinity ? [['the longest', maxLength, 'maxLength'] as [string, number, string]] : []),
  ]
  for (const [label, length, keyword] of lengths.filter(
    ([, length]) => length >= 0 && length < LONGEST_TEXT,
  )) {
    const [beyond, other] = keyword === 'minLength' ? ['one shorter', length - 1] : ['one longer', length + 1]
    samples.push(valid(label, 'a'.repeat(length), keyword), invalid(beyond, 'a'.repeat(other), keyword))
  }
  if (minLength === 0) samples.push(valid('empty', '', 'type'))
  samples.push(
    ...TEXTS.filter(([, text]) => hasValidLength(text)).map(([label, text]) => valid(label, text, 'type')),
  )
  return samples
}

function patternSamples(schema: Schema, hasValidLength: (text: string) => boolean): SampleWithoutPath[] {
  const test = compileFor('any', schema.pattern ?? '').pattern
  if (test === undefined) return []
  const inside = textMatching(schema)
  const isOutside = (text: string): boolean => !test.test(text) && hasValidLength(text)
  const outside = ['', ' ', '!', 'x', '0', 'Ω', `${inside ?? ''}!`].find(isOutside)
  const known = [...(schema.examples ?? []), inside].filter((text) => typeof text === 'string')
  const around = nearlyMatching(known, isOutside)
  return [
    ...(inside === undefined
      ? []
      : [{ ...valid(`matches the pattern: ${JSON.stringify(inside)}`, inside), isGuess: true }]),
    ...[...new Set(outside === undefined ? around : [outside, ...around])].map((text) =>
      invalid(`does not match the pattern: ${JSON.stringify(text)}`, text, 'pattern'),
    ),
  ]
}

/**
 * Returns texts that almost match. A server that does not anchor the pattern accepts text before or after it, `$` allows a
 * line break after it, and a server may ignore the letter case, or how often a part may come, or what a dot means.
 */
function nearlyMatching(known: readonly string[], isOutside: (text: string) => boolean): string[] {
  const shapes = new Map([...known].reverse().map((text) => [shapeOf(text), text]))
  const repeated = known.flatMap((text) => {
    const [part] = /[^\w\s]\w+$/.exec(text) ?? []
    const longer = Array.from({ length: 9 }, (_, times) => `${text}${(part ?? '').repeat(times + 1)}`)
    return part === undefined ? [] : (longer.find(isOutside) ?? [])
  })
  // In a pattern, a dot that is not escaped matches any sign.
  const withoutDot = known.filter((text) => text.includes('.')).map((text) => text.replace('.', '-'))
  return [
    withoutDot.find(isOutside),
    ...[...shapes.values()].reverse().map((text) => [`${text}x`, `${text}!`].find(isOutside)),
    known.map((text) => `${text}\n`).find(isOutside),
    known.map((text) => `x${text}`).find(isOutside),
    known.map((text) => text.toUpperCase()).find(isOutside),
    repeated[0],
  ].filter((text) => text !== undefined)
}

/** Returns a text with each word and each number as one sign, so that texts of one form are equal. */
function shapeOf(text: string): string {
  return text.replaceAll(/[a-z]+/gi, 'a').replaceAll(/\d+/g, '0')
}

/** Returns texts that are almost valid for a format. */
function invalidForFormat(format: string): readonly string[] {
  return Object.hasOwn(INVALID_BY_FORMAT, format) ? (INVALID_BY_FORMAT[format] ?? []) : []
}

const INVALID_BY_FORMAT: Record<string, readonly string[]> = {
  date: [
    '2026-02-30',
    '2026-02-29',
    '2026-3-9',
    '2026-13-01',
    '2026-00-09',
    '2026-03-00',
    '09-03-2026',
    'x2026-03-09',
    'yesterday',
    'latest',
    '20260309',
    '2026/03/09',
    '2026-03-09T00:00:00Z',
  ],
  'date-time': ['2026-02-30T00:00:00Z', '2026-03-09', 'yesterday', '2026-03-09T25:00:00Z'],
  email: ['plain', '@example.com'],
  uri: ['not a uri', '//'],
  uuid: ['123', 'zzzzzzzz-zzzz-4zzz-8zzz-zzzzzzzzzzzz'],
  ipv4: ['256.1.1.1', '1.2.3'],
}

function numberSamples(schema: Schema): SampleWithoutPath[] {
  const types = [schema.type].flat()
  if (!types.includes('integer') && !types.includes('number')) return []
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema
  const samples: SampleWithoutPath[] = []
  if (minimum !== undefined)
    samples.push(valid('the smallest', minimum, 'minimum'), invalid('one less', minimum - 1, 'minimum'))
  if (maximum !== undefined) {
    samples.push(valid('the largest', maximum, 'maximum'))
    if (maximum < Number.MAX_SAFE_INTEGER) samples.push(invalid('one more', maximum + 1, 'maximum'))
  }
  if (exclusiveMinimum !== undefined)
    samples.push(invalid('the excluded smallest', exclusiveMinimum, 'exclusiveMinimum'))
  if (exclusiveMaximum !== undefined)
    samples.push(invalid('the excluded largest', exclusiveMaximum, 'exclusiveMaximum'))
  if (multipleOf !== undefined)
    samples.push(invalid('between two multiples', (minimum ?? 0) + multipleOf / 2, 'multipleOf'))
  if (maximum === undefined && exclusiveMaximum === undefined && multipleOf === undefined) {
    samples.push(valid('the safe-integer edge', Number.MAX_SAFE_INTEGER, 'type'))
  }
  return samples
}
