import type { Parameter } from '../../description/index.ts'
import { bodySamples, jsonTypesOf, textOf } from '../../schema/index.ts'
import { canCarry, percentEncode, styleOf } from '../../serialization/index.ts'
import type { ParseContext } from '../../serialization/index.ts'

/** A list as a query may not write it. */
export interface WronglySeparated {
  /** The same list, as the parameter's style writes it. */
  readonly value: readonly unknown[]
  readonly texts: readonly {
    readonly separator: string
    /** What the separators are called. */
    readonly name: string
    /** Percent-encoded. */
    readonly text: string
  }[]
}

const SEPARATORS: readonly (readonly [string, string])[] = [
  [',', 'commas'],
  ['|', 'pipes'],
  [';', 'semicolons'],
]

/** The separator of each style that writes a list as one text. */
const OWN: Readonly<Record<string, string>> = { form: ',', spaceDelimited: ' ', pipeDelimited: '|' }

/**
 * Returns a list of a query with each wrong separator. A reason if a server cannot notice a wrong one. Undefined for
 * what is not a list of texts.
 */
export function wronglySeparated(
  { document, schemas }: ParseContext,
  parameter: Parameter,
): WronglySeparated | string | undefined {
  const { object, schema } = parameter
  const { name: style, explode } = styleOf(parameter)
  const own = OWN[style]
  if (object.in !== 'query' || schema === undefined || own === undefined) return undefined
  const types = jsonTypesOf(document, schema)
  if (types?.has('array') !== true || types.has('object')) return undefined
  const value = bodySamples(document, schema).find((sample) => sample.valid && isPair(sample.value))?.value
  if (!Array.isArray(value) || !canCarry(parameter, value)) return 'no list of two items could be made'
  const texts = SEPARATORS.filter(([separator]) => explode || separator !== own).flatMap(
    ([separator, name]) => {
      const plain = value.map(textOf).join(separator)
      // One item that contains the separator.
      const isCertain = [[plain], plain].every((read) => !schemas.mayBeValid(schema, read))
      return isCertain ? [{ separator, name, text: percentEncode(plain) }] : []
    },
  )
  return texts.length > 0 ? { value, texts } : 'an item is a text that may contain any separator'
}

function isPair(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every((item) => typeof item !== 'object')
}
