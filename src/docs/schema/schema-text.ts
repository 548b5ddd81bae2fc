import { isNoLimit, isNoSize } from './limits.ts'
import type { Schema } from '../../description/index.ts'

/** Describes a schema in inline Markdown: ``string or null, one of `a`, `b` ``. */
export function describeSchema(schema: Schema): string {
  const { minLength, maxLength, minimum, maximum, pattern, format } = schema
  return [
    typeText(schema),
    schema.const === undefined && schema.enum?.length !== 1
      ? ''
      : `always \`${String(schema.const ?? schema.enum?.[0])}\``,
    schema.enum === undefined || schema.enum.length === 1
      ? ''
      : `one of ${schema.enum.map((value) => `\`${String(value)}\``).join(', ')}`,
    format ?? '',
    range('characters', minLength, isNoSize(maxLength) ? undefined : maxLength),
    schema.const !== undefined || schema.enum !== undefined ? '' : valueRange(minimum, maximum),
    pattern === undefined ? '' : `matches \`${pattern}\``,
  ]
    .filter((part) => part !== '')
    .join(', ')
}

function typeText({ type, items, oneOf, anyOf }: Schema): string {
  const alternatives = oneOf ?? anyOf
  if (type === undefined && alternatives !== undefined) return alternatives.map(typeText).join(' or ')
  const types = type === undefined ? [] : [type].flat()
  return types
    .map((name) =>
      name === 'array' && items?.type !== undefined ? `array of ${[items.type].flat().join(' or ')}` : name,
    )
    .join(' or ')
}

function valueRange(minimum: number | undefined, maximum: number | undefined): string {
  const [min, max] = [minimum, maximum].map((limit) => (isNoLimit(limit) ? undefined : limit))
  const isUnlimited = min === undefined && max === undefined && (minimum ?? maximum) !== undefined
  return isUnlimited ? 'no limit' : range('', min, max)
}

function range(unit: string, min: number | undefined, max: number | undefined): string {
  if (min === undefined && max === undefined) return ''
  if (min === 1 && max === undefined && unit === 'characters') return 'not empty'
  const text =
    min === undefined ? `at most ${max ?? ''}` : max === undefined ? `at least ${min}` : `${min} to ${max}`
  return `${text} ${unit}`.trim()
}
