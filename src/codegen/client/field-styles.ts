import { isForm } from '../../description/index.ts'
import type { Content, OpenAPIDocument, Operation, Parameter } from '../../description/index.ts'
import { propertiesOf } from '../../schema/index.ts'
import { encodingStyle, possibleTypes, styleOf } from '../../serialization/index.ts'
import type { Style } from '../../serialization/index.ts'
import type { ClientSource } from './source.ts'
import { objectOf, quoted } from './text.ts'

/** A style of the client's runtime (`src/client/styles.ts`). */
type FieldStyle = 'json' | '[]' | '&' | ',' | '%20' | '%7C'

/** A field and how the client writes it. `scalar` and `list` need no style: a list repeats its name. */
export type FieldStyles = ReadonlyMap<string, FieldStyle | 'scalar' | 'list'>

/** Returns how the client writes the query of an operation. */
export function queryStyles({ description }: ClientSource, { parameters }: Operation): FieldStyles {
  const inQuery = parameters.filter(({ object }) => object.in === 'query')
  return new Map(
    inQuery.map((parameter) => [parameter.object.name, queryStyle(description.document, parameter)]),
  )
}

function queryStyle(document: OpenAPIDocument, parameter: Parameter): FieldStyle | 'scalar' | 'list' {
  const style = fieldStyle(styleOf(parameter))
  if (style === 'json') return style
  // openapi-fetch does not encode names, and writes every record in brackets.
  const isPlainName = encodeURIComponent(parameter.object.name) === parameter.object.name
  const types = typesOf(document, parameter)
  if (types?.has('object') ?? true) return style
  if (types?.has('array') !== true) return isPlainName ? 'scalar' : '&'
  return style === '&' && isPlainName ? 'list' : style
}

/** Returns the JSON types that a parameter's schema allows; undefined if it allows any. */
export function typesOf(document: OpenAPIDocument, { schema }: Parameter): ReadonlySet<string> | undefined {
  return schema === undefined ? undefined : possibleTypes(document, schema)
}

/** Returns how the client writes a style. */
function fieldStyle({ name, explode }: Style): FieldStyle {
  if (name === 'json') return 'json'
  if (name === 'deepObject') return '[]'
  if (explode || name === 'text') return '&'
  if (name === 'spaceDelimited') return '%20'
  return name === 'pipeDelimited' ? '%7C' : ','
}

/** Returns how the client writes the fields of a form. */
export function formStyles(
  { description }: ClientSource,
  { mediaType, object, schema }: Content,
): FieldStyles {
  const { document } = description
  if (!isForm(mediaType) || schema === undefined) return new Map()
  return new Map(
    [...propertiesOf(document, schema)].map(([name, pointer]) => {
      const types = possibleTypes(document, pointer)
      const style = encodingStyle(object.encoding, name)
      if (style !== undefined && style.name !== 'text') return [name, fieldStyle(style)]
      // OpenAPI's defaults: JSON for a record, a field for each item of a list.
      if (types?.has('object') === true) return [name, 'json']
      return [name, types?.has('array') === true ? '&' : 'scalar']
    }),
  )
}

/**
 * Merges the styles of some operations into one table, as an object literal; undefined if no field needs one.
 *
 * @param usual the style that the client's runtime has for all fields
 * @throws DescriptionError if two operations write a field of one name differently
 */
export function stylesText(
  source: ClientSource,
  usual: 'list' | '[]',
  operations: readonly (readonly [Operation, FieldStyles])[],
): string | undefined {
  const merged = new Map<string, FieldStyle | 'scalar' | 'list'>()
  for (const [{ pointer }, styles] of operations)
    for (const [name, style] of styles) {
      const other = merged.get(name) ?? style
      const isSame = other === style || (style === 'scalar' && other !== 'json')
      if (!isSame && !(other === 'scalar' && style !== 'json'))
        throw source.problem(
          pointer,
          `The client over paths writes \`${name}\` in one style only: use the same in all operations.`,
        )
      merged.set(name, isSame ? other : style)
    }
  const entries = [...merged].filter(([, style]) => style !== 'scalar' && style !== usual)
  return entries.length === 0
    ? undefined
    : objectOf(entries.map(([name, style]) => [name, quoted(style)] as const))
}
