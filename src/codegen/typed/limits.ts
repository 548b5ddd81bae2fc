import type { Schema } from '../../description/index.ts'

/** Larger integers are not exact in JavaScript: this maximum means that there is no limit. */
const NO_LIMIT = Number.MAX_SAFE_INTEGER

/**
 * Returns what a schema demands and a type of TypeScript cannot express, in sentences: `1 to 255 characters.` Empty if
 * there is nothing.
 */
export function limitsOf(schema: Schema): string {
  const sentences = [
    rangeOf(schema),
    countOf(schema['minLength'], schema['maxLength'], 'character', 'characters'),
    countOf(schema['minItems'], schema['maxItems'], 'item', 'items'),
    countOf(schema['minProperties'], schema['maxProperties'], 'property', 'properties'),
    schema['uniqueItems'] === true ? 'No two items are equal.' : '',
    typeof schema['multipleOf'] === 'number' ? `A multiple of ${schema['multipleOf']}.` : '',
    typeof schema['pattern'] === 'string' ? `Pattern: \`${schema['pattern']}\`.` : '',
  ]
  return sentences.filter((sentence) => sentence !== '').join(' ')
}

function countOf(least: unknown, most: unknown, one: string, many: string): string {
  const noun = (count: number): string => `${count} ${count === 1 ? one : many}`
  const min = typeof least === 'number' && least > 0 ? least : undefined
  const max = typeof most === 'number' && most < NO_LIMIT ? most : undefined
  if (max === undefined) return min === undefined ? '' : `At least ${noun(min)}.`
  if (min === undefined) return `At most ${noun(max)}.`
  return min === max ? `Exactly ${noun(max)}.` : `${min} to ${noun(max)}.`
}

function rangeOf(schema: Schema): string {
  const number = (keyword: string): number | undefined => {
    const value = schema[keyword]
    return typeof value === 'number' && Math.abs(value) < NO_LIMIT ? value : undefined
  }
  const [min, max] = [number('minimum'), number('maximum')]
  const [above, below] = [number('exclusiveMinimum'), number('exclusiveMaximum')]
  if (min !== undefined && max !== undefined && above === undefined && below === undefined)
    return min === max ? `Exactly ${min}.` : `From ${min} to ${max}.`
  const parts = [
    min === undefined ? '' : `at least ${min}`,
    above === undefined ? '' : `more than ${above}`,
    max === undefined ? '' : `at most ${max}`,
    below === undefined ? '' : `less than ${below}`,
  ].filter((part) => part !== '')
  const text = parts.join(', ')
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
